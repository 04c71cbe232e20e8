"""Files as tests bring them, and what stands in the working copies as files."""

import csv
import io

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from profiles.desk import entries
from profiles.desk.exchange import writing
from profiles.desk.exchange.differences import compare
from profiles.desk.exchange.reading.files import read

HEADINGS = ("profile", "name_en", "name_ar", "start")
OFFICE = ("nepal", "Ministry of Labour", "وزارة العمل", "2008")
CELLS = dict(zip(HEADINGS, OFFICE, strict=True))


def only_row(content, name="responsible_entities.csv"):
    """The one row of a file in which nothing is wrong, and what is said of the file."""
    found = read(content, name)
    assert found.problems == []
    (row,) = found.rows
    return row, found.notes


def refusal(content, name="responsible_entities.csv"):
    """Why a file is not read at all."""
    with pytest.raises(ValidationError) as caught:
        read(content, name)
    return " ".join(caught.value.messages)


def contents(*only):
    return writing.contents({model: model.objects.all() for model in entries.MODELS.values()}, only)


def written(form, *only):
    """All working copies (or some sheets) as a file of a form, with its name."""
    found = contents(*only)
    if form == "json":
        return writing.json_text(found).encode(), "data.json"
    made = writing.tables(found, only)
    return (writing.workbook(made), "data.xlsx") if form == "xlsx" else (writing.csv_zip(made), "data.zip")


def csv_file(headings, *rows):
    buffer = io.StringIO()
    csv.writer(buffer).writerows([headings, *rows])
    return buffer.getvalue().encode()


def book(**sheets):
    """An Excel file: of each sheet the rows, of values as Python has them."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "mmm-yy"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def compared(content, name, by, **options):
    """What a file would change, and all that is wrong with it."""
    file = read(content, name, **options)
    found = compare(file.rows, by=by)
    return found, [*file.problems, *found.problems]


def acts(found):
    """The changes in short: sheet, act, and of each cell what it says then."""
    return [
        (change.sheet, change.act, {cell.column: cell.after for cell in change.cells if cell.column})
        for change in found.changes
    ]
