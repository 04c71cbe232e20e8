"""What a fact sheet says against what was changed here since: an edit of here is never undone by silence."""

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import importing
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form, saved
from tests.desk.exchange.steps import acts

pytestmark = pytest.mark.django_db

OFFICES = "Responsible entities"


@pytest.fixture
def nepal():
    entity = factories.entity("nepal", website="https://one.example/")
    factories.responsible_entity(entity, "Ministry of Labour", website="https://old.example/")
    return entity


@pytest.fixture
def by(nepal):
    return factories.focal_point("focal", nepal)


def reasons(problems):
    return [(problem.column, problem.reason) for problem in problems]


def test_a_cell_that_was_changed_here_alone_stays(nepal, by):
    form = Form(nepal)
    form.say("Summary (English)", "From the ministry.")
    Entity.objects.update(website="https://two.example/")
    importing.take(importing.read(saved(form.cells), name="sheet.xlsx", by=by), by=by)
    nepal.refresh_from_db()
    assert (nepal.website, nepal.summary_en) == ("https://two.example/", "From the ministry.")


def test_a_cell_that_was_changed_on_both_sides_is_told_with_what_it_said(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://three.example/")
    Entity.objects.update(website="https://two.example/")
    found, problems = form.back(by)
    assert found.changes == []
    ((column, reason),) = reasons(problems)
    assert column == "website"
    assert "it said “https://one.example/”, now it says “https://two.example/”, and the fact sheet “" in reason


def test_who_writes_what_stands_here_now_agrees(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://two.example/")
    Entity.objects.update(website="https://two.example/")
    found, problems = form.back(by)
    assert (problems, found.changes) == ([], [])


def test_of_a_row_that_was_changed_on_both_sides_other_cells_are_told_apart(nepal, by):
    form = Form(nepal)
    form.write(OFFICES, 0, "Native name", "श्रम")
    nepal.responsible_entities.update(website="https://new.example/")
    found, problems = form.back(by)
    assert (problems, acts(found)) == ([], [("responsible_entities", "changed", {"native_name": "श्रम"})])


def test_a_row_that_was_removed_here_stays_removed(nepal, by):
    form = Form(nepal)
    nepal.responsible_entities.all().delete()
    found, problems = form.back(by)
    assert (problems, found.changes) == ([], [])
    form.write(OFFICES, 0, "Website", "https://new.example/")
    found, problems = form.back(by)
    assert found.changes == []
    assert reasons(problems) == [("", "This row was removed here since the fact sheet was sent.")]


def test_a_row_that_was_changed_here_is_not_removed_by_a_sheet_of_before(nepal, by):
    form = Form(nepal)
    form.write(OFFICES, 0, "Remove this row", "yes")
    nepal.responsible_entities.update(website="https://new.example/")
    found, problems = form.back(by)
    assert found.changes == []
    assert "was changed here" in problems[0].reason


def test_a_clash_is_one_too_when_what_was_read_is_taken(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://three.example/")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=by)
    Entity.objects.update(website="https://two.example/")
    with pytest.raises(importing.Refused):
        importing.take(record, by=by)


def test_cells_of_a_fact_sheet_are_taken_one_by_one(nepal, by):
    form = Form(nepal)
    form.say("Summary (English)", "From the ministry.")
    form.say("Website", "https://three.example/")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=by)
    importing.take(record, by=by, left=[("profiles", 2, "website")])
    nepal.refresh_from_db()
    assert (nepal.website, nepal.summary_en) == ("https://one.example/", "From the ministry.")
