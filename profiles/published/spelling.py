"""One word in all its spellings: in Latin and in Arabic letters, British and American, with an article, mistyped."""

import re
import unicodedata

from profiles.values.typed import DIGITS

# What no decomposition of Unicode takes apart; and the letters of Persian and Urdu that are another's in Arabic.
FOLD = DIGITS | str.maketrans(
    {"ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": "", "ı": "i", "đ": "d"}
    | dict.fromkeys("ہھەۃ", "ه")
    | dict.fromkeys("یېے", "ي")
    | {"ک": "ك"}
)
# One word, however it is written.
CO = re.compile(r"\bco[-\u2010](?=operat|ordinat)")
# 10^6, as somebody types 10⁶.
POWER = re.compile(r"(?<=\d)\^(?=\d)")


def normalise(text: str) -> str:
    """Words in one spelling, with single spaces between them.

    Case, accents, Arabic vowel signs and tatweel are dropped; the forms of alef, hamza, taa marbuta and alef maqsura
    fold, letters of Persian and Urdu and digits of both become those of Arabic and English; what leads a word (`ال`,
    `لل` …) is kept here, and left off by `bare`.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(FOLD))
    text = "".join(character for character in text if not unicodedata.combining(character)).translate(FOLD)
    return " ".join(re.findall(r"[^\W_]+", CO.sub("co", POWER.sub("", text))))


def without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


# PostgreSQL takes no longer ones.
LONGEST = 60
LEADING = re.compile(r"(?:[وفبك]?ال|[وف]?لل)(?=\w{3})")


def bare(word: str) -> str:
    """A normalised word without its article and the particles written in one with it: `والهجره`, `للهجره`: `هجره`."""
    return LEADING.sub("", word, count=1) if LEADING.match(word) else word


# What British and American English write each in its own way, from the one and from the other. A word that comes of it
# and is none finds nothing.
OUR, RE, CE = "arm|behavi|col|endeav|fav|harb|hon|lab|neighb", "cent|theat|met", "defen|licen|offen"
SPELT = [
    (re.compile(pattern), other)
    for pattern, other in (
        (rf"^({OUR})our", r"\1or"),
        (rf"^({OUR})or", r"\1our"),
        (rf"^({RE})re(?=s?$)", r"\1er"),
        (rf"^({RE})er(?=s?$)", r"\1re"),
        (rf"^({CE})c(?=es?$)", r"\1s"),
        (rf"^({CE})s(?=es?$)", r"\1c"),
        (r"(?<=\w{3})is(?=$|[eia])", "iz"),
        (r"(?<=\w{3})iz(?=$|[eia])", "is"),
        (r"^program(?=s?$)", "programme"),
        (r"^programme(?=s?$)", "program"),
    )
]


def spelt(token: str) -> list[str]:
    """A token as it was typed, and as others spell it."""
    return list(dict.fromkeys([token, *(pattern.sub(other, token) for pattern, other in SPELT)]))


# Words of which questions and the long names of states are full. They count where something has them all.
MINOR = frozenset(
    bare(word)
    for word in normalise(
        "a all an and any are at be been by did do does for from has have how in is it its list many now of on or s"
        " since still the there they to today was were what when where which who whom whose with works"
        " countries country kingdom republic state sultanate"
        " أي أين إلى التي الذي الآن اليوم ثم على عن عند في كان كانت كم كيف لدى ما ماذا متى من منذ هل هم هناك هو هي"
        " به بها بلد بلدان جمهورية دولة دول سلطنة مملكة"
    ).split()
)


# ── Mistyped ────────

# From how many letters on a word is still itself with two of them wrong.
LONG = 9


def is_near(token: str, word: str) -> bool:
    """Whether `near` would name a word for a token, if the word stood in a name."""
    return bool(spellings(token) & spellings(word)) and (one_letter_apart(token, word) or len(token) >= LONG)


def spellings(word: str) -> set[str]:
    """A word, and the word without any one of its letters: two words that differ by a letter have one in common.

    Of numbers, of short words (there, one letter makes another word) and of very long ones, nothing.
    """
    if not 4 <= len(word) <= 14 or not word.isalpha():
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_letter_apart(one: str, other: str) -> bool:
    if len(one) < len(other):
        one, other = other, one
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[start + 1 :] == other[start:]
    swapped = one[:start] + one[start : start + 2][::-1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other
