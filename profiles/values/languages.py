"""The languages of an installation, English and a second or English alone (`SECOND_LANGUAGE`): which one a reader has,
which text stands in for which, in what direction it runs, which columns hold it. The one place that knows.
"""

import re
import unicodedata

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop, override, pgettext
from translated_fields import TranslatedField

# Their codes, English first; that of the second, or none.
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SECOND = next(iter(LANGUAGES[1:]), None)
# Which stands in for which: English for itself, where it is alone.
OTHER = dict(zip(LANGUAGES, reversed(LANGUAGES), strict=True))
DIRECTION = {code: "rtl" if LANG_INFO[code]["bidi"] else "ltr" for code in LANGUAGES}
# What each calls itself; and what it is called in the reader's.
OWN_NAMES = dict(settings.LANGUAGES)
NAMES = {code: gettext_lazy(LANG_INFO[code]["name"]) for code in LANGUAGES}
gettext_noop("English"), gettext_noop("Arabic"), gettext_noop("French")
# How the columns of the database end. Those of the second language are called after the first that was one.
ENDINGS = ("en", "ar")
COLUMNS = dict(zip(LANGUAGES, ENDINGS, strict=False))
# What the addresses of the second language begin with.
PREFIX = f"/{SECOND}" if SECOND else ""
ARABIC = re.compile(r"[\u0620-\u064a]")


def current() -> str:
    """The reader's language."""
    language = get_language()
    return language if language in OTHER else "en"


def prefix_of(path: str) -> str:
    """What says the language of an address, `/ar` or nothing."""
    return PREFIX if PREFIX and f"{path}/".startswith(f"{PREFIX}/") else ""


def of_path(path: str) -> str:
    """The language of an address: the second of `/ar/…`, English of anything else."""
    return SECOND if prefix_of(path) else "en"


def in_each(path: str) -> tuple[str, ...]:
    """An English address in each language."""
    return (path, f"{PREFIX}{path}") if PREFIX else (path,)


def said_in_each(say) -> dict[str, str]:
    """What a function says in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = str(say())
    return found


def reading(language: str):
    """`with` somebody’s language, which was stored: English, where the installation has it no more."""
    return override(language if language in OTHER else "en")


def choices() -> list[tuple[str, str]]:
    """The languages to choose from, each as it calls itself."""
    return list(OWN_NAMES.items())


# ── Pairs: a text in each language, by its code ────────


def pair(*texts) -> dict[str, str]:
    """A pair of its texts, English first; where English is alone, of the first."""
    return dict(zip(LANGUAGES, texts, strict=False))


def keys_of(name: str) -> tuple[str, ...]:
    """How the texts of a pair are called one by one, in files: `name_en`, `name_fr`."""
    return tuple(f"{name}_{code}" for code in LANGUAGES)


def no_pair() -> dict[str, str]:
    """A pair with nothing in it."""
    return dict.fromkeys(LANGUAGES, "")


def language_of(pair: dict[str, str]) -> str:
    """The language that a pair of texts is read in: the reader's, or the other where that text is empty.

    Where both are empty, the reader's.
    """
    language = current()
    return language if pair[language] or not pair[OTHER[language]] else OTHER[language]


def either(pair: dict[str, str]) -> str:
    """The text of a pair in the reader's language, or else in the other."""
    return pair[language_of(pair)]


def any_of(pair: dict[str, str]) -> str:
    """The same whoever reads: English, or else the second."""
    return pair["en"] or pair[OTHER["en"]]


def of_today(content):
    """What was stored in some languages, in those of the installation: pairs lack none, and have no other."""
    if isinstance(content, dict):
        if isinstance(content.get("en"), str):
            return {code: content.get(code, "") for code in LANGUAGES}
        return {key: of_today(value) for key, value in content.items()}
    return [of_today(item) for item in content] if isinstance(content, list) else content


# ── By letters ────────


def script(text: str) -> str:
    """The script of the first letter of a text, as Unicode names it: `LATIN`, `ARABIC`; or nothing."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


SCRIPT = script(OWN_NAMES[SECOND]) if SECOND else ""


def by_letters(text: str) -> str:
    """The language of a text that stands in one language alone; the reader's, where both have the same letters."""
    if ARABIC.search(text):
        return SECOND if SCRIPT == "ARABIC" else "ar"
    if SCRIPT == "LATIN":
        return current()
    return SECOND if SCRIPT and any(script(letter) == SCRIPT for letter in text) else "en"


# ── In words ────────


def name_in_words(code: str) -> str:
    """“in French”."""
    return pgettext("language", "in %(language)s") % {"language": NAMES[code]}


IN_WORDS = {code: lazy(name_in_words, str)(code) for code in LANGUAGES}


def in_all() -> str:
    """“in English and in French”."""
    return gettext(" and ").join(map(name_in_words, LANGUAGES))


def with_languages(sentence):
    """A sentence with its `%(languages)s` filled in, when it is read."""
    return lazy(lambda: str(sentence) % {"languages": in_all()}, str)()


def in_language(code: str, label):
    """“Public note, in French”, when it is read; where English is alone, the label."""
    return lazy(lambda: labelled(code, label), str)()


def labelled(code: str, label) -> str:
    if not SECOND:
        return str(label)
    return gettext("%(name)s, %(language)s") % {"name": label, "language": IN_WORDS[code]}


# ── Columns ────────


def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a pair, `…_en` and `…_ar`."""
    return tuple(f"{name}_{ending}" for ending in COLUMNS.values())


def column_of(name: str, language: str) -> str:
    """The column of a pair in a language."""
    return f"{name}_{COLUMNS[language]}"


def of_row(row, name: str) -> dict[str, str]:
    """The pair of texts in two columns of a row."""
    return {code: getattr(row, f"{name}_{ending}") for code, ending in COLUMNS.items()}


def unused_columns(model) -> list[str]:
    """Columns of a second language, where there is none."""
    return [] if SECOND else [field.name for field in model._meta.fields if field.name.endswith(f"_{ENDINGS[1]}")]


def translated(field, **second):
    """A pair of columns, the second of which takes the extra arguments; read without a suffix, either."""
    specific = {ENDINGS[1]: second} if second else {}
    return TranslatedField(field, specific, languages=ENDINGS, attrgetter=either_column)


def either_column(name, field):
    """How such a pair is read without a suffix."""
    return lambda row: either(of_row(row, name))
