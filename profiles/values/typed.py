"""Dates as people type them, in the languages of the installation and three sets of digits: which partial dates they
can mean."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from django.utils import dates, translation

from .languages import SECOND

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# What comes along when a date is copied: marks of direction, commas, spaces that do not break.
NOISE = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")) | dict.fromkeys(
    map(ord, "\u00a0\u202f,،"), " "
)
LETTERS = str.maketrans("أإآ", "ااا")

# As the site prints them; of other languages as Django has them.
MONTHS = {
    "en": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
# What is printed where Django's own are not what is printed, and the first day of a month where it is no plain number.
SHORT = {"fr": ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]}
FIRST_DAY = {"fr": "1er"}
# In English any beginning of three letters or more says which month it is.
ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# The months of the Levant and Iraq, for which the Gulf and Egypt say يناير …
LEVANTINE = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
ARABIC = {
    name.translate(LETTERS): number for names in (MONTHS["ar"], LEVANTINE) for number, name in enumerate(names, 1)
}

YEAR_FIRST = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?", re.ASCII)
YEAR_LAST = re.compile(r"(?:(\d{1,2})[-./])?(\d{1,2})[-./](\d{4})", re.ASCII)
DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er)?\s+(?:(?:of|de)\s+)?)?([^\W\d_][^\d]*?)\.?\s+(\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d_][^\d]*?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s+(\d{4})")


def iso(text: str) -> list[str]:
    """The partial dates that a typed text can mean: one, two where day and month can be taken for each other
    (`03/04/2008`), or none. Whether the calendar has them is for others to say."""
    text = " ".join(text.translate(DIGITS).translate(NOISE).split()).casefold()
    if match := YEAR_FIRST.fullmatch(text):
        return [joined(*match.groups())]
    if match := YEAR_LAST.fullmatch(text):
        day, month, year = match.groups()
        return in_either_order(year, month, day)
    if match := DAY_FIRST.fullmatch(text):
        day, name, year = match.groups()
    elif match := MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return []
    month = month_named(name)
    return [joined(year, str(month), day)] if month else []


def in_either_order(year: str, month: str, day: str | None) -> list[str]:
    """What `3/4/2008` may mean: the day comes first here, the month elsewhere."""
    if day is None:
        return [joined(year, month)]
    orders = [(month, day), (day, month)] if int(month) <= 12 else [(day, month)]
    if int(day) > 12 or int(day) == int(month):
        orders = orders[:1]
    return [joined(year, *order) for order in orders]


def joined(year: str, month: str | None = None, day: str | None = None) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def month_named(name: str) -> int:
    """The number of a month, by its name in English, in Arabic or in the second language; 0 where none is called so."""
    name = name.strip().translate(LETTERS)
    if name in ARABIC:
        return ARABIC[name]
    return begun(name, ENGLISH) or begun(bare(name).removesuffix(" de"), in_second())


def begun(name: str, months: Sequence[str]) -> int:
    """The one of some months that begins so."""
    whole = [number for number, month in enumerate(months, 1) if month.startswith(name)]
    return whole[0] if len(name) >= 3 and len(whole) == 1 else 0


@lru_cache(1)
def in_second() -> list[str]:
    """The months of the second language in full, bare."""
    if not SECOND or SECOND in MONTHS:
        return []
    with translation.override(SECOND):
        return [bare(str(name).casefold()) for name in dates.MONTHS.values()]


def bare(name: str) -> str:
    """A name without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


@lru_cache(8)
def printed(language: str) -> list[str]:
    """The names of the months as the site prints them in a language."""
    if language in MONTHS or language in SHORT:
        return MONTHS.get(language) or SHORT[language]
    with translation.override(language):
        return [str(name) for name in dates.MONTHS_AP.values()]
