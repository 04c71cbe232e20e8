"""What sheets and columns are called in words, in both languages, and which of them such words mean."""

from functools import lru_cache

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published.labels import LANGUAGES

from ...threads import label_of
from ..tables import REMOVE, SHEETS, Column, Sheet, of_kind

# Sheets without data: what was sent, in full; the lists to choose from; the first one has its title in words.
SENT, LISTS = "addportal", "addportal_lists"
INTRODUCTION = gettext_lazy("Read this first")
# What stands in the column of uids where a row explains the columns.
HELP = "?"
# A column that is read by people alone, and what its heading is known as.
NOTE, MISSING = "(note)", gettext_lazy("What is missing")
# The headings of the sheet of a profile, which stands upright: a row for each column.
FIELD, VALUE, MEANT = gettext_lazy("Field"), gettext_lazy("What it says"), gettext_lazy("What is meant")


def title(sheet: Sheet) -> str:
    """What a sheet is called in the reader's language."""
    meta = sheet.model._meta
    return capfirst(str(meta.verbose_name_plural if sheet.owner else meta.verbose_name))


def heading(column: Column) -> str:
    """What a column is called in the reader's language."""
    label = capfirst(str(column.field.verbose_name))
    return f"{label} ({LANGUAGES[column.language]})" if column.language else label


def removing() -> str:
    return _("Remove this row")


def normal(text: str) -> str:
    """A name without what people vary in it."""
    return "_".join(text.split()).casefold()


def in_each_language(text) -> set[str]:
    """What something that is translated is called, in its normal form: `text` is called in each language."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(normal(str(text())))
    return found


def words_of(sheet: Sheet, column: Column) -> set[str]:
    """What a column is called in words: in fact sheets, in forms and on the page of a file; of a pair without its
    language the one in whose language it is called."""
    found = in_each_language(lambda: heading(column)) | in_each_language(lambda: label(sheet, column.name))
    if column.language:
        with translation.override(column.language):
            found.add(normal(str(column.field.verbose_name)))
    return found


def owner_words(sheet: Sheet) -> set[str]:
    return in_each_language(lambda: of_kind(sheet.kind).model._meta.verbose_name)


def label(sheet: Sheet, name: str) -> str:
    """What forms, and the page of a file, call a column in the reader's language."""
    known = sheet.by_name.get(name)
    return label_of(sheet.model, known.field.name) if known else name


@lru_cache(30)
def columns(name: str) -> dict[str, str]:
    """The columns of a sheet by what they are called in words; what several are called means none."""
    sheet, found, several = SHEETS[name], {}, set()
    words = [(words_of(sheet, column), column.name) for column in sheet.columns]
    words += [(in_each_language(lambda: MISSING), NOTE)]
    words += [(in_each_language(removing), REMOVE), (owner_words(sheet), sheet.owner)] if sheet.owner else []
    for texts, meant in words:
        for word in texts:
            several |= {word} if found.setdefault(word, meant) != meant else set()
    return {word: meant for word, meant in found.items() if word not in (*several, *sheet.headings)}


@lru_cache(1)
def sheets() -> dict[str, str]:
    """The sheets by what they are called in words; what several are called means none."""
    found, several = {}, set()
    for sheet in SHEETS.values():
        for word in in_each_language(lambda sheet=sheet: title(sheet)):
            several |= {word} if found.setdefault(word, sheet.name) != sheet.name else set()
    return {word: name for word, name in found.items() if word not in (*several, *SHEETS)}


def is_without_data(name: str) -> bool:
    return name in (SENT, LISTS) or normal(name) in in_each_language(lambda: INTRODUCTION)
