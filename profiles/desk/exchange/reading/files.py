"""The bytes of a file as rows of cells: Excel (.xlsx), OpenDocument (.ods), CSV alone or as a zip of several, JSON.

What a spreadsheet shows and does not hold is refused: cells with an error, formulas that were never counted. So is the
Excel file of before 2007, in which errors cannot be told from empty cells.
"""

import datetime as dt
import io
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..rows import File, Grid
from . import bounds, headings, jsonrows, markup
from .csvtexts import CONTROLS, decoded, grid_of

PDF = b"%PDF-"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# Of an OpenDocument spreadsheet all that is read.
OF_OPEN_DOCUMENT = ("mimetype", "META-INF/manifest.xml", "content.xml")


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
    if content.startswith(PDF):
        raise ValidationError(_("This is a PDF: bring the spreadsheet that it was made of."))
    text, notes = decoded(content)
    if text.lstrip().startswith(("{", "[")):
        return jsonrows.read(text)
    found = headings.resolve([grid_of(text, PurePath(name).stem)], ignore_unknown=ignore_unknown, of_sheets=False)
    found.notes[:0] = notes
    return found


def read_folder(texts: dict[str, bytes], *, ignore_unknown: bool = False) -> File:
    """The same of several CSV files by name."""
    bounds.refuse_large(b"".join(texts.values()))
    return headings.resolve(grids_of_texts(texts), ignore_unknown=ignore_unknown)


def grids_of_texts(texts: dict[str, bytes]) -> list[Grid]:
    found, room = [], bounds.Room()
    for name, content in sorted(texts.items()):
        text, _notes = decoded(content)
        found.append(counted(grid_of(text, PurePath(name).stem), room))
    return found


def grids_of_zip(parts: dict[str, bytes]) -> list[Grid]:
    if "xl/workbook.xml" in parts:
        # Pictures, macros and the like are of no use, and what is no XML cannot be looked at.
        read = {name: part for name, part in parts.items() if name.casefold().endswith((".xml", ".rels"))}
        markup.look_at_excel(read.values())
    elif parts.get("mimetype", b"").startswith(OPEN_DOCUMENT):
        read = {name: parts[name] for name in OF_OPEN_DOCUMENT if name in parts}
        markup.look_at_open_document(parts.get("content.xml", b""))
    elif parts and all(name.casefold().endswith(".csv") for name in parts):
        return grids_of_texts(parts)
    else:
        raise ValidationError(
            _("This is no spreadsheet: bring an .xlsx, .ods, .csv or .json file, or a zip of .csv files.")
        )
    return grids_of_book(packed(read))


def packed(parts: dict[str, bytes]) -> bytes:
    """Just what was looked at, as a zip file again."""
    target = io.BytesIO()
    with bounds.zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def grids_of_book(content: bytes) -> list[Grid]:
    # Read by imports alone: no page need carry it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            room = bounds.Room()
            return [counted(grid_of_sheet(book.get_sheet_by_name(name)), room) for name in names]
    except (CalamineError, OSError, ValueError) as error:
        raise bounds.damaged() from error


def counted(grid: Grid, room: bounds.Room) -> Grid:
    """Raises ValidationError where a sheet, with those before it, holds too much or what is no text."""
    characters = 0
    for row in grid.cells:
        characters += len(text := "".join(row))
        if CONTROLS.search(text):
            raise ValidationError(_("There are characters in it that belong to no text: %s.") % grid.name)
    room.take(sheets=1, cells=sum(map(len, grid.cells)), characters=characters)
    return grid


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
