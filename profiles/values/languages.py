"""The two languages: which one a reader has, which text stands in for which, in what direction it runs."""

import re

from django.utils.translation import get_language
from translated_fields import TranslatedField

OTHER = {"en": "ar", "ar": "en"}
DIRECTION = {"en": "ltr", "ar": "rtl"}
ARABIC = re.compile(r"[\u0620-\u064a]")


def current() -> str:
    """The reader's language: `ar`, or else `en`."""
    return "ar" if get_language() == "ar" else "en"


def of_path(path: str) -> str:
    """The language of an address: `/ar/…` is Arabic, anything else English."""
    return "ar" if path == "/ar" or path.startswith("/ar/") else "en"


def language_of(pair: dict[str, str]) -> str:
    """The language that a pair of texts is read in: the reader's, or the other where that text is empty.

    Where both are empty, the reader's.
    """
    language = current()
    return language if pair[language] or not pair[OTHER[language]] else OTHER[language]


def either(pair: dict[str, str]) -> str:
    """The text of a pair in the reader's language, or else in the other."""
    return pair[language_of(pair)]


def by_letters(text: str) -> str:
    """The language of a text that stands in one language alone."""
    return "ar" if ARABIC.search(text) else "en"


def of_row(row, name: str) -> dict[str, str]:
    """The pair of texts in two columns of a row, `…_en` and `…_ar`."""
    return {code: getattr(row, f"{name}_{code}") for code in OTHER}


def translated(field, **arabic):
    """A pair of columns, `…_en` and `…_ar` (which takes the extra arguments); read without a suffix, either."""
    return TranslatedField(field, {"ar": arabic} if arabic else {}, attrgetter=either_column)


def either_column(name, field):
    """How such a pair is read without a suffix."""
    return lambda row: either(of_row(row, name))
