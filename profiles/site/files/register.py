"""What tables name by code, as tables: the register of sources, and the vocabularies with the fixed choices."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from profiles.reading import sources as reading_sources
from profiles.reading.reading import Reading
from profiles.reading.sources import Listed
from profiles.values import choices
from profiles.values.languages import LANGUAGES, of_row, with_languages
from profiles.values.period import Qualifier

from .columns import PRECISION, Column, Type, as_of, licence, page_address, precision

# ── Sources ────────


def sources(reading: Reading, query) -> list[Listed]:
    """All on which something public rests, by code: in one order in both languages."""
    return sorted(reading_sources.register(reading), key=lambda row: row.source["code"])


def of_source(key: str, meaning: str, type: Type = Type.STRING) -> Column:
    return Column(key, meaning, lambda row: row.source[key], type)


SOURCE = [
    of_source("code", _("Its code in this directory. It does not change.")),
    *(
        Column(
            f"title_{code}",
            with_languages(_("The title, %(languages)s.")),
            lambda row, code=code: row.source["title"][code],
        )
        for code in LANGUAGES
    ),
    of_source("publisher", _("Who published it.")),
    of_source("kind", _("official, press, academic, or copy (of another’s text). Empty: not stated.")),
    of_source("day", _("The day of the text. As precise as it says; empty: not stated."), Type.PARTIAL_DATE),
    Column("day_precision", PRECISION, lambda row: precision(row.source["day"])),
    of_source("language", _("Code of the language that it is in.")),
    of_source("url", _("Where it is online.")),
    of_source("archived_url", _("Where a copy of it is kept.")),
    of_source("retrieved_on", _("The day on which it was read there."), Type.DATE),
    Column("profiles", _("In how many profiles it is cited."), lambda row: row.profiles, Type.INTEGER),
    Column(
        "others",
        _("How many meetings, documents, programmes, themes and bodies rest on it."),
        lambda row: len(row.others),
        Type.INTEGER,
    ),
]


def source_columns(reading: Reading, base: str) -> list[Column]:
    page = page_address(base, "source")
    address = Column("address", _("The page where it is read."), lambda row: page(row.source["code"]))
    return [*SOURCE, address, as_of(reading), licence()]


# ── Vocabulary ────────


class Word(NamedTuple):
    """A code with its labels; `row` is that of a vocabulary, of which there is none for a fixed choice."""

    kind: str
    code: str
    label: dict[str, str]
    row: object = None
    merged: tuple[str, ...] = ()


VOCABULARIES = ("type", "role", "area", "body", "meeting_kind")
CHOICES = {
    "standing": choices.Standing,
    "status": choices.Status,
    "certainty": choices.Certainty,
    "qualifier": Qualifier,
    "entity_kind": choices.EntityKind,
    "organization_kind": choices.OrganizationKind,
    "responsible_kind": choices.ResponsibleKind,
    "capacity": choices.Capacity,
    "level": choices.Level,
    "document_kind": choices.PaperKind,
    "programme_state": choices.ProgrammeState,
    "part": choices.Part,
    "source_kind": choices.SourceKind,
    "carries": choices.Carries,
    "coverage": choices.Coverage,
}


def words(reading: Reading, query) -> Iterator[Word]:
    """The words of each vocabulary in its order, then the choices that are fixed."""
    found = reading.vocabularies
    for kind in VOCABULARIES:
        for code, row in getattr(found, kind).items():
            yield Word(kind, code, row.labels(), row, tuple(found.codes(kind, code)[1:]))
    for kind, labels in CHOICES.items():
        for choice in labels:
            yield Word(kind, choice.value, in_both(choice))


def in_both(choice) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(choice.label)
    return found


def of_word(key: str, meaning: str, type: Type = Type.STRING, take: Callable = lambda value: value) -> Column:
    """A column of a vocabulary: empty for words that have none of it."""
    return Column(key, meaning, lambda word: take(getattr(word.row, key, "")), type)


def pair_of_word(key: str, meaning: str) -> list[Column]:
    def read(word: Word, code: str) -> str:
        return of_row(word.row, key)[code] if hasattr(word.row, key) else ""

    return [Column(f"{key}_{code}", meaning, lambda word, code=code: read(word, code)) for code in LANGUAGES]


WORD = [
    Column(
        "kind",
        _("Which vocabulary: type, role, area, body, meeting_kind; or which fixed choice: status, certainty …"),
        lambda word: word.kind,
    ),
    Column("code", _("The code. It does not change."), lambda word: word.code),
    *(
        Column(
            f"label_{code}", with_languages(_("What it is called, %(languages)s.")), lambda w, code=code: w.label[code]
        )
        for code in LANGUAGES
    ),
    *pair_of_word("plural", _("What several of them are called.")),
    *pair_of_word("acronym", _("Of a body: its acronym.")),
    *pair_of_word("description", _("What it means.")),
    of_word("standing", _("Of a member type: member or observer.")),
    of_word("last_day_counts", _("Of a role: 1 or true: it is held on the last day, too."), Type.BOOLEAN),
    of_word("website", _("Of a body: its website.")),
    of_word("entity_slug", _("Of a body: the slug of its own profile here.")),
    of_word(
        "coverage", _("Of a body: whether the list of its members here is complete, partial, or it has no_members.")
    ),
    of_word("coverage_day", _("The day as of which that list is complete."), Type.PARTIAL_DATE),
    of_word(
        "sources",
        _("Codes of the sources that it rests on, joined by “;”."),
        take=lambda cited: ";".join(item["code"] for item in cited),
    ),
    Column("merged", _("Codes that read as this one today, joined by “;”."), lambda word: ";".join(word.merged)),
    of_word("retired", _("1 or true: no longer used for what is new."), Type.BOOLEAN),
]


def word_columns(reading: Reading, base: str) -> list[Column]:
    return [*WORD, as_of(reading), licence()]
