"""Spreadsheets that would take the memory of the server are refused before anybody reads them, and so are cells that
would be read as empty and are not."""

import io
import zipfile

import pytest

from profiles.desk.exchange.reading import bounds
from profiles.desk.exchange.reading.files import read
from tests.desk.exchange.reading.test_bounds import refused_as_too_much, repacked
from tests.desk.exchange.reading.test_files import ods, ods_row
from tests.desk.exchange.steps import book, refusal

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.fixture(scope="module")
def plain():
    return book(memberships=[["profile", "start"], ["nepal", "2008"]])


def replaced(content, old, new, part=SHEET):
    """An Excel file in which one thing reads otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(part).decode()
    assert old in text
    return repacked(content, part, text.replace(old, new))


def with_rows(content, rows):
    return replaced(content, "</sheetData>", f"{rows}</sheetData>")


def cells_of(content):
    return [row.cells for row in read(content, "a.xlsx").rows]


# ── What looks empty ────────


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A3" s="1"/><c r="B3" t="e"><v>#REF!</v></c>',
        "<c r='A3' s='1' /><c t='e' r='B3'/>",
        '<x:c xmlns:x="a" r="B3" t="e"><v>1</v></x:c>',
        '<c r="B3"><f>1+1</f><v></v></c>',
        '<c r="B3"><f>1+1</f></c>',
    ],
)
def test_an_error_is_refused_whatever_stands_before_it(plain, cells):
    assert "Cell B3" in refusal(with_rows(plain, f'<row r="3">{cells}</row>'))


def test_an_empty_cell_with_a_style_before_a_whole_one_is_none(plain):
    rows = '<row r="3"><c r="A3" s="1"/><c r="B3"><f>2000+9</f><v>2009</v></c></row>'
    assert cells_of(with_rows(plain, rows))[1]["start"] == "2009"


def test_entities_and_other_encodings_are_refused(plain):
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet'
    assert "damaged" in refusal(replaced(plain, "<worksheet", doctype))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        text = archive.read(SHEET).decode()
    assert "damaged" in refusal(repacked(plain, SHEET, text.replace("UTF-8", "UTF-16").encode("utf-16")))


# ── What is far, many or long ────────


@pytest.mark.parametrize("place", ['"XFD2"', '"A1048576"', "'XFD1000000'", "\n 'XFD1'"])
def test_a_cell_far_from_all_others(plain, place):
    refused_as_too_much(replaced(plain, 'r="A2"', f"r={place}"))


def test_cells_that_say_no_place_are_counted(plain):
    refused_as_too_much(with_rows(plain, f"<row>{'<c/>' * (bounds.MOST_COLUMNS + 1)}</row>"))
    refused_as_too_much(with_rows(plain, f'<row r="{bounds.MOST_ROWS}"/><row><c/></row>'))
    refused_as_too_much(with_rows(plain, '<row r="1048576"><c/></row>'))


@pytest.mark.parametrize("place", ["a1", "1A", "A", "A-1", "A1 "])
def test_places_that_are_none_are_refused(plain, place):
    assert "damaged" in refusal(replaced(plain, 'r="A2"', f'r="{place}"'))


def test_empty_rows_far_below_are_as_spreadsheets_write_them(plain):
    assert len(cells_of(with_rows(plain, '<row r="1048576" ht="12.8"/>'))) == 1


def test_a_sheet_in_another_place_is_looked_at(plain):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as was, zipfile.ZipFile(target, "w") as archive:
        for name in was.namelist():
            part = was.read(name).replace(b"worksheets/sheet1.xml", b"elsewhere/one.xml")
            archive.writestr(name.replace("worksheets/sheet1.xml", "elsewhere/one.xml"), part)
    moved = target.getvalue()
    assert len(cells_of(moved)) == 1
    refused_as_too_much(replaced(moved, 'r="A2"', 'r="XFD2"', part="xl/elsewhere/one.xml"))


def test_cells_of_all_sheets_are_counted_with_those_between(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CELLS", 20)
    sheet = [["profile"], ["", "", "", "", "x"]]
    assert read(book(a=sheet, b=sheet), "a.xlsx").rows == []
    refused_as_too_much(book(a=sheet, b=sheet, c=sheet))


def test_very_many_sheets():
    refused_as_too_much(book(**{f"sheet{number}": [["profile"]] for number in range(bounds.MOST_SHEETS + 1)}))


def test_a_text_is_counted_as_often_as_it_is_used(plain, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 10_000)
    long = replaced(plain, "nepal", "n" * 900, part=STRINGS)
    assert len(cells_of(long)) == 1
    refused_as_too_much(with_rows(long, '<row><c t="s"><v>2</v></c></row>' * 12))
    refused_as_too_much(with_rows(long, '<row><c t="s"><v><!-- -->2</v></c></row>' * 12))


def test_what_says_that_it_has_very_many(plain):
    refused_as_too_much(replaced(plain, 'uniqueCount="4"', 'uniqueCount="+99999999999"', part=STRINGS))


def test_merged_cells_without_end(plain):
    merged = '</sheetData><mergeCells><mergeCell ref="A1:{}"/></mergeCells>'
    refused_as_too_much(replaced(plain, "</sheetData>", merged.format("A1048576")))
    assert "damaged" in refusal(replaced(plain, "</sheetData>", merged.format("x")))


def test_very_many_elements(plain, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ELEMENTS", 1000)
    assert len(cells_of(plain)) == 1
    refused_as_too_much(with_rows(plain, "<a/>" * 1000))


# ── OpenDocument ────────


def test_rows_of_open_document_that_are_repeated_without_end():
    refused_as_too_much(ods(ods_row("profile") + ods_row("nepal", times=1_000_000)))
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"/>'
    wide = f"<table:table-row>{cell}</table:table-row>"
    refused_as_too_much(ods(ods_row("profile") + wide))
    far = '<table:table-row table:number-rows-repeated="1000000"/>'
    refused_as_too_much(ods(ods_row("profile") + far + ods_row("nepal")))


def test_empty_rows_that_are_repeated_are_as_spreadsheets_write_them():
    cell = '<table:table-cell table:number-columns-repeated="1024"/>'
    end = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    assert len(read(ods(ods_row("profile") + ods_row("nepal") + end), "a.ods").rows) == 1


def test_texts_of_open_document_are_counted_as_often_as_they_are_repeated(monkeypatch):
    refused_as_too_much(ods(ods_row("profile") + ods_row('<text:s text:c="2000000000"/>')))
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 10_000)
    assert len(read(ods(ods_row("profile") + ods_row("n" * 900, times=2)), "a.ods").rows) == 2
    refused_as_too_much(ods(ods_row("profile") + ods_row("n" * 900, times=12)))


@pytest.mark.parametrize("name", ["table", "table-row", "table-cell"])
def test_nothing_of_open_document_stands_in_its_like(name):
    inner = f"<table:{name}/>"
    row = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>"
    assert "damaged" in refusal(ods(ods_row("profile") + row))
