"""What each format makes of the cells of a table, in constant memory however many rows there are."""

import csv
import datetime as dt
import io
import json
import tracemalloc

import pytest

from profiles.site.files.about import About
from profiles.site.files.columns import Column, Type
from profiles.site.files.formats import CSV, FORMATS, JSON, JSON_LINES, XLSX
from profiles.site.files.tables import Filled

ABOUT = About({"as_of": "2026-11-25"}, [("As of", "2026-11-25")], dt.date(2026, 11, 25))
TYPES = {
    "text": Type.STRING,
    "number": Type.INTEGER,
    "flag": Type.BOOLEAN,
    "day": Type.DATE,
    "start": Type.PARTIAL_DATE,
}


def filled(rows, name="facts") -> Filled:
    """A table whose rows are dictionaries by the names of its columns."""
    columns = [Column(key, f"What {key} is.", lambda row, key=key: row[key], kind) for key, kind in TYPES.items()]
    return Filled(name, columns, rows)


def row(text="x", number=1, flag=True, day="2026-11-25", start="2008") -> dict:
    return dict(zip(TYPES, (text, number, flag, day, start), strict=True))


def written(form, *tables) -> bytes:
    return b"".join(form.write(ABOUT, *tables))


ROWS = [row("=نيبال"), row("a,b\r\nc", 0, False, "", ""), row("", "", None, None, "2008-01-21")]


def test_csv_guards_formulas_and_leaves_nothing_empty():
    lines = list(csv.reader(io.StringIO(written(CSV, filled(ROWS)).decode("utf-8-sig"), newline="")))
    assert lines == [
        list(TYPES),
        ["'=نيبال", "1", "1", "2026-11-25", "2008"],
        ["a,b\r\nc", "0", "0", "", ""],
        ["", "", "", "", "2008-01-21"],
    ]


def test_json_has_the_texts_as_they_are_with_their_types():
    objects = [
        row("=نيبال"),
        row("a,b\r\nc", 0, False, None, None),
        row(None, None, None, None, "2008-01-21"),
    ]
    assert json.loads(written(JSON, filled(ROWS))) == {"about": ABOUT.said, "rows": objects}
    text = written(JSON_LINES, filled(ROWS)).decode()
    assert [json.loads(line) for line in text.split("\n")[:-1]] == objects
    assert text.startswith('{"text":"=نيبال",')


@pytest.mark.parametrize(("form", "text"), [(CSV, "\ufefftext,number,flag,day,start\r\n"), (JSON_LINES, "")])
def test_a_table_of_nothing_is_names_alone_or_nothing(form, text):
    assert written(form, filled([])).decode() == text
    assert json.loads(written(JSON, filled([]))) == {"about": ABOUT.said, "rows": []}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_a_format_holds_some_rows_however_many_there_are(form):
    def peak(number: int) -> tuple[int, int]:
        tracemalloc.start()
        size = sum(map(len, form.write(ABOUT, filled(row(f"text {index}" * 9) for index in range(number)))))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size, found

    peak(10)
    (_few, before), (size, after) = peak(1000), peak(6000)
    assert size > 6000 * 10
    # A table held as a whole would take more by as much as it is longer: by half a million bytes.
    assert after - before < 100_000


def test_each_format_has_an_ending_and_a_type_of_its_own():
    assert [form.ending for form in FORMATS] == ["csv", "xlsx", "json", "jsonl"]
    assert len({form.content_type for form in FORMATS}) == len(FORMATS)
    assert XLSX in FORMATS
