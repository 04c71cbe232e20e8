"""Long lists a page at a time: by its number, or from a place in the list on."""

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from .parameters import BadParameters

PER_PAGE = 50
# What has more pages is to be filtered, or read on by a cursor: no link may lead beyond the last that is answered.
LAST_PAGE = 200


def page_of(rows, text: str = "1", per_page: int | None = None) -> Page:
    """The page of a list that a parameter asks for. Raises BadRequest for what is not the number of one."""
    pages = Paginator(rows, per_page or PER_PAGE)
    pages.num_pages = min(pages.num_pages, LAST_PAGE)
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= pages.num_pages):
        raise BadParameters({"page": _("There is no page “%s”.") % text[:20]})
    return pages.page(int(text))


# ── Cursors ────────


def write_cursor(*place) -> str:
    """A place in a list as a word for addresses. Who gets it need not know what it holds."""
    text = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(word: str, *kinds: type) -> list:
    """The place that a word stands for, in parts of these types. Raises BadRequest for what is none."""
    try:
        place = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or tuple(map(type, place)) != kinds:
        raise no_cursor(word)
    return place


def no_cursor(word: str) -> BadParameters:
    return BadParameters({"after": _("“%s” is no cursor of this list.") % word[:20]})


class Keyed(Sequence):
    """Rows in the order of a key, each row's own, whose parts have the same types in every row."""

    def __init__(self, rows: Sequence, key: Callable[..., tuple]):
        self.rows, self.key = rows, key

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part):
        return self.rows[part]

    def cursor(self, index: int) -> str:
        """The place behind a row."""
        return write_cursor(*self.key(self.rows[index]))

    def start(self, cursor: str) -> int:
        """How many rows stand before a place. Raises BadRequest."""
        kinds = map(type, self.key(self.rows[0])) if self.rows else ()
        return bisect_right(self.rows, tuple(read_cursor(cursor, *kinds)), key=self.key)


class Part(NamedTuple):
    """Some rows of a list; which page that is, or would be; of how many; and the place behind it, unless it is the
    end."""

    object_list: Sequence
    count: int
    number: int
    pages: int
    behind: str

    @property
    def previous(self) -> int | None:
        """The number of the page before it, if that is answered."""
        return self.number - 1 if 1 < self.number <= LAST_PAGE + 1 else None


def part_of(rows, query) -> Part:
    """The part of a list that `after=` or `page=` asks for; both at once would be two. Raises BadRequest."""
    count = len(rows)
    pages = max(1, -(-count // PER_PAGE))
    if "after" in query and "page" in query:
        reason = _("Write “after” or “page”, not both.")
        raise BadParameters({"after": reason, "page": reason}, reason)
    if "after" in query:
        start = rows.start(query["after"])
    else:
        start = (page_of(rows, query.get("page", "1")).number - 1) * PER_PAGE
    end = min(start + PER_PAGE, count)
    behind = rows.cursor(end - 1) if end < count else ""
    return Part(rows[start:end], count, start // PER_PAGE + 1, pages, behind)
