"""Files that would take the memory of the server are refused before they can."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange import bounds
from profiles.desk.exchange.reading import read
from tests.desk.exchange.steps import book, csv_file
from tests.desk.exchange.test_reading import ods, ods_row


def refused_as_too_much(content, name="memberships.csv"):
    with pytest.raises(ValidationError, match="too much"):
        read(content, name)


def repacked(content, part, text):
    """A zip file with another text in one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in was.namelist():
            archive.writestr(name, text if name == part else was.read(name))
    return target.getvalue()


def test_a_large_file():
    refused_as_too_much(b"x" * (bounds.MOST_BYTES + 1))


def test_many_rows_and_many_columns_of_csv():
    refused_as_too_much(b"profile\n" + b"x\n" * bounds.MOST_ROWS)
    refused_as_too_much(csv_file(["profile"] * (bounds.MOST_COLUMNS + 1)))


def test_what_unpacks_to_very_much(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 100_000)
    content = book(memberships=[["profile"], ["nepal"]])
    refused_as_too_much(repacked(content, "xl/worksheets/sheet1.xml", " " * 200_000))


def test_what_says_that_it_is_small_is_counted_all_the_same(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 100_000)
    content = repacked(book(memberships=[["profile"]]), "xl/worksheets/sheet1.xml", " " * 200_000)
    lying = content.replace((200_000).to_bytes(4, "little"), (20).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(ValidationError):
        read(lying, "a.xlsx")


def test_very_many_parts(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_PARTS", 3)
    refused_as_too_much(book(memberships=[["profile"]]))


@pytest.mark.parametrize("place", ["XFD2", "A1048576"])
def test_a_cell_far_from_all_others(place):
    content = book(memberships=[["profile"], ["nepal"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    refused_as_too_much(repacked(content, "xl/worksheets/sheet1.xml", sheet.replace('r="A2"', f'r="{place}"')))


def test_rows_of_open_document_that_are_repeated_without_end():
    refused_as_too_much(ods(ods_row("profile") + ods_row("nepal", times=1_000_000)))
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"/>'
    wide = f"<table:table-row>{cell}</table:table-row>"
    refused_as_too_much(ods(ods_row("profile") + wide))


def test_empty_rows_that_are_repeated_are_as_spreadsheets_write_them():
    cell = '<table:table-cell table:number-columns-repeated="1024"/>'
    end = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    assert len(read(ods(ods_row("profile") + ods_row("nepal") + end), "a.ods").rows) == 1
