"""The sheets that go out and come in, and their columns: of entries, of the facts of each kind, of the sources.

A column stands for one place of a document; a pair of texts is a column for each language, `name_en` and `name_ar`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from profiles.published import documents
from profiles.published.models import Source
from profiles.values import languages
from profiles.values.choices import EntryKind
from profiles.values.languages import keys_of, no_pair

from .. import entries, workingcopy

# What the sheets of entries are called.
ENTRIES = {
    "profiles": EntryKind.PROFILE,
    "meetings": EntryKind.MEETING,
    "documents": EntryKind.PAPER,
    "programmes": EntryKind.PROGRAMME,
    "texts": EntryKind.TEXT,
}
SOURCES = "sources"
# What no file changes of a row that is there: when a fact was recorded, and what is stored under its digest.
RECORDED = "recorded"
FIXED = frozenset({RECORDED}) | documents.FILES
UID, REMOVE = "uid", "remove"
# What a row said when it was taken out, in short (`meanwhile`): by it what was changed in a file is told from what was
# changed here since.
DIGEST = "digest"
# By what a fact is found that has no uid in the file.
NATURAL = {
    "memberships": ("type", "start"),
    "role_terms": ("role", "start"),
    "affiliations": ("body", "status", "start"),
    "responsible_entities": (*keys_of("name"), *keys_of("translation")),
    "attendances": ("entity_slug", *keys_of("name")),
    "parties": ("entity_slug", *keys_of("name")),
    "parts": ("entity_slug", *keys_of("name"), "part", "start"),
}
# Columns of which one that agrees is enough: a ministry is known by its name in either language.
NAMES = frozenset({"entity_slug", *keys_of("name"), *keys_of("translation")})


@dataclass(frozen=True)
class Column:
    """A column: its name, the place of a document that it stands for (of a pair one language), and the field of the
    working copy that has it."""

    name: str
    key: str
    field: models.Field
    language: str = ""

    def value_in(self, content: dict):
        value = content.get(self.key, "")
        return value[self.language] if self.language else value

    def put(self, content: dict, value) -> None:
        if self.language:
            content[self.key] = content[self.key] | {self.language: value}
        else:
            content[self.key] = value

    @property
    def is_word(self) -> bool:
        """Whether it names one word of a vocabulary."""
        return bool(self.field.is_relation and not self.field.many_to_many)

    @property
    def is_needed(self) -> bool:
        """Whether no new row can be without it."""
        return self.is_word or not (self.field.blank or self.field.many_to_many or self.field.has_default())

    def empty(self):
        """What stands there where nothing was said: what the form of a new row has."""
        if self.field.many_to_many:
            return []
        if self.is_word:
            return {"code": ""}
        value = self.field.get_default()
        return "" if value is None and not isinstance(self.field, models.IntegerField) else value


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows of a model, a row for each; those of facts name their entry in the column `owner`."""

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    kind: EntryKind | None = None
    owner: str = ""
    by_name: dict[str, Column] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The names of all columns, in their order."""
        first = (UID,) if self.kind else ()
        own, last = ((self.owner,), (REMOVE,)) if self.owner else ((), ())
        return (*first, *own, *self.by_name, *last, DIGEST)

    @property
    def fact(self) -> documents.FactKind:
        return documents.SHAPES[self.kind].facts[self.name]

    def blank(self) -> dict:
        """The content of a new row of which nothing is said yet."""
        content = {}
        for column in self.columns:
            if column.language:
                content.setdefault(column.key, no_pair())
            else:
                content[column.key] = column.empty()
        return content


def columns_of(model, keys, pairs, names=None) -> tuple[Column, ...]:
    """The columns for some places of a document; `names` says what the field is called where that is another."""
    found = []
    for key in keys:
        stored = (names or {}).get(key, key)
        if key in pairs:
            fields = map(model._meta.get_field, languages.columns_of(stored))
            names_of = zip(keys_of(key), fields, languages.LANGUAGES, strict=True)
            found += [Column(name, key, field, code) for name, field, code in names_of]
        else:
            found.append(Column(key, key, model._meta.get_field(stored)))
    return tuple(found)


def entry_sheet(name: str, kind: EntryKind) -> Sheet:
    shape, model = documents.SHAPES[kind], entries.MODELS[kind]
    last = ("areas",) if shape.has_areas else ()
    keys = ("slug", "name", *shape.links, *shape.plain, *shape.pairs, *last)
    return Sheet(name, model, columns_of(model, dict.fromkeys(keys), shape.pairs), kind)


def fact_sheet(name: str, kind: EntryKind) -> Sheet:
    fact, model = documents.SHAPES[kind].facts[name], workingcopy.MODELS[name]
    first = ("entity_slug",) if "entity_slug" in fact.plain else ()
    said = [key for key in fact.pairs if key != "note"]
    keys = dict.fromkeys((*fact.links, *first, *said, *fact.plain, *fact.optional, *fact.columns, "note"))
    return Sheet(name, model, columns_of(model, keys, fact.pairs), kind, owner=str(kind))


def source_sheet() -> Sheet:
    keys = [*Source().as_document(), "retired"]
    return Sheet(SOURCES, Source, columns_of(Source, keys, ("title",), {"title": "label"}))


def all_sheets() -> Iterator[Sheet]:
    yield source_sheet()
    for name, kind in ENTRIES.items():
        yield entry_sheet(name, kind)
        for key in documents.SHAPES[kind].facts:
            yield fact_sheet(key, kind)


SHEETS = {sheet.name: sheet for sheet in all_sheets()}


def of_kind(kind: EntryKind) -> Sheet:
    """The sheet of the entries of a kind."""
    return SHEETS[next(name for name, found in ENTRIES.items() if found == kind)]
