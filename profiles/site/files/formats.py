"""The formats in which tables are had: each takes tables and gives bytes, some rows at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from profiles.values.spreadsheet import cell

from .about import About
from .tables import Filled
from .workbooks import workbook

# Excel takes a CSV file without it for one in the code page of the machine, which breaks every Arabic name.
BYTE_ORDER_MARK = "\ufeff"
CHUNK = 32_768


@dataclass(frozen=True)
class Format:
    """A format: how its files end, their type, what it is called, and what writes tables so."""

    ending: str
    content_type: str
    label: str
    write: Callable[..., Iterator[bytes]]


def encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts in UTF-8, some thousand letters at a time."""
    held, length = [], 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length > CHUNK:
            yield "".join(held).encode()
            held, length = [], 0
    yield "".join(held).encode()


def write_csv(about: About, table: Filled) -> Iterator[bytes]:
    """RFC 4180, with a byte order mark; what a spreadsheet would run is guarded. True and false are 1 and 0."""
    return encoded(chain([BYTE_ORDER_MARK], csv_lines(chain([table.names], table.cells()))))


def csv_lines(rows: Iterable[list]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line)
    for row in rows:
        writer.writerow([int(value) if isinstance(value, bool) else cell(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write_json(about: About, table: Filled) -> Iterator[bytes]:
    """What the file says about itself, and the rows as objects."""
    return encoded(json_parts(f'{{"about":{in_json(about.said)},"rows":[', objects(table), "]}\n"))


def json_parts(head: str, parts: Iterable[str], tail: str) -> Iterator[str]:
    yield head
    comma = ""
    for part in parts:
        yield comma + part
        comma = ","
    yield tail


def write_json_lines(about: About, table: Filled) -> Iterator[bytes]:
    """An object a line."""
    return encoded(f"{row}\n" for row in objects(table))


def objects(table: Filled) -> Iterator[str]:
    """Each row as an object: numbers, true and false as such, null for nothing."""
    names = table.names
    return (in_json(dict(zip(names, row, strict=True))) for row in table.cells())


def in_json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


CSV = Format("csv", "text/csv; charset=utf-8", "CSV", write_csv)
JSON = Format("json", "application/json", "JSON", write_json)
JSON_LINES = Format("jsonl", "application/jsonl; charset=utf-8", "JSON Lines", write_json_lines)
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", workbook)
FORMATS = (CSV, XLSX, JSON, JSON_LINES)
