"""The bytes of a file as rows of cells: Excel (.xlsx), OpenDocument (.ods), CSV alone or as a zip of several, JSON.

What a spreadsheet shows and does not hold is refused: cells with an error, formulas that were never counted. So is the
Excel file of before 2007, in which errors cannot be told from empty cells.
"""

import datetime as dt
import io
import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import bounds, headings, jsonrows
from .csvtexts import decoded, grid_of
from .rows import File, Grid

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
CELL = re.compile(rb"<(?:\w+:)?c( [^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
ERROR = re.compile(rb'\bt="e"')
UNCOUNTED = re.compile(rb"<(?:\w+:)?f\b(?!.*<(?:\w+:)?v>[^<])", re.DOTALL)
ERROR_IN_ODS = re.compile(rb'calcext:value-type="error"')
MERGED_IN_ODS = re.compile(rb"<table:covered-table-cell\b")


def read(content: bytes, name: str, *, ignore_unknown: bool = False) -> File:
    """What a file holds; `name` is what it is called. Raises ValidationError, in words, for what cannot be read at all.

    `ignore_unknown`: columns and sheets of which nothing is known are left out with a note; else they are problems.
    """
    bounds.refuse_large(content)
    if content.startswith(OLD_EXCEL):
        raise ValidationError(
            _("This is an Excel file of before 2007, or one with a password: save it as .xlsx, without one.")
        )
    if content.startswith(ZIP):
        return headings.resolve(grids_of_zip(bounds.unpack(content)), ignore_unknown=ignore_unknown)
    text, notes = decoded(content)
    if text.lstrip().startswith(("{", "[")):
        return jsonrows.read(text)
    found = headings.resolve([grid_of(text, PurePath(name).stem)], ignore_unknown=ignore_unknown)
    found.notes[:0] = notes
    return found


def read_folder(texts: dict[str, bytes], *, ignore_unknown: bool = False) -> File:
    """The same of several CSV files by name."""
    for content in texts.values():
        bounds.refuse_large(content)
    return headings.resolve(grids_of_texts(texts), ignore_unknown=ignore_unknown)


def grids_of_texts(texts: dict[str, bytes]) -> list[Grid]:
    found = []
    for name, content in sorted(texts.items()):
        text, _notes = decoded(content)
        found.append(grid_of(text, PurePath(name).stem))
    return found


def grids_of_zip(parts: dict[str, bytes]) -> list[Grid]:
    if "xl/workbook.xml" in parts:
        refuse_uncounted(parts)
    elif parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        refuse_hidden(parts.get("content.xml", b""))
    elif parts and all(name.casefold().endswith(".csv") for name in parts):
        return grids_of_texts(parts)
    else:
        raise ValidationError(
            _("This is no spreadsheet: bring an .xlsx, .ods, .csv or .json file, or a zip of .csv files.")
        )
    bounds.refuse_wide(parts)
    return grids_of_book(packed(parts))


def packed(parts: dict[str, bytes]) -> bytes:
    """Just what was counted, as a zip file again."""
    target = io.BytesIO()
    with bounds.zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def refuse_uncounted(parts: dict[str, bytes]) -> None:
    """Raises ValidationError where a cell of Excel has an error, or a formula without its value."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            for attributes, inner in CELL.findall(part):
                if ERROR.search(attributes) or (b"<" in inner and UNCOUNTED.search(inner)):
                    place = match[1].decode() if (match := PLACE.search(attributes)) else "?"
                    raise ValidationError(
                        _("Cell %s holds an error, or a formula that was never counted: write its value.") % place
                    )


def refuse_hidden(part: bytes) -> None:
    """The same of OpenDocument, which does not say where; nor which cells are merged."""
    if ERROR_IN_ODS.search(part):
        raise ValidationError(_("A cell holds an error: write its value."))
    if MERGED_IN_ODS.search(part):
        raise ValidationError(_("Some cells are merged: split them, and write into each what it says."))


def grids_of_book(content: bytes) -> list[Grid]:
    # Read by imports alone: no page need carry it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            return [grid_of_sheet(book.get_sheet_by_name(name)) for name in names]
    except (CalamineError, OSError, ValueError) as error:
        raise ValidationError(_("The file is damaged, or locked with a password.")) from error


def grid_of_sheet(sheet) -> Grid:
    if sheet.total_height > bounds.MOST_ROWS or sheet.total_width > bounds.MOST_COLUMNS:
        raise bounds.too_large()
    cells = [[text_of(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    return Grid(sheet.name, cells, sheet.merged_cell_ranges or [])


def text_of(value) -> str:
    """What a cell of a spreadsheet holds, as a text: a whole day with its midnight (`cells.DATE_CELL`)."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return f"{value.isoformat()}T00:00:00"
    return value.isoformat() if isinstance(value, dt.datetime | dt.time) else str(value)
