"""Cards: what there is to be put into the frames of other sites, how large each is, and by which policy it is framed.

No other page may. A card is one answer: its style stands in it, by its digest in the policy, so that it looks the same
in a frame that is cut off from its origin (`sandbox`), which may fetch nothing.
"""

import base64
import hashlib
import re
from functools import cache, wraps
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from profiles.values import languages

from . import accent, flags, naming, opendata

CSS = settings.BASE_DIR / "static" / "css"
# The pictures that have a sheet of their own beside that of all cards.
SHEETS = {"": (), "timeline": ("timeline.css",), "map": ("map.css",)}
COMMENTS, FONTS, SPACE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"@font-face \{.*?\}"), re.compile(r"\s+")
# Smaller than this a card shows no more than its heading and its foot.
LEAST_WIDE, LEAST_HIGH = 200, 200
FRAMES = "frame-ancestors *"


class Card(NamedTuple):
    """A card's name in addresses; how wide and high a frame it is made for, in pixels; how high in a narrow one, in
    which pictures scroll; and below which width that is, where not in each that is narrower."""

    name: str
    width: int
    height: int
    narrow: int
    bound: int | None = None

    def size(self, most_wide: int | None = None, most_high: int | None = None) -> tuple[int, int] | None:
        """The size of a frame within bounds; nothing where they leave too little to read. A card that is higher than
        its frame scrolls above its foot, which stays in sight."""
        width = min(self.width, most_wide or self.width)
        height = self.height if width >= (self.bound or self.width) else self.narrow
        found = width, min(height, most_high or height)
        return found if width >= LEAST_WIDE and found[1] >= LEAST_HIGH else None


# By the name of the page that a card leads to.
CARDS = {
    "home": Card("embed_count", 480, 320, 380),
    "member": Card("embed_member", 480, 330, 430),
    "meeting": Card("embed_meeting", 480, 400, 530),
    "timeline": Card("embed_timeline", 800, 840, 640, 701),
    "map": Card("embed_map", 800, 1320, 900, 768),
}

# What pages are called that are of no entry.
TITLES = {"home": _("Members and observers"), "timeline": _("Timeline"), "map": _("Map of members and observers")}


def address_of(page: str, kwargs: dict | None = None, on: str = "") -> str:
    """Where the card of a page is, as of a day that is named or today."""
    return reverse(CARDS[page].name, kwargs=kwargs) + (f"?{urlencode({'on': on})}" if on else "")


def frame(address: str, title: str, width: int, height: int) -> SafeString:
    """What is put into another page, so that it shows the card."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        address,
        title,
        width,
        height,
    )


# ── How they look ────────


@cache
def style(picture: str = "", day: str = "", night: str = "") -> SafeString:
    """The style of a card that shows such a picture: the site's tokens without its faces, as it fetches nothing; with
    the accent of the body by day and by night, where it has one."""
    sheets = ("tokens.css", "embed.css", *SHEETS[picture])
    text = FONTS.sub("", COMMENTS.sub("", "".join((CSS / name).read_text() for name in sheets)))
    return SafeString(SPACE.sub(" ", text + (accent.sheet(day, night) if day else "")).strip())


def flag(profile) -> SafeString:
    """The flag of a state as a drawing in the card; empty where it is a file of its own, or no state's."""
    iso2 = profile["iso2"]
    symbol = flags.symbol(iso2) if iso2 in flags.files() else ""
    drawing = symbol.replace("<symbol ", '<svg class="flag" aria-hidden="true" ', 1).replace("</symbol>", "</svg>")
    return SafeString(drawing)


def accents(request) -> tuple[str, str]:
    """The accent by day and by night of the identity that a request reads."""
    own = naming.own_of(request)
    return own.accent, own.accent_by_night


# ── Who may frame them ────────


@cache
def policy(day: str = "", night: str = "") -> str:
    """Of all cards: any page may frame them; they can run nothing, send nothing and fetch pictures alone."""
    digests = (hashlib.sha256(style(picture, day, night).encode()).digest() for picture in SHEETS)
    styles = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; {FRAMES}; img-src 'self'; style-src {styles}"


def let_frame(request, response: HttpResponse) -> HttpResponse:
    """The answer, which may be framed. (A 304 too: browsers take its headers for those of the page that they kept.)"""
    response["Content-Security-Policy"] = policy(*accents(request))
    response.xframe_options_exempt = True
    return response


def framable(view):
    """A view whose every answer may be framed by any page."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return let_frame(request, view(request, *args, **kwargs))

    return answer


def is_card(request) -> bool:
    """Whether a card is meant, so that an error is to be answered as one."""
    return request.path_info.startswith(languages.in_each("/embed/"))


def refuse(request, status: int, detail="", **context) -> HttpResponse:
    """An error as a card, in the words of the pages."""
    said = {"title": opendata.TITLES[status], "detail": detail or opendata.DETAILS.get(status, "")}
    said["style"] = style("", *accents(request))
    return let_frame(request, render(request, "embed/error.html", said | context, status=status))
