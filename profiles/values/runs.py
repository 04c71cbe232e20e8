"""Runs that read from left to right whatever stands around them: telephone numbers, groups of digits, e-mail and web
addresses.

In Arabic text the parts of “+977 1 4211791” change places, because a space between two numbers takes the direction of
the text. A run that is isolated stays whole. Ranges of years are none: those Arabic reads from the right.

And the invisible characters that turn round what stands beside them, which no text may hold.
"""

import re
import unicodedata
from collections.abc import Callable
from html import unescape

from django.utils.html import escape

WEB = r"""(?:https?://|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]»”،؛؟]"""
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
SPACE = r"[ \xa0]"
# Between the groups of a telephone number; and between those of any other, which never has brackets.
BETWEEN = rf"(?:{SPACE}?\({SPACE}?|\){SPACE}?|\)-|{SPACE}|[.-])?"
TELEPHONE = rf"(?:\+|\(\+?|0)\d(?:{BETWEEN}\d)*"
GROUPS = rf"\d+(?:(?:{SPACE}|-)\d+)+"
NUMBER = rf"(?<![\w.+-])(?:(?P<telephone>{TELEPHONE})|(?P<groups>{GROUPS}))(?!\w)"
RUN = re.compile(rf"(?P<web>{WEB})|(?P<mail>{MAIL})|{NUMBER}")
FEWEST_DIGITS = 7
YEARS = range(1900, 2101)
MARKUP = re.compile(r"(<[^>]*>)")
# In what is open here nothing is isolated again, nor linked.
WHOLE = {"isolate": ("bdi",), "link": ("bdi", "a")}


def isolate(html: str) -> str:
    """HTML whose runs keep their direction. Isolating twice equals isolating once."""
    return _replace(html, WHOLE["isolate"], lambda _kind, run: _isolated(run))


def link(html: str) -> str:
    """HTML whose telephone numbers, e-mail and web addresses can be followed."""
    return _replace(html, WHOLE["link"], _linked)


def dialled(telephone: str) -> str:
    """A telephone number as it is dialled: digits of any script, and a plus before them."""
    return "+" * ("+" in telephone) + digits(telephone)


def digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())


def find(text: str) -> dict[str, list[str]]:
    """The runs of a plain text by kind: `web`, `mail`, `telephone`, `groups`."""
    found = {"web": [], "mail": [], "telephone": [], "groups": []}
    for match in RUN.finditer(text):
        if _is_run(match):
            found[match.lastgroup].append(match[0])
    return found


def _is_run(match) -> bool:
    if match.lastgroup in ("web", "mail"):
        return True
    return len(digits(match[0])) >= FEWEST_DIGITS and not _are_years(match[0])


def _are_years(run: str) -> bool:
    """Whether a run is a range of years."""
    return bool(re.fullmatch(r"\d{4}-\d{4}", run)) and all(int(year) in YEARS for year in run.split("-"))


def _isolated(run: str) -> str:
    return f'<bdi dir="ltr">{_escaped(run)}</bdi>'


def _escaped(text: str) -> str:
    return escape(text).replace("\xa0", "&nbsp;")


def _linked(kind: str, run: str) -> str:
    if kind == "groups":
        return _isolated(run)
    address = {
        "web": run if run.startswith("http") else f"https://{run}",
        "mail": f"mailto:{run}",
        "telephone": f"tel:{dialled(run)}",
    }[kind]
    return f'<a href="{escape(address)}">{_isolated(run)}</a>'


def _replace(html: str, whole: tuple[str, ...], write: Callable[[str, str], str]) -> str:
    """HTML with its runs written anew, but for those in elements that keep them whole. Tags stay as they are."""
    pieces, open_elements = MARKUP.split(html), 0
    for place, piece in enumerate(pieces):
        if place % 2:
            name = re.match(r"</?([a-z0-9]*)", piece)[1]
            open_elements += (name in whole) * (-1 if piece.startswith("</") else 1)
        elif not open_elements:
            pieces[place] = _rewrite(piece, write)
    return "".join(pieces)


def _rewrite(piece: str, write: Callable[[str, str], str]) -> str:
    """A piece of HTML between two tags with its runs written anew. They are looked for in what a reader sees: an
    escaped quote after an address is none of its letters."""
    text = unescape(piece)
    found = [match for match in RUN.finditer(text) if _is_run(match)]
    if not found:
        return piece
    ends = [0, *(match.end() for match in found)]
    before = [_escaped(text[end : match.start()]) for end, match in zip(ends, found, strict=False)]
    parts = [part + write(match.lastgroup, match[0]) for part, match in zip(before, found, strict=True)]
    return "".join(parts) + _escaped(text[ends[-1] :])


# ── What turns others round ────────

# Embeddings and overrides do, and an isolate that is not closed. Isolates that are, and single marks (LRM, RLM, ALM),
# do not: those may stand in a text.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATES, CLOSES = "\u2066\u2067\u2068", "\u2069"


def without_turning(text: str) -> str:
    """A text without what turns others round."""
    if not TURNING.search(text):
        return text
    letters, open_isolates = list(text), []
    for place, letter in enumerate(text):
        if letter in ISOLATES:
            open_isolates.append(place)
        elif letter == CLOSES and open_isolates:
            open_isolates.pop()
        elif TURNING.match(letter):
            letters[place] = ""
    for place in open_isolates:
        letters[place] = ""
    return "".join(letters)
