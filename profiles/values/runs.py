"""Runs that read from left to right whatever stands around them: telephone numbers, groups of digits, e-mail and web
addresses.

In Arabic text the parts of “+977 1 4211791” change places, because a space between two numbers takes the direction of
the text. A run that is isolated stays whole. Ranges of years are none: those Arabic reads from the right.
"""

import re
import unicodedata
from collections.abc import Callable

WEB = r"""(?:https?://|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]»”،؛؟]"""
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
SPACE = r"(?: |\xa0|&nbsp;)"
# Between the groups of a telephone number; and between those of any other, which never has brackets.
BETWEEN = rf"(?:{SPACE}?\({SPACE}?|\){SPACE}?|\)-|{SPACE}|[.-])?"
TELEPHONE = rf"(?:\+|\(\+?|0)\d(?:{BETWEEN}\d)*"
GROUPS = rf"\d+(?:(?:{SPACE}|-)\d+)+"
NUMBER = rf"(?<![\w.+-])(?:(?P<telephone>{TELEPHONE})|(?P<groups>{GROUPS}))(?!\w)"
RUN = re.compile(rf"(?P<web>{WEB})|(?P<mail>{MAIL})|{NUMBER}")
FEWEST_DIGITS = 7
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
    return match.lastgroup in ("web", "mail") or len(digits(match[0])) >= FEWEST_DIGITS


def _isolated(run: str) -> str:
    return f'<bdi dir="ltr">{run}</bdi>'


def _linked(kind: str, run: str) -> str:
    if kind == "groups":
        return _isolated(run)
    address = {
        "web": run if run.startswith("http") else f"https://{run}",
        "mail": f"mailto:{run}",
        "telephone": f"tel:{dialled(run)}",
    }[kind]
    return f'<a href="{address}">{_isolated(run)}</a>'


def _replace(html: str, whole: tuple[str, ...], write: Callable[[str, str], str]) -> str:
    """HTML with its runs written anew, but for those in elements that keep them whole. Tags stay as they are."""

    def written(match) -> str:
        return write(match.lastgroup, match[0]) if _is_run(match) else match[0]

    pieces, open_elements = MARKUP.split(html), 0
    for place, piece in enumerate(pieces):
        if place % 2:
            name = re.match(r"</?([a-z0-9]*)", piece)[1]
            open_elements += (name in whole) * (-1 if piece.startswith("</") else 1)
        elif not open_elements:
            pieces[place] = RUN.sub(written, piece)
    return "".join(pieces)
