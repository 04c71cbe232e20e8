"""The letters that the handbook's faces have. A PDF that promises to be readable holds no others."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
# What has no shape, and so needs no face: ends of lines, and what gives text its direction.
UNSEEN = "\n\t\u200b-\u200f\u2066-\u2069"
# Stands for a letter that no face has.
UNKNOWN = "\ufffd"
# Signs of vowels. Readers of PDF files give a letter that has one twice to whoever copies or searches.
MARKS = re.compile("[\u064b-\u0652\u0670]")
WORD = re.compile("[\u0620-\u065f\u0670-\u06d3]+")


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


def marked_words(names: Iterable[str]) -> tuple[str, ...]:
    """The words that are written with signs of vowels in names, where they tell one name from another."""
    return tuple({word for name in names for word in WORD.findall(name) if MARKS.search(word)})


def plainly(text: str, kept: tuple[str, ...]) -> str:
    """The text without signs of vowels but in some words, with whatever is written on to these."""
    return WORD.sub(lambda found: found[0] if kept and found[0].endswith(kept) else MARKS.sub("", found[0]), text)
