"""Files that would take the memory of the server are refused before they can."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from profiles.desk.exchange.reading import bounds
from profiles.desk.exchange.reading.files import read, read_folder
from tests.desk.exchange.steps import book, csv_file


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


def test_a_folder_has_bounds_in_all(monkeypatch):
    with pytest.raises(ValidationError, match="too much"):
        read_folder(dict.fromkeys("ab", b"x" * (bounds.MOST_BYTES // 2 + 1)))
    with pytest.raises(ValidationError, match="too much"):
        read_folder({f"{number}.csv": b"profile" for number in range(bounds.MOST_SHEETS + 1)})
    monkeypatch.setattr(bounds, "MOST_CELLS", 5)
    with pytest.raises(ValidationError, match="too much"):
        read_folder(dict.fromkeys("ab", b"profile,start\nnepal,2008"))


def test_json_has_bounds(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ROWS", 3)
    assert len(read(b'{"profiles": [{}, {}, {}]}', "a.json").rows) == 3
    refused_as_too_much(b'{"profiles": [{}, {}, {}, {}]}')
    monkeypatch.setattr(bounds, "MOST_CELLS", 100)
    refused_as_too_much(b"[" * 101 + b"]" * 101)
