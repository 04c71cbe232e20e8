"""A cell that breaks a rule is left out of the row of an entry or fact that is there, and the rest can be taken."""

import pytest

from profiles.desk.verbs import importing
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form
from tests.desk.exchange.steps import acts
from tests.desk.verbs.brought import OFFICES, brought

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    entity = factories.entity("nepal", summary_en="Old.")
    factories.responsible_entity(entity, "Ministry", website="https://old.example/")
    return entity


def wrong(record):
    return [(row["column"], row["cell_only"]) for row in record.problems]


def test_of_the_sheet_of_a_profile_all_but_what_is_wrong_is_taken(nepal):
    by, form = factories.focal_point("focal", nepal), Form(nepal)
    form.say("Summary (English)", "New.")
    form.say("Thematic areas", "No such area")
    form.say("Website", "nepal")
    form.say("Name (English)", "Not theirs to change")
    found, problems = form.back(by)
    assert acts(found) == [("profiles", "changed", {"summary_en": "New."})]
    assert {(problem.column, problem.cell_only) for problem in problems} == {
        ("areas", True),
        ("website", True),
        ("name_en", True),
    }


def test_what_is_taken_leaves_the_wrong_cells_as_they_are(nepal, editor):
    rows = ("slug", "summary_en", "website", "areas"), ("nepal", "New.", "no address", "none")
    record = brought("profiles", editor, *rows)
    assert sorted(wrong(record)) == [("areas", True), ("website", True)]
    importing.take_chosen(record, by=editor)
    nepal.refresh_from_db()
    assert (nepal.summary_en, nepal.website) == ("New.", "")


def test_of_a_fact_too_and_a_row_of_nothing_else_changes_nothing(nepal, editor):
    rows = ("profile", "name_en", "website"), ("nepal", "Ministry", "no address")
    record = brought("responsible_entities", editor, *rows)
    assert (wrong(record), record.changes) == ([("website", True)], [])


def test_a_new_row_in_which_a_cell_is_wrong_is_left_out_whole(nepal, editor):
    record = brought("responsible_entities", editor, OFFICES, ("nepal", "Second", "", "soon"))
    assert (wrong(record), record.changes) == ([("start", False)], [])


def test_what_cells_are_wrong_in_together_keeps_the_row_out(nepal, editor):
    factories.membership(nepal, start="2008")
    rows = ("profile", "type", "start", "end"), ("nepal", "sending", "2010", "2009")
    record = brought("memberships", editor, *rows)
    assert record.problems
    assert not any(is_cell for _column, is_cell in wrong(record))
