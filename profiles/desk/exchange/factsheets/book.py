"""The cells of a fact sheet as an Excel file: what may be written into is open, all else is protected, without a
password."""

import datetime as dt
import io

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from profiles.values.languages import current
from profiles.values.partialdate import PartialDateField

from ..tables import UID, Column
from ..writing import LONGEST_CELL
from . import called
from .layout import Filled, Line, Page, meant
from .missing import told
from .returned import KIND, SHAPE
from .shown import BOOLEANS
from .styles import Styles, height

# Of what a sheet of facts begins with: the uid, which is hidden, and what is missing.
FIRST = 2
A3, A4 = 8, 9
# How wide columns are, in letters: those of the sheet of a profile one after the other.
WIDE, NOTES, NARROW, HIDDEN = 80, 22, 12, 8
UPRIGHT = (HIDDEN, 28, 70, 32, 40)
ALLOWED = {"insert_rows": True, "format_columns": True, "format_rows": True}
# What Excel takes of what it says to who writes a word that is not in a list.
LONGEST_MESSAGE = 255


class Book:
    """A file on its way; `sentences` of the first sheet, each with whether it is a heading."""

    def __init__(self, pages: list[Page], sentences: list[tuple[str, bool]], about: list[str], made: dt.datetime):
        # Read by this alone: no page need carry it.
        from xlsxwriter import Workbook

        self.target = io.BytesIO()
        self.pages, self.lists = pages, 0
        with Workbook(self.target, {"in_memory": True}) as book:
            book.set_properties({"created": made})
            self.book, self.styles = book, Styles(book)
            self.introduce(sentences)
            sheets = [book.add_worksheet(called.title(page.sheet)) for page in pages]
            self.choices = book.add_worksheet(called.LISTS)
            for page, sheet in zip(pages, sheets, strict=True):
                (self.facts if page.sheet.owner else self.profile)(page, sheet)
            self.keep(about)
            self.choices.very_hidden()

    @property
    def content(self) -> bytes:
        return self.target.getvalue()

    # ── Sheets ────────

    def introduce(self, sentences: list[tuple[str, bool]]) -> None:
        sheet = self.book.add_worksheet(str(called.INTRODUCTION))
        sheet.set_column(0, 0, WIDE)
        for number, (text, is_heading) in enumerate(sentences):
            self.write(sheet, number, 0, text, self.styles.heading if is_heading else self.styles.sentence)
            sheet.set_row(number, height([(text, WIDE - 10)]) + 6)
        self.finish(sheet, A4)
        sheet.set_portrait()

    def profile(self, page: Page, sheet) -> None:
        """Upright: a row for each column."""
        (line,) = page.lines
        for place, size in enumerate(UPRIGHT):
            sheet.set_column(place, place, size)
        heads = (UID, called.FIELD, called.VALUE, called.MISSING, called.MEANT)
        for place, text in enumerate(heads):
            self.write(sheet, 0, place, str(text), self.styles.head)
        for number, column in enumerate(page.columns, 1):
            cell = line.cells[column.name]
            texts = [line.uid, called.heading(column), cell.text, cell.missing and told(cell.missing), meant(column)]
            looks = [self.styles.locked, self.styles.label, None, self.styles.note, self.styles.help]
            for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
                if look:
                    self.write(sheet, number, place, text, look)
            self.fill(sheet, number, 2, column, cell)
            self.offer(sheet, page, column, 2, number, number)
            sheet.set_row(number, height(list(zip(texts, UPRIGHT, strict=True))[1:]))
        sheet.freeze_panes(1, 2)
        self.finish(sheet, A4)

    def facts(self, page: Page, sheet) -> None:
        """A heading, what it means, and a row for each fact."""
        widths = [HIDDEN, NOTES, *map(width, page.columns), *([NARROW] if page.removes else [])]
        heads = [(UID, called.HELP), (str(called.MISSING), "")]
        heads += [(called.heading(column), meant(column)) for column in page.columns]
        heads += [(called.removing(), "")] if page.removes else []
        for row, style in enumerate((self.styles.head, self.styles.help)):
            for place, texts in enumerate(heads):
                self.write(sheet, row, place, texts[row], style)
            sheet.set_row(row, height([(texts[row], size) for texts, size in zip(heads, widths, strict=True)][1:]))
        for place, size in enumerate(widths):
            sheet.set_column(place, place, size)
        for place, column in enumerate(page.columns, FIRST):
            self.offer(sheet, page, column, place, 2, 1 + max(len(page.lines), 1))
        for number, line in enumerate(page.lines, 2):
            self.fact(page, sheet, number, line)
        sheet.freeze_panes(2, FIRST + 1)
        sheet.repeat_rows(0, 1)
        self.finish(sheet, A3)

    def fact(self, page: Page, sheet, number: int, line: Line) -> None:
        missing = line.missing and told(" ".join(line.missing))
        self.write(sheet, number, 0, line.uid, self.styles.locked)
        self.write(sheet, number, 1, missing or "", self.styles.note)
        texts = [(missing or "", NOTES)]
        for place, column in enumerate(page.columns, FIRST):
            self.fill(sheet, number, place, column, line.cells[column.name])
            texts.append((line.cells[column.name].text, width(column)))
        sheet.set_row(number, height(texts))
        if page.removes:
            place = FIRST + len(page.columns)
            self.write(sheet, number, place, "", self.styles.of(None, Filled("", "", bool(line.uid))))
            if line.uid:
                self.validate(sheet, place, number, number, [BOOLEANS[current()][0]])

    def finish(self, sheet, paper: int) -> None:
        sheet.set_column(0, 0, None, None, {"hidden": True}) if sheet.name != called.INTRODUCTION else None
        if get_language_bidi():
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2)
        sheet.protect("", ALLOWED)

    # ── Cells ────────

    def write(self, sheet, row: int, place: int, text: str, style) -> None:
        """Always a text, never what a spreadsheet would make of it."""
        if len(text) > LONGEST_CELL:
            raise ValidationError(_("A text is longer than a cell of Excel can be: no fact sheet can be made of it."))
        if text:
            sheet.write_string(row, place, text, style)
        else:
            sheet.write_blank(row, place, None, style)

    def fill(self, sheet, row: int, place: int, column: Column, cell: Filled) -> None:
        self.write(sheet, row, place, cell.text, self.styles.of(column, cell))
        if cell.missing:
            sheet.write_comment(row, place, told(cell.missing), {"x_scale": 2})

    def offer(self, sheet, page: Page, column: Column, place: int, first: int, last: int) -> None:
        if column.name in page.choices:
            self.validate(sheet, place, first, last, self.listed(page.choices[column.name]))

    def listed(self, choices: list[str]) -> str:
        """A list of its own column, since Excel holds few letters in a cell's own list."""
        from xlsxwriter.utility import xl_col_to_name

        for number, text in enumerate(choices):
            self.choices.write_string(number, self.lists, text)
        letters = xl_col_to_name(self.lists)
        self.lists += 1
        return f"={called.LISTS}!${letters}$1:${letters}${len(choices)}"

    def validate(self, sheet, place: int, first: int, last: int, source) -> None:
        message = _("Choose one of the list.")
        sheet.data_validation(
            first, place, last, place, {"validate": "list", "source": source, "error_message": message}
        )

    # ── What was sent ────────

    def keep(self, about: list[str]) -> None:
        """In full, so that it is known of each cell whether it was touched."""
        sheet = self.book.add_worksheet(called.SENT)
        rows = (
            (page.sheet.name, line.uid, name, cell.text, cell.stored)
            for page in self.pages
            for line in page.lines
            if line.uid
            for name, cell in line.cells.items()
        )
        for number, row in enumerate([(KIND, SHAPE, *about), *rows]):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
        sheet.very_hidden()


def width(column: Column) -> int:
    """How wide a column is, in letters."""
    if isinstance(column.field, PartialDateField):
        return NARROW
    if isinstance(column.field, models.BooleanField) or column.field.choices or "acronym" in column.key:
        return NARROW
    return 28 if isinstance(column.field, models.TextField) else 18
