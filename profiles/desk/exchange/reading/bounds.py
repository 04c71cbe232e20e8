"""How much is read of a file that somebody brings, so that none takes the memory of the server."""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
# Unpacked, of all parts together.
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 40
MOST_ROWS = 30_000
MOST_COLUMNS = 200
# Of all sheets together: cells with the empty ones between them, and what stands in them.
MOST_CELLS = 1_000_000
MOST_CHARACTERS = 50_000_000
# Of all XML together.
MOST_ELEMENTS = 3_000_000


class Room:
    """What is left of what a file may hold."""

    def __init__(self):
        self.sheets, self.cells, self.characters = MOST_SHEETS, MOST_CELLS, MOST_CHARACTERS
        self.elements = MOST_ELEMENTS

    def take(self, *, sheets: int = 0, cells: int = 0, characters: int = 0) -> None:
        """Raises ValidationError where there is no more."""
        self.sheets -= sheets
        self.cells -= cells
        self.characters -= characters
        if min(self.sheets, self.cells, self.characters) < 0:
            raise too_large()


def refuse_large(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise too_large()


def too_large() -> ValidationError:
    return ValidationError(
        _(
            "The file holds too much: at most %(megabytes)d MB, %(sheets)d sheets, %(rows)d rows of %(columns)d columns"
            " a sheet, and %(cells)d cells in all."
        )
        % {
            "megabytes": MOST_BYTES // 1024**2,
            "sheets": MOST_SHEETS,
            "rows": MOST_ROWS,
            "columns": MOST_COLUMNS,
            "cells": MOST_CELLS,
        }
    )


def damaged() -> ValidationError:
    return ValidationError(_("The file is damaged, or locked with a password."))


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file by name. Counts what comes out, whatever it says of itself. Raises ValidationError."""
    found, left = {}, MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise too_large()
            for part in parts:
                found[part.filename] = taken = read_part(archive, part, left)
                left -= len(taken)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise damaged() from error
    return found


def read_part(archive, part, most: int) -> bytes:
    with archive.open(part) as stream:
        taken = stream.read(most + 1)
    if len(taken) > most:
        raise too_large()
    return taken
