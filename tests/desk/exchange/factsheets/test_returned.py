"""What a ministry wrote is read cell by cell; what it did not touch says nothing."""

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange.factsheets import called
from profiles.desk.exchange.reading.files import read
from profiles.desk.models import Affiliation, Entity, ResponsibleEntity
from profiles.desk.verbs import importing
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form, saved
from tests.desk.exchange.steps import acts

pytestmark = pytest.mark.django_db

OFFICES, BODIES = "Responsible entities", "Affiliations"


@pytest.fixture
def nepal():
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "Ministry of Labour", website="https://old.example/")
    factories.affiliation(entity, "iom", "observer", "2006")
    factories.word(factories.Body, "ilo", label_en="ILO")
    return entity


@pytest.fixture
def by(nepal):
    return factories.focal_point("focal", nepal)


def test_five_changed_cells_are_five_changes_each_named(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://nepal.example/")
    form.say("Summary (English)", "Another summary.")
    form.write(OFFICES, 0, "Website", "https://new.example/")
    form.write(OFFICES, 0, "From", "January 2008")
    form.write(BODIES, 0, "Status", "Member")
    found, problems = form.back(by)
    assert (problems, acts(found)) == (
        [],
        [
            ("profiles", "changed", {"website": "https://nepal.example/", "summary_en": "Another summary."}),
            ("affiliations", "changed", {"status": "member"}),
            ("responsible_entities", "changed", {"website": "https://new.example/", "start": "2008-01"}),
        ],
    )


def test_an_empty_row_that_is_filled_in_is_new_and_the_others_are_nothing(nepal, by):
    form = Form(nepal)
    form.write(BODIES, 1, "Body", "ILO")
    form.write(BODIES, 1, "From", "1966")
    content = saved(form.cells)
    importing.take(importing.read(content, name="sheet.xlsx", by=by), by=by)
    assert Affiliation.objects.filter(entity=nepal).count() == 2
    row = Affiliation.objects.get(body__code="ilo")
    assert (row.start, row.status, row.certainty) == ("1966", "member", "stated")


def test_what_is_new_is_not_taken_for_a_row_that_is_there_and_differs(nepal, by):
    form = Form(nepal)
    form.write(BODIES, 1, "Body", "Iom")
    form.write(BODIES, 1, "Status", "Observer")
    found, problems = form.back(by)
    assert (problems, [change.act for change in found.changes]) == ([], ["new"])


def test_a_row_is_removed_where_that_is_said(nepal, by):
    form = Form(nepal)
    form.write(OFFICES, 0, "Remove this row", "yes")
    importing.take(importing.read(saved(form.cells), name="sheet.xlsx", by=by), by=by)
    assert not ResponsibleEntity.objects.exists()


def test_rows_may_be_sorted_moved_and_left_out(nepal, by):
    factories.affiliation(nepal, "ilo", start="1966")
    form = Form(nepal)
    form.write(BODIES, 1, "From", "1967")
    del form.cells[BODIES][2]
    form.cells[BODIES].insert(2, [""] * 20)
    found, problems = form.back(by)
    assert (problems, [change.sheet for change in found.changes]) == ([], ["affiliations"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_what_was_sent_all_of_it_is_compared_and_says_the_same(nepal, by, language):
    form = Form(nepal, language)
    form.cells = {name: rows for name, rows in form.cells.items() if name != called.SENT}
    found, problems = form.back(by)
    assert (problems, found.changes) == ([], [])


def test_the_sheet_of_another_profile_is_refused_in_words(nepal, by):
    kuwait = factories.entity("kuwait", type="receiving")
    form = Form(kuwait)
    form.say("Summary (English)", "Taken over.")
    found, problems = form.back(by)
    assert found.changes == []
    assert {problem.reason for problem in problems} == {"“kuwait” is not yours to change."}


def test_a_row_of_another_profile_that_was_pasted_in_is_refused(nepal, by, publisher):
    kuwait = factories.entity("kuwait", type="receiving")
    factories.affiliation(kuwait, "ilo", start="1966")
    form = Form(nepal)
    form.cells[BODIES][3] = Form(kuwait).cells[BODIES][2]
    for person in (by, publisher):
        found, problems = form.back(person)
        assert found.changes == []
        assert [problem.reason for problem in problems] == ["The uid is that of a row of another."]


def test_what_the_secretariat_keeps_is_refused_of_a_focal_point_and_taken_of_an_editor(nepal, by, editor):
    form = Form(nepal)
    form.write("Memberships", 0, "From", "1999")
    form.say("Name (English)", "Nepal!")
    found, problems = form.back(by)
    assert found.changes == []
    assert [(problem.sheet, problem.column) for problem in problems] == [("profiles", "name_en"), ("memberships", "")]
    found, problems = form.back(editor)
    assert (problems, len(found.changes)) == ([], 2)


def test_a_profile_that_has_another_address_since_is_still_meant(nepal, by):
    form = Form(nepal)
    form.write(BODIES, 1, "Body", "ILO")
    Entity.objects.update(slug="nepal-2")
    found, problems = form.back(by)
    assert (problems, [change.act for change in found.changes]) == ([], ["new"])


@pytest.mark.parametrize("cells", [["fact sheet", "1", "nobody", "nepal"], ["fact sheet", "2"], ["?"] * 3])
def test_a_sheet_whose_past_cannot_be_read_is_refused(nepal, cells):
    form = Form(nepal)
    uid = form.cells[called.SENT][0][2]
    form.cells[called.SENT][0] = [uid if cell == "nobody" and cells[1] == "2" else cell for cell in cells]
    with pytest.raises(ValidationError, match="ask for it again"):
        read(saved(form.cells), "sheet.xlsx")
