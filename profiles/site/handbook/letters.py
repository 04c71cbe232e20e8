"""The letters that the handbook's faces have. A PDF that promises to be readable holds no others."""

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
# What has no shape, and so needs no face: ends of lines, and what gives text its direction.
UNSEEN = "\n\t\u200b-\u200f\u2066-\u2069"
# Stands for a letter that no face has.
UNKNOWN = "\ufffd"


@cache
def missing() -> re.Pattern:
    """What none of the faces has. `covered.txt` is written with them: see docs/handbook-fonts.py."""
    ranges = (FONTS / "covered.txt").read_text().split()
    spans = (part.partition("-")[::2] for part in ranges)
    return re.compile("[^" + "".join(f"\\U{int(a, 16):08x}-\\U{int(b or a, 16):08x}" for a, b in spans) + UNSEEN + "]")


def is_readable(text: str) -> bool:
    return not missing().search(text)


def readable(text: str) -> str:
    """The text with a sign for each letter that cannot be set."""
    return missing().sub(UNKNOWN, text)
