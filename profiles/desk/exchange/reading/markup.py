"""The XML of a spreadsheet, looked at as a stream before the reader of spreadsheets has it: what would take the memory
of the server is refused, and so are cells that look empty to that reader and are not.

All parts of an Excel file are looked at in one way, whatever they are called: which of them are sheets is said inside.
"""

import re
from collections import Counter
from collections.abc import Iterable
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import bounds

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
LONGEST_NUMBER = 12
# The reader makes room for as many as some elements say that they have.
COUNTS = ("count", "uniqueCount")
TOO_MANY = re.compile(r"\+?0*[1-9][0-9]{7,}")
AREA = re.compile(rf"{PLACE.pattern}(?::{PLACE.pattern})?")


def look_at_excel(parts: Iterable[bytes]) -> None:
    """Raises ValidationError for what is too large, damaged, or holds errors or formulas without their value."""
    room, texts, uses = bounds.Room(), {}, Counter()
    for part in parts:
        found = _Excel(room)
        found.read(part)
        # Whichever part it is that the numbers in cells mean.
        for number, length in enumerate(found.texts):
            texts[number] = max(length, texts.get(number, 0))
        uses.update(found.uses)
    room.take(characters=sum(texts.get(number, 0) * times for number, times in uses.items()))


def look_at_open_document(content: bytes) -> None:
    """The same of the one part of OpenDocument that has the sheets; merged cells are refused too."""
    _OpenDocument(bounds.Room()).read(content)


class _Part:
    """XML on its way through a parser. Names are compared without their prefix."""

    def __init__(self, room: bounds.Room):
        self.room, self.length, self.text = room, 0, ""
        # As the reader takes it, whatever it says of itself.
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.starts, self.ends = {}, {}

    def read(self, content: bytes) -> None:
        # Letters of two bytes, which a mark at the beginning would still turn to.
        if b"\0" in content:
            raise bounds.damaged()
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise bounds.damaged() from error

    def doctype(self, *_said) -> None:
        raise bounds.damaged()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.room.elements -= 1
        if self.room.elements < 0 or (attributes and says_too_many(attributes)):
            raise bounds.too_large()
        # An element may be a line, or a space.
        self.length += 1
        if step := self.starts.get(name.rpartition(":")[2]):
            step(attributes)

    def end(self, name: str) -> None:
        if step := self.ends.get(name.rpartition(":")[2]):
            step()

    def characters(self, text: str) -> None:
        self.length += len(text)
        # No more of it than a number has, and what shows that it is none.
        self.text = (self.text + text)[:LONGEST_NUMBER]


class _Excel(_Part):
    def __init__(self, room: bounds.Room):
        super().__init__(room)
        self.row = self.column = self.height = self.width = 0
        self.is_sheet, self.place, self.kind, self.formula, self.value = False, "", "", False, ""
        self.texts, self.uses = [], Counter()
        self.starts = {"sheet": self.start_sheet, "mergeCell": self.start_merged, "si": self.start_text}
        self.starts |= {"sheetData": self.start_rows}
        self.ends = {"si": self.end_text}

    def start_sheet(self, attributes) -> None:
        self.room.take(sheets=1)

    def start_merged(self, attributes) -> None:
        match = AREA.fullmatch(attributes.get("ref", ""))
        if not match:
            raise bounds.damaged()
        column, row = place_of(match[3] or match[1], match[4] or match[2])
        self.room.take(cells=row * column)

    def start_text(self, attributes) -> None:
        self.length = 0

    def end_text(self) -> None:
        self.texts.append(self.length)

    def start_rows(self, attributes) -> None:
        if self.is_sheet:
            raise bounds.damaged()
        self.is_sheet = True
        self.starts |= {"row": self.start_row, "c": self.start_cell, "f": self.start_formula, "v": self.start_value}
        self.ends |= {"row": self.end_row, "c": self.end_cell, "v": self.end_value, "sheetData": self.end_rows}

    def end_rows(self) -> None:
        for names in (self.starts, self.ends):
            for name in ("row", "c", "f", "v"):
                names.pop(name, None)
        self.room.take(cells=self.height * self.width)

    def start_row(self, attributes) -> None:
        self.column = 0
        if said := attributes.get("r"):
            self.row = number(said) - 1

    def end_row(self) -> None:
        self.row += 1

    def start_cell(self, attributes) -> None:
        """Where it says itself, or else behind the one before."""
        column, row = self.column + 1, self.row + 1
        if said := attributes.get("r"):
            if not (match := PLACE.fullmatch(said)):
                raise bounds.damaged()
            column, row = place_of(*match.groups())
        elif column > bounds.MOST_COLUMNS or row > bounds.MOST_ROWS:
            raise bounds.too_large()
        self.place = said or "?"
        self.column, self.width, self.height = column, max(column, self.width), max(row, self.height)
        self.kind, self.formula, self.value, self.length = attributes.get("t", ""), False, "", 0

    def start_formula(self, attributes) -> None:
        self.formula = True

    def start_value(self, attributes) -> None:
        self.text = ""

    def end_value(self) -> None:
        self.value = self.text
        if self.kind == "s":
            self.uses[number(self.text)] += 1

    def end_cell(self) -> None:
        if self.kind == "e" or (self.formula and not self.value.strip()):
            sentence = _("Cell %s holds an error, or a formula that was never counted: write its value.")
            raise ValidationError(sentence % self.place)
        self.room.take(characters=self.length)


class _OpenDocument(_Part):
    def __init__(self, room: bounds.Room):
        super().__init__(room)
        self.row = self.column = self.height = self.width = self.row_length = 0
        self.row_times = self.cell_times = 1
        self.row_says, self.open = False, set()
        self.starts = {
            "table": self.start_table,
            "table-row": self.start_row,
            "table-cell": self.start_cell,
            "covered-table-cell": self.refuse_merged,
            "s": self.start_spaces,
        }
        self.ends = {"table": self.end_table, "table-row": self.end_row, "table-cell": self.end_cell}

    def enter(self, name: str) -> None:
        """No sheet, row or cell has another inside: of which of them something is repeated could not be said."""
        if name in self.open:
            raise bounds.damaged()
        self.open.add(name)

    def start_table(self, attributes) -> None:
        self.enter("table")
        self.row = self.height = self.width = 0
        self.room.take(sheets=1)

    def end_table(self) -> None:
        self.open.discard("table")
        self.room.take(cells=self.height * self.width)

    def start_row(self, attributes) -> None:
        self.enter("row")
        self.row_times = times(attributes, "number-rows-repeated")
        self.column, self.row_length, self.row_says = 0, 0, False

    def end_row(self) -> None:
        """Of rows with nothing in them there may be any number, while nothing stands behind them."""
        self.open.discard("row")
        self.row += self.row_times
        if self.row_says:
            if self.row > bounds.MOST_ROWS:
                raise bounds.too_large()
            self.height = self.row
            self.room.take(characters=self.row_length * self.row_times)

    def start_cell(self, attributes) -> None:
        self.enter("cell")
        self.cell_times = times(attributes, "number-columns-repeated")
        values = {name: value for name, value in attributes.items() if "value" in name or name.endswith("formula")}
        if "error" in values.values():
            raise ValidationError(_("A cell holds an error: write its value."))
        self.length = sum(map(len, values.values()))

    def end_cell(self) -> None:
        self.open.discard("cell")
        self.column += self.cell_times
        if self.length:
            if self.column > bounds.MOST_COLUMNS:
                raise bounds.too_large()
            self.width, self.row_says = max(self.column, self.width), True
            self.row_length += self.length * self.cell_times

    def start_spaces(self, attributes) -> None:
        self.length += times(attributes, ":c")

    def refuse_merged(self, attributes) -> None:
        raise ValidationError(_("Some cells are merged: split them, and write into each what it says."))


def place_of(letters: str, digits: str) -> tuple[int, int]:
    """The column and the row of a place, counted from 1. Raises ValidationError where that is too far away."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if column > bounds.MOST_COLUMNS or int(digits) > bounds.MOST_ROWS:
        raise bounds.too_large()
    return column, int(digits)


def says_too_many(attributes: dict[str, str]) -> bool:
    return any(name in attributes and TOO_MANY.fullmatch(attributes[name]) for name in COUNTS)


def times(attributes: dict[str, str], ending: str) -> int:
    """How often something stands there: the most that any attribute of that name says."""
    return max((number(value) for name, value in attributes.items() if name.endswith(ending)), default=1)


def number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER):
        raise bounds.damaged()
    return int(text)
