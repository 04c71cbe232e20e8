"""Fact sheets as tests make them, fill them in and bring them back."""

import io

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from profiles.desk.exchange.factsheets.making import fact_sheet
from tests.desk.exchange.steps import compared


def cells_of(content):
    """The texts of a file, by sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(cells):
    """A file of the same texts, as another program might save it."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, text in enumerate(row):
                    if text:
                        sheet.write_string(number, place, text)
    return target.getvalue()


class Form:
    """A fact sheet in somebody's hands."""

    def __init__(self, entity, language="en"):
        self.content = fact_sheet(entity, language=language)
        self.cells = cells_of(self.content)
        for rows in self.cells.values():
            # Those at the end in which nothing stands are not read.
            rows += [[""] * len(rows[0]) for _number in range(3)] if rows else []

    def write(self, sheet, row, heading, text):
        """Into a cell of a sheet of facts: of the fact in that place, counted from 0; then come empty ones."""
        rows = self.cells[sheet]
        rows[row + 2][rows[0].index(heading)] = text

    def say(self, heading, text):
        """The same in the sheet of the profile, by the words in its row."""
        next(row for row in self.cells["Profile"] if row[1] == heading)[2] = text

    def back(self, by):
        return compared(saved(self.cells), "sheet.xlsx", by)
