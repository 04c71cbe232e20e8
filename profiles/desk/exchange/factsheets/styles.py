"""How the cells of a fact sheet look: by whether they may be written into, and whether anything is missing in them."""

from functools import cache
from math import ceil

from django.utils.translation import get_language_bidi

from profiles.values.languages import DIRECTION

from ..tables import Column
from .layout import Filled

BASE = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F"}
# What may not be written into is grey; what is missing, yellow, and said in words beside it.
LOCKED, MISSING = {"bg_color": "#EDEDED"}, {"bg_color": "#FFE699"}
# A line of letters, and the most that a row can have, in points.
LINE, HIGHEST = 15, 400
LEFT, RIGHT = 1, 2
ORDERS = {"": 0} | {code: RIGHT if direction == "rtl" else LEFT for code, direction in DIRECTION.items()}


class Styles:
    """The formats of one file, each made once."""

    def __init__(self, book):
        own = BASE | {"reading_order": RIGHT if get_language_bidi() else LEFT}
        self.made = cache(lambda *items: book.add_format(own | dict(items)))
        self.head = self.make(HEAD)
        self.help = self.make(LOCKED | {"italic": True, "font_size": 9})
        self.note = self.make(LOCKED | {"font_size": 9})
        self.label = self.make(LOCKED | {"bold": True})
        self.locked = self.make(LOCKED)
        self.sentence = self.make({"border": 0, "font_size": 12})
        self.heading = self.make({"border": 0, "font_size": 14, "bold": True})

    def make(self, look: dict):
        return self.made(*sorted(look.items()))

    def of(self, column: Column | None, cell: Filled):
        look = {"locked": not cell.is_open} | ({} if cell.is_open else LOCKED) | (MISSING if cell.missing else {})
        # Each language in its own direction, whatever that of the sheet is.
        return self.make(look | {"reading_order": ORDERS[column.language] if column else 0})


def height(texts: list[tuple[str, int]]) -> int:
    """How high a row must be that all of its texts can be read, each given with the width of its column: not all
    programs see to that."""
    most = max((lines_in(text, width) for text, width in texts), default=1)
    return min(most * LINE, HIGHEST)


def lines_in(text: str, width: int) -> int:
    # A word that goes to the next line leaves room, so a few letters fewer fit than the width says.
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.split("\n"))
