"""What others read files with finds the right types in them."""

import datetime as dt
import io

import duckdb
import pandas
import polars
import pytest

from profiles.site.files.columns import Type
from profiles.site.files.formats import CSV, JSON_LINES, XLSX
from tests.site.files.test_formats import ABOUT, TYPES, filled, row

ROWS = [row("نيبال", 1, True), row("=1+1", 2, False, "", "2008-01"), row("c", 3, True, start="2008-01-21")]
PARTIAL = ["2008", "2008-01", "2008-01-21"]


@pytest.fixture
def files(tmp_path):
    """A file in each format, by its ending."""
    found = {}
    for form in (CSV, JSON_LINES, XLSX):
        path = found[form.ending] = tmp_path / f"facts.{form.ending}"
        path.write_bytes(b"".join(form.write(ABOUT, filled(ROWS))))
    return found


def test_pandas_reads_csv_json_lines_and_excel(files):
    table = pandas.read_csv(files["csv"], dtype={"flag": "boolean"}, parse_dates=["day"])
    assert list(table.columns) == list(TYPES)
    assert table["number"].tolist() == [1, 2, 3]
    assert table["flag"].tolist() == [True, False, True]
    assert table["day"].isna().tolist() == [False, True, False]
    assert table["day"][0] == pandas.Timestamp("2026-11-25")
    lines = pandas.read_json(io.StringIO(files["jsonl"].read_text()), lines=True, dtype=False)
    assert (lines["flag"].dtype, lines["text"].tolist()) == (bool, ["نيبال", "=1+1", "c"])
    sheet = pandas.read_excel(files["xlsx"], engine="calamine")
    assert sheet["day"].tolist()[0] == pandas.Timestamp("2026-11-25")
    assert [str(value)[:10] for value in sheet["start"]] == PARTIAL


def test_polars_reads_csv_and_json_lines(files):
    kinds = {Type.BOOLEAN: polars.Int8, Type.INTEGER: polars.Int64, Type.DATE: polars.Date}
    schema = {name: kinds.get(kind, polars.String) for name, kind in TYPES.items()}
    table = polars.read_csv(files["csv"], schema=schema)
    assert table["text"].to_list() == ["نيبال", "'=1+1", "c"]
    assert table["day"].to_list() == [dt.date(2026, 11, 25), None, dt.date(2026, 11, 25)]
    assert table["start"].to_list() == PARTIAL
    lines = polars.read_ndjson(files["jsonl"])
    assert (lines["flag"].dtype, lines["number"].dtype) == (polars.Boolean, polars.Int64)
    assert lines["day"].null_count() == 1


def test_duckdb_reads_csv_and_json_lines(files):
    base = duckdb.connect()
    table = base.read_csv(str(files["csv"]), dtype={"flag": "BOOLEAN", "start": "VARCHAR"})
    assert dict(zip(table.columns, map(str, table.types), strict=True)) == {
        "text": "VARCHAR",
        "number": "BIGINT",
        "flag": "BOOLEAN",
        "day": "DATE",
        "start": "VARCHAR",
    }
    assert table.fetchall()[1] == ("'=1+1", 2, False, None, "2008-01")
    lines = base.read_json(str(files["jsonl"]))
    assert lines.filter("flag AND day IS NOT NULL").count("*").fetchall() == [(2,)]
