"""CSV as spreadsheets of all kinds save it."""

import pytest

from tests.desk.exchange.steps import CELLS, HEADINGS, OFFICE, csv_file, only_row, refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_all_letters_and_separators(encoding, separator):
    text = csv_file(HEADINGS, OFFICE).decode().replace(",", separator)
    row, notes = only_row(text.encode(encoding))
    assert (row.sheet, row.number, row.cells) == ("responsible_entities", 2, CELLS)
    assert [("Windows-1256" in note) for note in notes] == ([True] if encoding == "cp1256" else [])


def test_excel_may_say_its_separator_first():
    assert only_row(b"sep=;\r\n" + csv_file(HEADINGS, OFFICE).replace(b",", b";"))[0].cells == CELLS


def test_a_text_that_was_guarded_loses_its_apostrophe_and_no_other_does():
    row, _notes = only_row(csv_file(HEADINGS, ("nepal", "'=1", "''+2", "'tis")))
    assert list(row.cells.values()) == ["nepal", "=1", "'+2", "'tis"]


def test_quotes_that_do_not_close_are_refused_with_their_line():
    assert "Line 2" in refusal(b'profile,name_en\nnepal,"Ministry\n')


def test_lines_within_quotes_are_of_one_row():
    row, _notes = only_row(b'profile,name_en\r\nnepal,"Ministry\r\nof ""Labour"""\r\n')
    assert row.cells["name_en"] == 'Ministry\r\nof "Labour"'


def test_letters_that_are_none_are_refused():
    assert "no spreadsheet" in refusal(b"\xef\xbb\xbfprofile\xff")
    assert "no spreadsheet" in refusal(b"profile\x00\x01")
    assert "no spreadsheet" in refusal(b"profile\na\x0bb")
