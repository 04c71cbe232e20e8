"""Rows in the formats that people take: what each holds, and that the same rows make the same bytes."""

import csv
import datetime as dt
import gzip
import io
import json
import zipfile

import pyarrow.parquet
import pytest
from python_calamine import CalamineWorkbook

from profiles.site.files.about import About
from profiles.site.files.columns import Column, Type
from profiles.site.releases import formats
from profiles.site.releases.tables import Table, Traits

NAMES = ("code", "number", "sure", "day", "at")
TYPES = (Type.STRING, Type.INTEGER, Type.BOOLEAN, Type.DATE, Type.DATETIME)
COLUMNS = [Column(name, f"The {name}.", str, kind) for name, kind in zip(NAMES, TYPES, strict=True)]
TABLE = Table("words", "Words.", COLUMNS, list, Traits(("code",)))
NOON = "2026-11-30T12:00:00+00:00"
ROWS = [("=1+1", 3, 1, "2026-11-30", NOON), ("حوار", None, 0, None, None), (None, 0, None, None, None)]
WRITERS = {".csv": formats.write_csv, ".jsonl.gz": formats.write_jsonl, ".parquet": formats.write_parquet}


def write(folder, ending, rows=ROWS, table=TABLE):
    path = folder / f"words{ending}"
    WRITERS[ending](path, table, iter(rows))
    return path


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_rows_make_the_same_bytes(tmp_path, ending):
    assert write(tmp_path, ending).read_bytes() == write(tmp_path, ending).read_bytes()


def test_csv_is_as_all_csv_of_the_site(tmp_path):
    text = write(tmp_path, ".csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        list(NAMES),
        ["'=1+1", "3", "1", "2026-11-30", NOON],
        ["حوار", "", "0", "", ""],
        ["", "0", "", "", ""],
    ]


def test_json_lines_have_types_and_texts_as_they_are(tmp_path):
    lines = gzip.decompress(write(tmp_path, ".jsonl.gz").read_bytes()).decode().splitlines()
    assert [tuple(json.loads(line).values()) for line in lines] == [
        ("=1+1", 3, True, "2026-11-30", NOON),
        ("حوار", None, False, None, None),
        (None, 0, None, None, None),
    ]
    assert tuple(json.loads(lines[0])) == NAMES


def test_a_document_stands_in_its_line_as_it_is(tmp_path):
    columns = [Column("code", "", str), Column("document", "", str)]
    table = Table("entries", "", columns, list, Traits(("code",)), as_it_is="document")
    path = write(tmp_path, ".jsonl.gz", [("a", '{"b":1,"a":"ب"}')], table)
    assert gzip.decompress(path.read_bytes()).decode() == '{"code":"a","document":{"b":1,"a":"ب"}}\n'


def test_parquet_has_types_and_says_what_columns_hold(tmp_path):
    table = pyarrow.parquet.read_table(write(tmp_path, ".parquet"))
    assert [str(field.type) for field in table.schema] == [
        "string",
        "int64",
        "bool",
        "date32[day]",
        "timestamp[ms, tz=UTC]",
    ]
    assert table.schema.field("sure").metadata[b"description"] == b"The sure."
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        ("=1+1", 3, True, dt.date(2026, 11, 30), dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)),
        ("حوار", None, False, None, None),
        (None, 0, None, None, None),
    ]


def test_parquet_of_many_rows_is_written_some_at_a_time(tmp_path):
    number = formats.GROUP * 2 + 1
    path = write(tmp_path, ".parquet", ((str(place), place, 1, None, None) for place in range(number)))
    file = pyarrow.parquet.ParquetFile(path)
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (number, 3)
    assert formats.write_parquet(path, TABLE, iter([])) is None
    assert pyarrow.parquet.read_table(path).num_rows == 0


def test_a_book_has_a_sheet_for_each_table_and_one_about_it(tmp_path):
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        formats.write_xlsx(path, About({}, [("Release", "1")], dt.date(2026, 11, 30)), [TABLE.holding(iter(ROWS))])
    book = CalamineWorkbook.from_path(str(paths[0]))
    assert book.sheet_names == ["Words", "About", "Columns"]
    first, second = book.get_sheet_by_name("Words").to_python()[:2]
    assert (first, second[:3]) == (list(NAMES), ["'=1+1", 3.0, True])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_what_is_packed_says_of_nothing_when_it_was_made(tmp_path):
    (tmp_path / "a.csv").write_text("a" * 1000)
    (tmp_path / "b.gz").write_bytes(b"b" * 1000)
    found = []
    for name in ("one.zip", "two.zip"):
        formats.write_zip(tmp_path / name, [tmp_path / "a.csv", tmp_path / "b.gz"])
        found.append((tmp_path / name).read_bytes())
        (tmp_path / "a.csv").touch()
    assert found[0] == found[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {info.filename: info.compress_size < 1000 for info in archive.infolist()} == {
            "a.csv": True,
            "b.gz": False,
        }


def test_each_file_of_a_release_has_a_media_type():
    assert formats.type_of("entries.jsonl.gz") == "application/gzip"
    assert formats.type_of("SHA256SUMS").startswith("text/plain")
    with pytest.raises(StopIteration):
        formats.type_of("program.exe")
