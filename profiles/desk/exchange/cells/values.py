"""A value of a document as the text of a cell, and back: `read(column, written(column, value), words)` is the value."""

import re
import uuid
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from profiles.published.models.sources import SourcesField
from profiles.values.allowlist import clean
from profiles.values.languages import LANGUAGES
from profiles.values.partialdate import PartialDate, PartialDateField
from profiles.values.richtext import RichTextField
from profiles.values.typed import DIGITS

from ..tables import UID, Column
from .citing import cited, sources
from .plain import PARAGRAPHS
from .words import Words, folded, parts

YES, NO = "yes", "no"
BOOLEANS = dict.fromkeys(("yes", "true", "1", "x", "✓", "نعم", "oui"), True) | dict.fromkeys(
    ("no", "false", "0", "لا", "non"), False
)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# How a cell that holds a date, and no text, is handed on by who reads spreadsheets.
DATE_CELL = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00")


def lines(text: str) -> str:
    """A text whose lines end in one way, without what surrounds it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


# ── Into a cell ────────


def written(column: Column, value) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(column.field, SourcesField):
        return "; ".join(cited(item) for item in value)
    if column.field.many_to_many:
        return "; ".join(sorted(item["code"] for item in value))
    if column.is_word:
        return value["code"]
    return "" if value is None else lines(str(value))


# ── Out of a cell ────────


def read(column: Column, text: str, words: Words):
    """The value that a cell means; an empty one what an empty row has. Raises ValidationError, in words."""
    text = lines(text)
    if not text:
        return column.empty()
    if (reader := reader_of(column.field)) in (partial_date, day):
        return reader(column.field, text, words)
    if DATE_CELL.fullmatch(text):
        raise ValidationError(_("This cell holds a date. Make it a text."))
    return reader(column.field, text, words)


def reader_of(field):
    for kind, reader in READERS:
        if isinstance(field, kind):
            return choice if field.choices else reader
    raise TypeError(field)


def partial_date(field, text: str, words: Words) -> str:
    """A spreadsheet makes the first of January of what somebody typed as `2008-01`, so that is asked back."""
    if not (match := DATE_CELL.fullmatch(text)):
        return PartialDate.parse(text).text
    found = match[1]
    if found.endswith("-01"):
        raise ValidationError(
            _("“%(text)s” could be %(first)s or %(second)s. Write the one that you mean.")
            % {"text": found, "first": found[:7], "second": found}
            + " "
            + _("Make the cell a text first: spreadsheets turn a month into its first day.")
        )
    return PartialDate.parse(found).text


def day(field, text: str, words: Words) -> str:
    match = DATE_CELL.fullmatch(text)
    found = match[1] if match else PartialDate.parse(text).text
    if len(found) < 10:
        raise ValidationError(_("“%s” is no day. Write it as 2008-01-21.") % text[:40])
    return found


def choice(field, text: str, words: Words) -> str:
    if (found := choices_of(field).get(folded(text))) is None:
        offered = _(", ").join(str(value) for value, _label in field.choices if value)
        raise ValidationError(_("“%(text)s” is none of: %(choices)s.") % {"text": text[:80], "choices": offered})
    return found


@lru_cache(100)
def choices_of(field) -> dict[str, str]:
    """The choices of a field by what they are called in either language, and by themselves."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {folded(str(label)): str(value) for value, label in field.choices}
    return found | {folded(str(value)): str(value) for value, _label in field.choices}


def boolean(field, text: str, words: Words) -> bool:
    if (found := BOOLEANS.get(folded(text.translate(DIGITS)))) is None:
        raise ValidationError(_("“%s” is neither yes nor no.") % text[:40])
    return found


def number(field, text: str, words: Words) -> int:
    digits = text.translate(DIGITS).strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        raise ValidationError(_("“%s” is no number.") % text[:40])
    return int(digits)


def word(field, text: str, words: Words) -> dict:
    return {"code": words.code(field.related_model, text)}


def several_words(field, text: str, words: Words) -> list[dict]:
    codes = [words.code(field.related_model, part) for part in parts(text)]
    return [{"code": code} for code in dict.fromkeys(codes)]


def rich(field, text: str, words: Words) -> str:
    return clean(text if TAG.search(text) else paragraphs(text), field.headings, footnotes=field.footnotes)


def paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line ends a paragraph."""
    found = [escape(part.strip()).replace("\n", "<br>") for part in PARAGRAPHS.split(text) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in found)


def long_text(field, text: str, words: Words) -> str:
    """No longer than its form takes it: of such columns the database holds any."""
    if field.max_length and len(text) > field.max_length:
        params = {"most": field.max_length, "number": len(text)}
        raise ValidationError(_("At most %(most)d characters: these are %(number)d.") % params)
    return text.replace("\0", "")


def web_address(field, text: str, words: Words) -> str:
    """One without its beginning is asked back: which it is, nobody but who wrote it knows."""
    if not text.casefold().startswith(("http://", "https://")):
        raise ValidationError(_("“%s” is no web address: write all of it, with https:// in front.") % text[:80])
    return short_text(field, text, words)


def short_text(field, text: str, words: Words) -> str:
    """In one line."""
    return " ".join(text.replace("\0", "").split("\n"))


def identifier(text: str) -> str:
    """The uid in a cell. Raises ValidationError."""
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError as error:
        sentence = _("“%s” is no uid. Leave it empty for what is new.") % text[:40]
        raise ValidationError({UID: sentence}) from error


READERS = (
    (PartialDateField, partial_date),
    (models.DateField, day),
    (models.BooleanField, boolean),
    (models.IntegerField, number),
    (models.ManyToManyField, several_words),
    (models.ForeignKey, word),
    (SourcesField, sources),
    (RichTextField, rich),
    (models.TextField, long_text),
    (models.URLField, web_address),
    (models.CharField, short_text),
)


# ── Whether a cell says what stands there ────────


def agrees(column: Column, text: str, value) -> bool:
    """Whether a cell says just what stands there: what was written out and comes back is never read anew."""
    text, stands = lines(text), written(column, value)
    match = DATE_CELL.fullmatch(text)
    return text == stands or bool(match and match[1] == stands)
