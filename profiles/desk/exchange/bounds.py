"""How much is read of a file that somebody brings, so that none takes the memory of the server."""

import io
import re
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
# Unpacked, of all parts together.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 30_000
MOST_COLUMNS = 200
CHUNK = 1 << 20
# The place of a cell, and how often a row or a cell of OpenDocument is repeated.
PLACE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,9})"')
REPEATED = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')


def refuse_large(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise too_large()


def too_large() -> ValidationError:
    return ValidationError(
        _("The file holds too much: at most %(megabytes)d MB, and %(rows)d rows of %(columns)d columns a sheet.")
        % {"megabytes": MOST_BYTES // 1024**2, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
    )


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
        raise ValidationError(_("The file is damaged, or locked with a password.")) from error
    return found


def read_part(archive, part, most: int) -> bytes:
    with archive.open(part) as stream:
        taken = stream.read(most + 1)
    if len(taken) > most:
        raise too_large()
    return taken


def refuse_wide(parts: dict[str, bytes]) -> None:
    """Raises ValidationError where cells of a spreadsheet lie so far apart that what lies between would fill the
    memory."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and any(is_far(*match) for match in PLACE.findall(part)):
            raise too_large()
        if name == "content.xml":
            refuse_repeated(part)


def is_far(letters: bytes, digits: bytes) -> bool:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column > MOST_COLUMNS or int(digits) > MOST_ROWS


def refuse_repeated(part: bytes) -> None:
    """Of OpenDocument: rows and cells with something in them that are repeated without end. What is empty may be."""
    rows = cells = 0
    row_times = 1
    for kind, attributes in REPEATED.findall(part):
        times = int(match[1]) if (match := TIMES.search(attributes)) else 1
        if kind == b"row":
            row_times, cells = times, 0
        else:
            cells += times
            if b"value-type" in attributes:
                rows += row_times if cells == times else 0
                if cells > MOST_COLUMNS or row_times > MOST_ROWS or rows > MOST_ROWS:
                    raise too_large()
