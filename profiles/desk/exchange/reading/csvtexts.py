"""CSV as spreadsheets of all kinds save it: in which letters, and with what between the cells."""

import codecs
import csv
import io
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..rows import Grid
from ..writing import unguarded
from . import bounds

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# No text holds these: control characters, and halves of pairs that stand alone.
CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
SEPARATORS = ",;\t"
QUOTED = re.compile('"[^"]*"')
LINE = re.compile("[^\r\n]+")
# What Excel writes before all else, where it is told to.
SAID = re.compile("sep=([,;\t])\r?\n")


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text, and what its reader should know of how it was read. Raises ValidationError for what is no text."""
    text, notes = None, []
    for encoding in encodings(content):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or CONTROLS.search(text):
        raise ValidationError(
            _("This is no spreadsheet: bring an .xlsx, .ods, .csv or .json file, or a zip of .csv files.")
        )
    if encoding == "cp1256":
        notes.append(_("The text was read as Windows-1256 (Arabic). Look whether its letters are right."))
    return text, notes


def encodings(content: bytes) -> list[str]:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return [encoding]
    # Of letters below 256 each second byte is nothing.
    if content[1:64:2].count(0) > 8:
        return ["utf-16-le"]
    if content[0:64:2].count(0) > 8:
        return ["utf-16-be"]
    return ["utf-8", "cp1256"]


def grid_of(text: str, name: str) -> Grid:
    """Raises ValidationError, with the line, where quotes do not close."""
    separator = separator_of(text)
    text = SAID.sub("", text, count=1) if SAID.match(text) else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = []
    try:
        for row in reader:
            cells.append([unguarded(cell) for cell in row])
            if len(cells) > bounds.MOST_ROWS or len(row) > bounds.MOST_COLUMNS:
                raise bounds.too_large()
    except csv.Error as error:
        sentence = _("Line %(line)d: quotes do not fit together. (%(error)s)")
        raise ValidationError(sentence % {"line": reader.line_num, "error": error}) from error
    return Grid(name, cells)


def separator_of(text: str) -> str:
    """What stands most often in the first line, outside quotes."""
    if match := SAID.match(text):
        return match[1]
    line = QUOTED.sub("", match[0] if (match := LINE.search(text)) else "")
    return max(SEPARATORS, key=line.count)
