"""What goes out comes back unchanged: over what stands there, and where nothing stands."""

import pytest

from profiles.desk import entries
from profiles.desk.models import Entity
from profiles.desk.verbs import importing
from profiles.published.models import Role, Source
from tests import factories
from tests.desk.exchange.steps import compared, contents, written
from tests.desk.test_workingcopy import full_entity

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = ("xlsx", "csv", "json")


def forget_all():
    for model in entries.MODELS.values():
        model.objects.all().delete()
    Source.objects.all().delete()


def come_and_gone(form, by):
    """A file over what stands there changes nothing; where nothing stands it says all of it again."""
    before = contents()
    content, name = written(form)
    found, problems = compared(content, name, by)
    assert (problems, found.changes) == ([], [])
    assert found.unchanged
    forget_all()
    importing.take(importing.read(content, name=name, by=by), by=by)
    assert contents() == before
    return content, name


@pytest.fixture
def all_kinds(publisher):
    entity = full_entity()
    entity.body_en = "<p>One<br>two &amp; <strong>three</strong></p><h2>Four</h2>"
    entity.other_names_en = "One\nTwo\n\nThree"
    entity.formal_name_en = "=1+1"
    entity.save()
    office = entity.responsible_entities.first()
    office.contact_en, office.acronym_en, office.note_en = "+971 4 000\n'-x", "''=y", "@z"
    office.save()
    factories.word(Role, "host", label_en="Host; of a meeting")
    meeting = factories.meeting("m8", ordinal=8, end="2008-01-22", rests_on=factories.cites("Minutes", carries="start"))
    factories.attendance(meeting, "iom", sources=factories.cites("Minutes", carries="end"))
    paper = factories.paper("p1", "agreement", languages="en ar")
    factories.party(paper, "nepal")
    programme = factories.programme("skills", state="completed", end="2016")
    programme.areas.add(factories.area("gender"), factories.area("abc"))
    factories.part(programme, "iom", "lead", start="2014", end="2015", unusual=True)
    factories.text("about")
    return publisher


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_row_comes_back_as_it_went(all_kinds, form):
    come_and_gone(form, all_kinds)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_came_back_goes_out_the_same_to_the_byte(all_kinds, form):
    content, name = come_and_gone(form, all_kinds)
    assert written(form) == (content, name)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_the_real_directory_comes_back_as_it_went(real_directory, form):
    come_and_gone(form, real_directory)


def test_a_few_sheets_alone_come_back_too(all_kinds):
    content, name = written("csv", "memberships", "parts")
    found, problems = compared(content, name, all_kinds)
    assert (problems, found.changes, found.unchanged) == ([], [], 3)


@pytest.mark.parametrize("form", FORMS)
def test_lines_that_browsers_ended_in_their_way_say_the_same(all_kinds, form):
    Entity.objects.update(other_names_en="One\r\nTwo")
    found, problems = compared(*written(form), all_kinds)
    assert (problems, found.changes) == ([], [])
