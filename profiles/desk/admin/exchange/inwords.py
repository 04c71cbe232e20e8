"""What stands in a file, in the words of whoever looks: sheets and columns by their labels, values as pages say them,
entries and facts by their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _

from profiles.published import diff, documents, offices
from profiles.published.models import Source
from profiles.published.models import sources as register
from profiles.published.models.sources import SourcesField
from profiles.values.choices import Carries
from profiles.values.languages import DIRECTION, LANGUAGES, by_letters, columns_of, either, no_pair, pair
from profiles.values.partialdate import PartialDate, PartialDateField
from profiles.values.period import Period
from profiles.values.richtext import RichTextField

from ... import entries, workingcopy
from ...exchange.comparison import NEW, REMOVED
from ...exchange.tables import SHEETS, SOURCES, Column, Sheet
from ...models import Import
from ..conflicts.labels import label_of

# How values are written that are several, and that are so.
SEVERAL, YES = "; ", "yes"


@dataclass(frozen=True)
class Text:
    """A text that is of no language of the page’s own: it is marked with the one that its letters are of."""

    words: str

    def __str__(self):
        return self.words

    @property
    def language(self) -> str:
        return by_letters(self.words)

    @property
    def direction(self) -> str:
        return DIRECTION[self.language]


def sheet_label(name: str) -> str:
    """What the rows of a sheet are; of one that nobody knows its name."""
    return str(SHEETS[name].model._meta.verbose_name_plural) if name in SHEETS else name


def column_label(sheet: str, name: str) -> str:
    """What a column is called in forms; of one that nobody knows its name."""
    column = SHEETS[sheet].by_name.get(name) if sheet in SHEETS else None
    return label_of(SHEETS[sheet].model, column.field.name) if column else name


class InWords:
    """The words for some changes of a file. What they name is looked up once for all of them."""

    def __init__(self, record: Import, changes: Iterable[dict]):
        self.record, self.changes, self.labels = record, list(changes), {}

    # ── Entries ────────

    @cached_property
    def new_entries(self) -> dict[str, dict]:
        """The changes that make the entries that are not there yet, by their uid (of sources: their code)."""
        return {
            change["entry"]: change
            for change in self.record.changes
            if change["act"] == NEW and not SHEETS[change["sheet"]].owner
        }

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What entries are called here, by their uid (of sources: their code)."""
        of = {}
        for change in self.changes:
            of.setdefault(SHEETS[change["sheet"]].kind, set()).add(change["entry"])
        found = {}
        for kind, keys in of.items():
            model, key, name = (entries.MODELS[kind], "uid", "name") if kind else (Source, "code", "label")
            rows = model.objects.filter(**{f"{key}__in": keys}).values_list(key, *columns_of(name))
            found |= {str(value): pair(*texts) for value, *texts in rows}
        return found

    def entry(self, change: dict) -> Text:
        """What the entry of a change is called; of a new one as the file has it."""
        pair = self.names.get(change["entry"]) or self.pair_in(self.new_entries.get(change["entry"]))
        return Text(either(pair) or change["name"])

    @staticmethod
    def pair_in(change: dict | None) -> dict[str, str]:
        if change is None:
            return no_pair()
        return pair_of(texts_of(change), "title" if change["sheet"] == SOURCES else "name")

    # ── Facts ────────

    @cached_property
    def standing(self) -> dict[str, dict]:
        """The facts of the working copies that are changed, by uid."""
        found = {}
        for sheet in (sheet for sheet in SHEETS.values() if sheet.owner):
            uids = [change["uid"] for change in self.changes if change["sheet"] == sheet.name]
            rows = workingcopy.MODELS[sheet.name].objects.filter(uid__in=uids) if uids else []
            for row in rows.select_related(*sheet.fact.links) if uids and sheet.fact.links else rows:
                found[str(row.uid)] = workingcopy.fact(row, sheet.fact)
        return found

    def fact(self, change: dict) -> Text:
        """What a fact is called, with its dates where they may be needed to know it; nothing of what is an entry."""
        sheet = SHEETS[change["sheet"]]
        if not sheet.owner:
            return Text("")
        if fact := self.standing.get(change["uid"]):
            period = str(Period.of(fact)) if change["act"] != NEW and documents.is_dated(fact) else ""
            return Text(diff.join(*filter(None, [diff.subject(fact), period])))
        return Text(self.subject(sheet, texts_of(change)))

    def subject(self, sheet: Sheet, texts: dict[str, str]) -> str:
        """What a fact is called that stands in the file alone."""
        for column in sheet.columns:
            if column.is_word:
                return self.word(column.field.related_model, texts.get(column.name, ""))
        if "translation_en" in sheet.by_name:
            return offices.name_of({key: pair_of(texts, key) for key in ("name", "translation")}).text
        return either(pair_of(texts, "name")) or texts.get("entity_slug", "")

    # ── Values ────────

    def value(self, column: Column, text: str) -> str:
        """What a cell says, to be read; a text of a language as pages have it, without its marks."""
        field = column.field
        if not text:
            return ""
        if column.is_word:
            return self.word(field.related_model, text)
        if field.many_to_many:
            return diff.join(*(self.word(field.related_model, code) for code in text.split(SEVERAL)))
        if isinstance(field, SourcesField):
            return self.cited(text)
        if isinstance(field, models.BooleanField):
            return _("yes") if text == YES else _("no")
        if field.choices:
            return str(dict(field.flatchoices).get(text, text))
        if isinstance(field, PartialDateField | models.DateField):
            return PartialDate(text).display()
        return diff.plain(text, column.language) if isinstance(field, RichTextField) else text

    def pair(self, column: Column, cell: dict) -> tuple[str, str]:
        """Both values of a cell; as they are stored where only that shows what differs."""
        before, after = (self.value(column, cell[side]) for side in ("before", "after"))
        return (before, after) if before != after else (cell["before"], cell["after"])

    def sent(self, column: Column, cell: dict) -> str:
        """What a cell said when the file was taken out, if that is known and was anything."""
        return self.value(column, cell.get("sent") or "")

    def word(self, model, code: str) -> str:
        if model not in self.labels:
            rows = model.objects.values_list("code", *columns_of("label"))
            self.labels[model] = {code: pair(*texts) for code, *texts in rows}
        return either(self.labels[model].get(code, no_pair())) or code

    @cached_property
    def register(self) -> dict[str, dict]:
        """The sources that any cell cites, by code."""
        codes = set()
        for change in self.changes:
            for cell in change["cells"]:
                column = SHEETS[change["sheet"]].by_name.get(cell["column"])
                if column and isinstance(column.field, SourcesField):
                    codes |= {item["code"] for side in ("before", "after") for item in items_of(cell[side])}
        return {row["code"]: row for row in register.of_codes(codes)} if codes else {}

    def cited(self, text: str) -> str:
        return diff.cited(items_of(text), self.register)


def is_in_words(column: Column) -> bool:
    """Whether a value is said in words of the reader’s, and not as it was written."""
    field = column.field
    kinds = (SourcesField, models.BooleanField, PartialDateField, models.DateField)
    return column.is_word or bool(field.many_to_many or field.choices) or isinstance(field, kinds)


def items_of(text: str) -> list[dict]:
    """What a cell cites, as it was written."""
    parts = (part.partition(" ") for part in text.split(SEVERAL) if part)
    return [{"code": code, "carries": carries or Carries.ALL} for code, _space, carries in parts]


def texts_of(change: dict) -> dict[str, str]:
    """What a row of the file says, by column; of one that is removed what it said."""
    side = "before" if change["act"] == REMOVED else "after"
    return {cell["column"]: cell[side] for cell in change["cells"]}


def pair_of(texts: dict[str, str], key: str) -> dict[str, str]:
    return {code: texts.get(f"{key}_{code}", "") for code in LANGUAGES}
