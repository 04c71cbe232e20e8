"""Sheets of cells as rows under known columns."""

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange.reading.headings import resolve
from profiles.desk.exchange.rows import Grid, Row


def resolved(name, *cells, ignore_unknown=False):
    return resolve([Grid(name, [list(row) for row in cells])], ignore_unknown=ignore_unknown)


def places(found):
    return [(problem.row, problem.column) for problem in found.problems]


@pytest.mark.parametrize("name", ["memberships", " Memberships", "list of members"])
def test_a_sheet_is_known_by_its_name_or_by_its_columns(name):
    found = resolved(name, ("Profile", "TYPE", " start  by "), ("nepal", "sending", "2008"))
    assert found.rows == [Row("memberships", 2, {"profile": "nepal", "type": "sending", "start_by": "2008"})]


def test_a_sheet_whose_columns_are_those_of_several_is_refused():
    found = resolved("list", ("uid", "name_en"), ("", "x"))
    assert (places(found), found.rows) == ([(1, "")], [])
    assert "“list”" in found.problems[0].reason
    assert "“list”" in resolved("list", ("uid", "name_en"), ("", "x"), ignore_unknown=True).notes[0]


def test_empty_lines_are_no_rows_and_count():
    found = resolved("memberships", ("", ""), ("profile", "start"), (" ", ""), ("nepal", "2008"), ("india",))
    assert [(row.number, row.cells["start"]) for row in found.rows] == [(4, "2008"), (5, "")]


def test_a_column_too_many_is_named_and_left_out_only_where_that_is_said():
    cells = ("profile", "colour", "start"), ("nepal", "red", "2008")
    found = resolved("memberships", *cells)
    assert places(found) == [(1, "colour")]
    found = resolved("memberships", *cells, ignore_unknown=True)
    assert (places(found), found.rows[0].cells) == ([], {"profile": "nepal", "start": "2008"})
    assert "colour" in found.notes[0]


def test_a_column_twice_is_refused_and_neither_is_read():
    found = resolved("memberships", ("profile", "start", "start"), ("nepal", "2008", "2009"))
    assert places(found) == [(1, "start")]
    assert found.rows[0].cells == {"profile": "nepal"}


def test_cells_without_a_name_above_them_are_refused():
    assert places(resolved("memberships", ("profile", ""), ("nepal", "x"))) == [(2, "")]
    assert places(resolved("memberships", ("profile",), ("nepal", "x"))) == [(2, "")]


def test_the_sheet_that_explains_is_no_data():
    with pytest.raises(ValidationError, match="empty"):
        resolved("about", ("Sheet", "Column"))


def test_a_sheet_that_is_not_known_says_what_it_can_be_called():
    (problem,) = resolved("Tabelle1", ("uid", "certainty", "start"), ("", "x", "")).problems
    assert problem.reason.startswith("What the rows of the sheet “Tabelle1” are is not known. Rename it to one of: ")
    assert "memberships (Memberships)" in problem.reason
    assert "profiles (" not in problem.reason
    (problem,) = resolved("Tabelle1", ("colour",), ("red",)).problems
    assert "profiles (Profile)" in problem.reason


@pytest.mark.parametrize(
    "headings",
    [
        ("Profile", "Name, in English", "Name, in Arabic"),
        ("profile", "name", "الاسم"),
        ("profile", "الاسم، بالإنجليزية", "الاسم، بالعربية"),
    ],
)
def test_a_column_is_known_by_what_forms_and_the_page_of_a_file_call_it(headings):
    found = resolved("responsible_entities", headings, ("nepal", "Ministry", "وزارة"))
    assert found.problems == []
    assert found.rows[0].cells == {"profile": "nepal", "name_en": "Ministry", "name_ar": "وزارة"}


def test_columns_that_are_not_known_are_one_mistake_each_and_say_what_they_can_be_called():
    found = resolved("responsible_entities", ("profile", "Bureau"), ("nepal", "Ministry"), ("india", "Ministry"))
    (problem,) = found.problems
    assert problem.reason.startswith(
        "There is no column “Bureau” in “responsible_entities”. Rename it to one of: uid, "
    )
    assert "name_en (Name, in English)" in problem.reason
    assert found.rows == []
    found = resolved("responsible_entities", ("profile", "name", "Colour"), ("nepal", "Ministry", "red"))
    assert (len(found.problems), len(found.rows)) == (1, 1)
