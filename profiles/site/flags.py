"""The flags of states that are public as one file of symbols: a page fetches one picture, not one for each state.

Pages name a symbol in it (`<use href="/flags.….svg#kw"/>`). The address has a digest of what is in the file, so it may
be kept for ever: a state that is published gives the file another address. What the file cannot hold is shown as a
picture of its own, as is the flag of a state that is not public.
"""

import hashlib
import re
from functools import cache, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from profiles.reading.reading import Reading

FOLDER = settings.BASE_DIR / "static" / "img" / "flags"
# In bytes: who sees one flag is not to fetch the coats of arms of others.
LARGEST = 20_000
# Safari finds nothing that `url(#…)` names in another file. Paths that clip can go, as a symbol ends at its edges; but
# not from these, which they cut within.
CUT_WITHIN = {"AI", "BY", "VU"}
CLIPPING = re.compile(r'<clipPath .*?</clipPath>| clip-path="[^"]*"', re.DOTALL)
# What must be in a page's own file: what `url(#…)` paints with, styles that the policy forbids.
OWN = re.compile(r'url\(#|style="')
# No rectangle: it stands on white, by night too.
ON_WHITE = {"NP": '<path fill="#fff" d="M0 0h640v480H0z"/>'}
NAMES = re.compile(r'( id="| (?:xlink:)?href="#)')


@cache
def files() -> frozenset[str]:
    """The ISO codes that have a flag."""
    return frozenset(path.stem.upper() for path in FOLDER.glob("*.svg"))


@cache
def symbol(iso2: str) -> str:
    """A flag as a symbol whose id is the code in small letters, and begins all ids in it; empty where it has to be a
    file of its own."""
    code = iso2.lower()
    text = (FOLDER / f"{code}.svg").read_text()
    about, drawing = re.fullmatch(r"\s*<svg\b(.*?)>(.*)</svg>\s*", text, re.DOTALL).groups()
    drawing = CLIPPING.sub("", drawing)
    if iso2 in CUT_WITHIN or len(text) > LARGEST or OWN.search(drawing):
        return ""
    about = re.sub(r'\s(xmlns|xmlns:xlink|id)="[^"]*"', "", about)
    drawing = re.sub(r">\s+<", "><", NAMES.sub(rf"\g<1>{code}-", drawing.strip()))
    return f'<symbol id="{code}"{about}>{ON_WHITE.get(iso2, "")}{drawing}</symbol>'


class Sprite(NamedTuple):
    """The file, which flags are in it, a digest of it and where it can be had."""

    text: str
    codes: frozenset[str]
    digest: str
    address: str

    def address_of(self, iso2: str) -> str:
        """The address of a flag in the file; empty where it is not in it."""
        return f"{self.address}#{iso2.lower()}" if iso2 in self.codes else ""


@lru_cache(maxsize=8)
def sprite(states: frozenset[str]) -> Sprite:
    """The file of some states, by their ISO codes."""
    symbols = {iso2: found for iso2 in sorted(states & files()) if (found := symbol(iso2))}
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = f"<svg {spaces}>{''.join(symbols.values())}</svg>"
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Sprite(text, frozenset(symbols), digest, reverse("flags", args=[digest]))


def of(reading: Reading) -> Sprite:
    """That of all states which are public at a reading's moment, whatever its day: a past day shows former members."""
    return sprite(reading.states)
