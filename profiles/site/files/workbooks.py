"""Tables as one Excel workbook, in constant memory: rows go to disk as they are read, and the file from there."""

import datetime as dt
import threading
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from tempfile import TemporaryFile

from profiles.values.spreadsheet import cell

from .about import About
from .columns import Type
from .tables import Filled

CHUNK = 65_536
MOST_ROWS = 1_048_576
# Before this day Excel counts one that never was.
EARLIEST = "1900-03-01"
# As many are made at a time, and so many seconds another waits: all of it is made before its first byte is sent.
AT_ONCE, PATIENCE = 2, 2
making = threading.Semaphore(AT_ONCE)
DATES = (Type.DATE, Type.PARTIAL_DATE)
# Of columns, in letters.
WIDTHS, WIDEST = {Type.DATE: 12, Type.PARTIAL_DATE: 12, Type.BOOLEAN: 8, Type.INTEGER: 8}, 24


class Busy(Exception):
    """As many workbooks are being made as may be."""


def workbook(about: About, *tables: Filled) -> Iterator[bytes]:
    """A sheet for each table; then “About”, and “Columns” with what they mean."""
    # Not a generator itself: when a stream is read, the language of the address is no longer in force.
    columns = [
        [table.name, column.name, column.type, str(column.meaning)] for table in tables for column in table.columns
    ]
    return stream(about, tables, columns)


def stream(about: About, tables, columns: list[list[str]]) -> Iterator[bytes]:
    # Read by this export alone: the other pages of a web process need not carry it.
    from xlsxwriter import Workbook

    with TemporaryFile() as target:
        with Workbook(target, {"constant_memory": True}) as book:
            # The same data make the same bytes: the answer's ETag says so.
            book.set_properties({"created": dt.datetime.combine(about.made, dt.time())})
            styles = Styles(book)
            for table in tables:
                add_table(book, about, table, styles)
            add_texts(book, "About", about.notes, (24, 90))
            add_texts(book, "Columns", [["Table", "Column", "Type", "Meaning"], *columns], (14, 28, 14, 90))
        target.seek(0)
        yield from iter(partial(target.read, CHUNK), b"")


def by_turns(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A workbook that is streamed, and so made when the view has long returned. Raises Busy."""
    if not making.acquire(timeout=PATIENCE):
        raise Busy
    try:
        first = next(chunks)
    finally:
        making.release()
    yield from chain([first], chunks)


class Styles:
    def __init__(self, book):
        self.head, self.day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})


def add_table(book, about: About, table: Filled, styles: Styles) -> None:
    """The rows of a table: on more than one sheet, where there are more than a sheet can have."""
    rows, types = iter(table.cells()), [column.type for column in table.columns]
    first, number = next(rows, None), 1
    while first is not None or number == 1:
        title = table.name.capitalize()
        sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(table.columns):
            # The head is wider by the button of the filter.
            sheet.set_column(index, index, max(WIDTHS.get(column.type, 18), min(len(column.name) + 4, WIDEST)))
        if about.right_to_left:
            sheet.right_to_left()
        sheet.write_row(0, 0, table.names, styles.head)
        last, part = 0, islice(chain([first], rows), MOST_ROWS - 1) if first is not None else ()
        for last, row in enumerate(part, 1):
            fill(sheet, last, row, types, styles.day)
        sheet.autofilter(0, 0, last, len(types) - 1)
        first, number = next(rows, None), number + 1


def fill(sheet, index: int, row: list, types: list[Type], style) -> None:
    """Every cell is written as what it is, never guessed. A date is one where it is whole."""
    for column, (value, kind) in enumerate(zip(row, types, strict=True)):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(index, column, value)
        elif isinstance(value, int):
            sheet.write_number(index, column, value)
        elif kind in DATES and len(value) == len(EARLIEST) and value >= EARLIEST:
            sheet.write_datetime(index, column, dt.date.fromisoformat(value), style)
        else:
            sheet.write_string(index, column, cell(value))


def add_texts(book, title: str, rows, widths: tuple[int, ...]) -> None:
    sheet = book.add_worksheet(title)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(index, column, cell(text))
