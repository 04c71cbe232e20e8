"""What a fact sheet says against what was changed here since: an edit of here is never undone by silence."""

import pytest

from profiles.desk.exchange.choosing import Choice, conflict_sentence, is_conflict
from profiles.desk.exchange.meanwhile import digest
from profiles.desk.exchange.reading.bounds import unpack
from profiles.desk.exchange.reading.files import packed
from profiles.desk.exchange.rows import Cell
from profiles.desk.exchange.tables import SHEETS
from profiles.desk.models import Entity
from profiles.desk.verbs import importing, savedcopies
from profiles.published.models import Source
from tests import factories
from tests.desk.exchange.factsheets.sheets import Form, saved
from tests.desk.exchange.steps import acts, compared, csv_file, written

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
    assert problems == []
    ((cell,),) = (change.cells for change in found.changes)
    assert cell == Cell("website", "https://two.example/", "https://three.example/", True, "https://one.example/")


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
    form.write(OFFICES, 0, "Website", "https://theirs.example/")
    found, problems = form.back(by)
    ((native, website),) = (change.cells for change in found.changes)
    assert (problems, native.column, native.conflict, website.conflict) == ([], "native_name", False, True)


def test_a_row_that_was_removed_here_stays_removed(nepal, by):
    form = Form(nepal)
    nepal.responsible_entities.all().delete()
    found, problems = form.back(by)
    assert (problems, found.changes) == ([], [])
    form.write(OFFICES, 0, "Website", "https://new.example/")
    found, problems = form.back(by)
    assert found.changes == []
    assert reasons(problems) == [("", "This row was removed here since the file was taken out.")]


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


def test_a_conflict_is_left_unless_somebody_chooses_it_and_all_else_is_taken(nepal, by):
    form = Form(nepal)
    form.say("Summary (English)", "From the ministry.")
    form.say("Website", "https://three.example/")
    Entity.objects.update(website="https://two.example/")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=by)
    assert Choice.of(record).cells == {("profiles", 2, "website")}
    (cell,) = (cell for cell in record.changes[0]["cells"] if is_conflict(cell))
    assert conflict_sentence(cell) == (
        "Changed on both sides since the file was taken out: it said “https://one.example/”, here it says now"
        " “https://two.example/”, and in the file “https://three.example/”."
    )
    importing.take_chosen(record, by=by)
    nepal.refresh_from_db()
    assert (nepal.website, nepal.summary_en) == ("https://two.example/", "From the ministry.")


def test_the_side_of_the_file_can_be_chosen(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://three.example/")
    Entity.objects.update(website="https://two.example/")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=by)
    with pytest.raises(importing.Refused, match="Nothing of it"):
        importing.take_chosen(record, by=by)
    importing.choose(record, Choice(), by=by)
    record.refresh_from_db()
    importing.take_chosen(record, by=by)
    nepal.refresh_from_db()
    assert nepal.website == "https://three.example/"


def test_a_side_that_breaks_a_rule_bars_nothing_until_it_is_chosen(nepal, by):
    form = Form(nepal)
    form.say("Website", "https://three.example/")
    form.write(OFFICES, 0, "Until", "2001")
    nepal.responsible_entities.update(start="2002", end="2003")
    record = importing.read(saved(form.cells), name="sheet.xlsx", by=by)
    assert record.problems == []
    with pytest.raises(importing.Refused, match=r"Responsible entities, row 3 \(Nepal\), Until"):
        importing.take(record, by=by)
    importing.take_chosen(record, by=by)
    nepal.refresh_from_db()
    assert nepal.website == "https://three.example/"


# ── Any file that was taken out ────────

FORMS = ("xlsx", "csv", "json")


def edited(form, old, new, *only):
    """An export in which one text is another."""
    content, name = written(form, *only)
    if form == "json":
        return content.replace(old.encode(), new.encode()), name
    parts = unpack(content)
    parts = {part: text.replace(old.encode(), new.encode()) for part, text in parts.items()}
    return packed(parts), name


def then(entity, **columns):
    """Somebody saves another thing here."""
    savedcopies.save(entity, by=None)
    type(entity).objects.filter(pk=entity.pk).update(**columns)
    entity.refresh_from_db()
    return entity


@pytest.mark.parametrize("form", FORMS)
def test_an_older_export_takes_no_newer_work_back(nepal, editor, form):
    content, name = edited(form, "https://one.example/", "https://theirs.example/", "profiles")
    then(nepal, summary_en="Newer.")
    found, problems = compared(content, name, editor)
    assert (problems, acts(found)) == ([], [("profiles", "changed", {"website": "https://theirs.example/"})])
    assert not found.changes[0].cells[0].conflict


@pytest.mark.parametrize("form", FORMS)
def test_what_both_sides_changed_is_a_conflict(nepal, editor, form):
    content, name = edited(form, "https://one.example/", "https://theirs.example/", "profiles")
    then(nepal, website="https://ours.example/")
    found, problems = compared(content, name, editor)
    (cell,) = found.changes[0].cells
    assert (problems, cell.conflict, cell.sent) == ([], True, "https://one.example/")


def test_of_a_state_that_is_nowhere_kept_each_difference_may_be_a_conflict(nepal, editor):
    content, name = written("csv", "profiles")
    Entity.objects.update(summary_en="Newer.")
    found, problems = compared(content, name, editor)
    (cell,) = found.changes[0].cells
    assert (problems, cell.column, cell.conflict, cell.sent) == ([], "summary_en", True, None)
    assert "here it says now “Newer.”" in conflict_sentence(vars(cell))


def test_a_file_without_the_column_is_compared_with_what_stands_here(nepal, editor):
    then(nepal, summary_en="Newer.")
    found, _problems = compared(csv_file(("slug", "summary_en"), ("nepal", "Older.")), "profiles.csv", editor)
    assert [cell.conflict for cell in found.changes[0].cells] == [False]


@pytest.mark.parametrize("form", FORMS)
def test_a_fact_that_was_removed_here_since_stays_removed(nepal, editor, form):
    untouched_file = written(form, "responsible_entities")
    changed = edited(form, "https://old.example/", "https://theirs.example/", "responsible_entities")
    savedcopies.save(nepal, by=None)
    nepal.responsible_entities.all().delete()
    found, problems = compared(*untouched_file, editor)
    assert (problems, found.changes) == ([], [])
    found, problems = compared(*changed, editor)
    assert reasons(problems) == [("", "This row was removed here since the file was taken out.")]


def test_a_fact_that_never_stood_here_is_new(nepal, editor):
    content = written("csv", "responsible_entities")
    nepal.responsible_entities.all().delete()
    found, problems = compared(*content, editor)
    assert (problems, [change.act for change in found.changes]) == ([], ["new"])


def test_a_source_that_was_changed_here_since_is_a_conflict(publisher):
    source = factories.word(Source, "list", label_en="A list")
    content = written("csv", "sources")
    found, _problems = compared(*content, publisher)
    assert found.changes == []
    Source.objects.filter(pk=source.pk).update(label_en="Another")
    found, _problems = compared(*content, publisher)
    assert [cell.conflict for cell in found.changes[0].cells] == [True]


def test_a_digest_is_the_same_while_the_same_is_said():
    sheet, content = SHEETS["profiles"], {"slug": "nepal", "name": {"en": "Nepal", "ar": ""}}
    blank = sheet.blank()
    assert digest(sheet, blank | content) == digest(sheet, blank | content | {"uid": "1"})
    assert digest(sheet, blank | content) != digest(sheet, blank | content | {"website": "https://one.example/"})
    assert digest(sheet, blank | content)[0] == "d"
