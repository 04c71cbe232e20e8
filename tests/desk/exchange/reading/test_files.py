"""Files of all kinds, and what is none: read right, or refused in words."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from profiles.desk.exchange.reading.files import read, read_folder
from tests.desk.exchange.steps import HEADINGS, OFFICE, book, csv_file, only_row, refusal

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(cells, mimetype="application/vnd.oasis.opendocument.spreadsheet"):
    """An OpenDocument spreadsheet with one sheet, of rows written as its XML."""
    space = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    xml = (
        f'<?xml version="1.0"?><office:document-content {space} {calc}><office:body><office:spreadsheet>'
        f'<table:table table:name="memberships">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", xml)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return target.getvalue()


def ods_row(*texts, times=1):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


# ── Spreadsheets ────────


def test_excel_of_all_kinds_of_cells():
    content = book(
        memberships=[
            ["Profile", "start", "start by", "ended", "note_en"],
            ["nepal", 2008, dt.date(2008, 1, 22), True, "=x"],
        ]
    )
    row, _notes = only_row(content.replace(b"nothing", b""), "any.xlsx")
    assert row.cells | {"note_en": ""} == {
        "profile": "nepal",
        "start": "2008",
        "start_by": "2008-01-22T00:00:00",
        "ended": "yes",
        "note_en": "",
    }


def test_open_document_is_read():
    row, _notes = only_row(ods(ods_row("profile", "start") + ods_row("nepal", "2008")), "any.ods")
    assert (row.sheet, row.cells) == ("memberships", {"profile": "nepal", "start": "2008"})


def test_formulas_are_what_they_came_to_and_refused_where_that_is_unknown():
    def with_formula(value):
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
            sheet = made.add_worksheet("memberships")
            sheet.write_row(0, 0, ["profile", "start"])
            sheet.write_string(1, 0, "nepal")
            sheet.write_formula(1, 1, "=2000+8", None, value)
        return target.getvalue()

    assert only_row(with_formula(2008), "any.xlsx")[0].cells["start"] == "2008"
    for value in ("#REF!", ""):
        assert "Cell B2" in refusal(with_formula(value), "any.xlsx")
    error = '<table:table-row><table:table-cell calcext:value-type="error"/></table:table-row>'
    assert "error" in refusal(ods(ods_row("profile") + error), "any.ods")


def test_merged_cells_are_said_and_their_rows_not_read():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("memberships")
        sheet.write_row(0, 0, ["profile", "start"])
        sheet.merge_range("A2:A3", "nepal")
        sheet.write_row(3, 0, ["india", "2008"])
    found = read(target.getvalue(), "any.xlsx")
    assert [(problem.row, "merged" in problem.reason) for problem in found.problems] == [(2, True)]
    assert [row.number for row in found.rows] == [4]
    covered = "<table:table-row><table:covered-table-cell/></table:table-row>"
    assert "merged" in refusal(ods(ods_row("profile") + covered), "any.ods")


def test_characters_of_no_text_are_refused():
    assert "no text: memberships" in refusal(book(memberships=[["profile"], ["nep\x0bal"]]), "any.xlsx")


# ── What is none ────────


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", book(memberships=[])])
def test_an_empty_file_is_refused(content):
    assert "empty" in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"%PDF-1.7\n\x00\x01",
        b"PK\x03\x04 and no more",
        bytes(range(256)),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_spreadsheet_is_refused(content):
    assert refusal(content)


def test_a_pdf_is_refused_as_such_whatever_it_is_called():
    assert refusal(b"%PDF-1.4\nall of it text\n", "list.xlsx") == (
        "This is a PDF: bring the spreadsheet that it was made of."
    )


def test_of_a_text_that_is_no_table_a_file_is_spoken_of_and_no_names_are_listed():
    (problem,) = read(b"Dear all,\nplease find\n", "list.xlsx").problems
    assert problem.reason == (
        "This file is no table of the directory: its first row has no names of columns that are known."
    )
    (problem,) = read(csv_file(("uid", "name_en"), ("", "x")), "Tabelle1.csv").problems
    assert problem.reason.startswith("What the rows of the file “Tabelle1” are is not known.")


def test_other_zip_files_and_old_excel_are_refused():
    assert "no spreadsheet" in refusal(ods("", mimetype="application/vnd.oasis.opendocument.text"))
    assert ".xlsx" in refusal(b"\xd0\xcf\x11\xe0" + bytes(600))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<no")
    assert "damaged" in refusal(target.getvalue())


def test_a_folder_of_csv_files_is_read_as_one():
    office = csv_file(HEADINGS, OFFICE)
    found = read_folder({"responsible_entities.csv": office, "memberships.csv": csv_file(("profile",), ("nepal",))})
    assert [row.sheet for row in found.rows] == ["memberships", "responsible_entities"]
