"""What a file changes as its page shows it."""

import pytest
from django.utils import timezone

from profiles.desk.admin.exchange import shown
from profiles.desk.exchange.choosing import Choice
from profiles.desk.exchange.rows import Problem
from profiles.desk.verbs import importing
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db

PROBLEMS = [
    Problem("responsible_entities", 3, "name_ar", "x"),
    Problem("responsible_entities", 3, "website", "x", title="الجهات", line=5, heading="الموقع"),
    Problem("colours", 1, "red", "x"),
    Problem("profiles", 2, "", "x"),
]


@pytest.fixture
def record(editor):
    nepal, _india = factories.entity("nepal", summary_en="Old text."), factories.entity("india")
    factories.responsible_entity(nepal, "Gone")
    data = {
        "profiles.csv": csv_file(
            ("slug", "iso2", "name_en", "summary_en"),
            ("oman", "OM", "Oman", ""),
            ("nepal", nepal.iso2, "Nepal", "New text."),
            ("india", "India", "India", ""),
        ),
        "responsible_entities.csv": csv_file(
            ("profile", "name_en", "remove"), ("nepal", "Gone", "yes"), ("atlantis", "x", "")
        ),
    }
    return importing.read(data, name="data", by=editor)


def test_a_sentence_counts_the_rows(record):
    assert shown.summary(record) == "5 rows: 1 new, 1 changed, 1 removed, 2 with errors."
    record.changes, record.unchanged, record.problems = record.changes[:1], 1, []
    assert shown.summary(record) == "2 rows: 1 new, 1 that changes nothing."
    record.changes, record.unchanged = [], 0
    assert shown.summary(record) == "0 rows."


def test_each_row_has_its_cells_with_both_texts(record):
    lines = {(line.sheet, line.number): line for line in shown.lines_of(record, record.changes)}
    new, changed, removed = (
        lines["profiles", 2],
        lines["profiles", 3],
        lines["responsible_entities", 2],
    )
    assert [(cell.column, cell.is_needed) for cell in new.cells] == [("slug", True), ("name_en", True), ("iso2", False)]
    assert [cell.pieces for cell in changed.cells] == [[("gone", "Old"), ("new", "New"), ("same", " text.")]]
    assert (changed.cells[0].language, changed.cells[0].label) == ("en", "Summary, in English")
    assert [line.act_in_words for line in (new, changed, removed)] == [
        "new profile",
        "changed profile",
        "removed responsible entity",
    ]
    assert [(str(line.entry), str(line.fact)) for line in (new, changed, removed)] == [
        ("Oman", ""),
        ("Nepal", ""),
        ("Nepal", "Gone"),
    ]
    assert removed.cells[0].after == ""


def test_what_is_left_is_not_ticked(record):
    record.left = Choice(
        frozenset({("profiles", 2), ("profiles", 4)}), frozenset({("profiles", 3, "summary_en")})
    ).as_kept()
    new, changed = shown.lines_of(record, record.changes)[:2]
    assert (new.is_taken, changed.is_taken, changed.cells[0].is_taken) == (False, True, False)
    # Of the row that is taken all cells come with it: it removes.
    removed = next(change for change in record.changes if change["act"] == "removed")
    assert shown.Taken.of(record) == shown.Taken(1, len(removed["cells"]))


def test_what_is_wrong_is_said_by_labels_and_as_the_file_has_it(record):
    rows = [(row.sheet, row.title, row.row, row.column, row.heading) for row in shown.wrongs(PROBLEMS)]
    assert rows == [
        ("responsible entities", "", 3, "Name, in Arabic", "name_ar"),
        ("responsible entities", "الجهات", 5, "Website", "الموقع"),
        ("colours", "", 1, "red", ""),
        ("profiles", "", 2, "", ""),
    ]
    unknown = Problem("profiles", 0, "arabic_name", "x", title="Profiles", heading="Arabic name")
    assert [(row.title, row.column, row.heading) for row in shown.wrongs([unknown])] == [("", "Arabic name", "")]


def test_a_rest_is_what_is_not_wrong(record):
    assert shown.has_rest(record)
    record.problems = [{"sheet": change["sheet"], "row": change["row"]} for change in record.changes]
    assert not shown.has_rest(record)


def test_what_was_left_is_counted_with_the_rows_that_were_read(record):
    record.decided_at, record.changes = timezone.now(), record.changes[:1]
    assert len(record.rows) > 1
    said = shown.summary(record)
    assert said.startswith(f"{len(record.rows) + record.unchanged} rows: 1 new, ")
    assert said.endswith(f"2 with errors, {len(record.rows) - 3} left out.")


def test_a_page_has_so_many_cells_that_its_form_can_be_sent(record, monkeypatch):
    monkeypatch.setattr(shown, "MOST_CELLS", 6)
    pages = [page.object_list[0] for page in shown.pages_of(record)]
    assert [[change["sheet"] for change in page] for page in pages] == [
        ["profiles", "profiles"],
        ["profiles"],
        ["responsible_entities"],
    ]
    assert [change for page in pages for change in page] == record.changes
