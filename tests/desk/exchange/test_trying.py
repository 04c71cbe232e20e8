"""Every rule of a row is asked while nothing stays stored."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from profiles.desk.exchange.trying import ENDINGS, refuse_unstored
from profiles.desk.models import Entity, Membership
from profiles.published.documents import FILES
from profiles.published.models import Source
from tests import factories
from tests.desk.exchange.test_differences import of

pytestmark = pytest.mark.django_db


def test_nothing_stays(editor):
    entity = factories.entity("nepal")
    found, problems = of(
        "memberships", editor, ("profile", "type", "start", "end"), ("nepal", "sending", "1999", "2000")
    )
    assert (problems, len(found.changes)) == ([], 1)
    of("sources", editor, ("code", "title_en"), ("new", "New"))
    assert Membership.objects.get().entity == entity
    assert not Source.objects.exists()
    assert Entity.objects.get().summary_en == entity.summary_en


def test_a_source_that_breaks_a_rule_is_said_at_its_column(editor):
    factories.word(Source, "old", url="https://example.org/a")
    rows = [("code", "title_en", "url", "retrieved_on"), ("new", "x", "https://example.org/a", "2008-01-21")]
    _found, problems = of("sources", editor, *rows)
    assert "in the register already" in problems[0][2]


def test_dates_of_entries_are_asked_about_as_those_of_facts(editor):
    factories.meeting("m1", start="2008", end="2008")
    _found, problems = of("meetings", editor, ("slug", "start", "end"), ("m1", "1429", "2008"))
    assert [(problem[:2], "1429" in problem[2]) for problem in problems] == [((2, "start"), True)]
    _found, problems = of("meetings", editor, ("slug", "start", "end", "unusual"), ("m1", "1429", "2008", "yes"))
    assert problems == []


def test_an_office_takes_over_from_another_of_its_profile(editor):
    one, other = factories.entity("one"), factories.entity("other")
    first, strange = factories.responsible_entity(one, "First"), factories.responsible_entity(other, "Strange")
    rows = [("profile", "name_en", "succeeds"), ("one", "Second", first.uid), ("one", "Third", strange.uid)]
    _found, problems = of("responsible_entities", editor, *rows)
    assert [problem[:2] for problem in problems] == [(3, "succeeds")]


def test_a_row_with_a_wrong_cell_is_asked_nothing_more(editor):
    factories.entity("nepal")
    rows = [("profile", "type", "start", "end"), ("nepal", "nonsense", "2010", "2009")]
    _found, problems = of("memberships", editor, *rows)
    assert [problem[:2] for problem in problems] == [(2, "type")]


def test_a_stored_file_stands_only_where_its_kind_belongs():
    logo = factories.logo()
    paper = default_storage.save(f"{'a' * 64}.pdf", ContentFile(b"%PDF-1.4"))
    for column, fitting, other in (("logo", logo, paper), ("file", paper, logo)):
        refuse_unstored(column, fitting)
        refuse_unstored(column, "")
        for name in (other, f"{'b' * 64}.{ENDINGS[column]}", f"../{fitting}"):
            with pytest.raises(ValidationError, match="not stored"):
                refuse_unstored(column, name)
    assert ENDINGS.keys() == FILES
