"""Meetings, who took part in them, documents, programmes and terms of roles as tables: their rows and columns.

The same names of columns in both languages; a fact is in the words of its document, as published.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from profiles.published.live import Version
from profiles.published.meetings import participants_of
from profiles.reading import holders
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind
from profiles.values.languages import LANGUAGES, with_languages

from ..addresses import NAMES
from .columns import (
    BY,
    PRECISION,
    PRINTED,
    QUALIFIER,
    Column,
    Type,
    as_of,
    licence,
    page_address,
    precision,
    version_columns,
)

# ── Rows ────────


class Row(NamedTuple):
    """An entry in the version that is public, and the fact of it that the row is about: none where it is about the
    whole."""

    content: dict
    fact: dict | None
    version: Version


def meetings(reading: Reading, query) -> Iterator[Row]:
    return rows_of(EntryKind.MEETING, ((row.content, None) for row in reading.meetings), reading)


def attendance(reading: Reading, query) -> Iterator[Row]:
    found = ((row.content, fact) for row in reading.meetings for fact in row["attendances"])
    return rows_of(EntryKind.MEETING, found, reading)


def documents(reading: Reading, query) -> Iterator[Row]:
    return rows_of(EntryKind.PAPER, ((content, None) for content in reading.papers), reading)


def programmes(reading: Reading, query) -> Iterator[Row]:
    """A row a part; one for a programme in which nobody is named."""
    found = ((content, fact) for content in reading.programmes for fact in content["parts"] or [None])
    return rows_of(EntryKind.PROGRAMME, found, reading)


def rows_of(kind: EntryKind, found: Iterable[tuple[dict, dict | None]], reading: Reading) -> Iterator[Row]:
    versions = reading.versions(kind)
    return (Row(content, fact, versions[content["slug"]]) for content, fact in found)


def terms(reading: Reading, query) -> Iterator[Row]:
    """A row for each time that somebody held a role, by role, earliest first."""
    released = reading.roll.released
    for code in reading.vocabularies.role:
        for holder in holders.each(code, reading):
            publication = holder.profile.publication
            version = Version(publication.number, publication.digest, released[publication.pk])
            yield Row(holder.profile.content, holder.term.fact, version)


# ── Columns ────────


def whole(row: Row) -> dict:
    return row.content


def part(row: Row) -> dict | None:
    return row.fact


def column(name: str, meaning: str, of: Callable, take: Callable[[dict], object], type: Type = Type.STRING) -> Column:
    """What is taken from the entry or from the fact; empty where the row has none."""

    def value(row: Row):
        found = of(row)
        return "" if found is None else take(found)

    return Column(name, meaning, value, type)


def document(key: str, meaning: str, type: Type = Type.STRING) -> Column:
    return column(key, meaning, whole, lambda found: found[key], type)


def pair(key: str, meaning: str) -> list[Column]:
    return [column(f"{key}_{code}", meaning, whole, lambda found, code=code: found[key][code]) for code in LANGUAGES]


def of_fact(key: str, meaning: str, name: str = "", type: Type = Type.STRING) -> Column:
    return column(name or key, meaning, part, lambda fact: fact[key], type)


def pair_of_fact(key: str, meaning: str, name: str = "") -> list[Column]:
    return [
        column(f"{name or key}_{code}", meaning, part, lambda fact, code=code: fact[key][code]) for code in LANGUAGES
    ]


def date_columns(edge: str, meaning: str, of: Callable = whole, prefix: str = "") -> list[Column]:
    """A date, how precise it is, and how its source means it."""
    name, qualifier = f"{prefix}{edge}", f"{edge}_qualifier"
    return [
        column(name, meaning, of, lambda found: found[edge], Type.PARTIAL_DATE),
        column(f"{name}_precision", PRECISION, of, lambda found: precision(found[edge])),
        column(f"{name}_qualifier", QUALIFIER, of, lambda found: found[qualifier] if found[edge] else ""),
    ]


def codes(items) -> str:
    return ";".join(item["code"] for item in items)


def names_of(parties: list[dict], language: str) -> str:
    return "; ".join(fact["name"][language] for fact in parties if fact["name"][language])


UID = document("uid", _("The permanent identifier."))
NAME = pair("name", with_languages(_("The name, %(languages)s. Empty where it is not stated in that language.")))
NOTE = pair("note", _("The public note."))
CERTAINTY = _("How sure it is: stated, inferred, disputed or not_stated.")
CERTAIN = document("certainty", CERTAINTY)
AREAS = column("areas", _("Codes of the themes, joined by “;”."), whole, lambda found: codes(found["areas"]))
SOURCES = _("Codes of the sources that it rests on, joined by “;”.")
WHOLE_RESTS = column("sources", SOURCES, whole, lambda found: codes(found["rests_on"]))
PROFILE = of_fact("entity_slug", _("The slug of the profile, where it has one."), "profile")
ENDED = _("1 or true: it is over, though no exact end is stated.")
FACT_UID = _("The permanent identifier of this row’s fact.")

MEETING = [
    document("slug", _("The name in addresses. It does not change.")),
    UID,
    column("kind", _("Code of the kind of meeting."), whole, lambda found: found["kind"]["code"]),
    column("ordinal", _("The eighth of its kind: 8."), whole, lambda found: found["ordinal"] or "", Type.INTEGER),
    *NAME,
    *date_columns("start", _("First day. As precise as its source; empty: not stated.")),
    *date_columns("end", _("Last day, which counts. Empty: not stated.")),
    CERTAIN,
    *pair("place", _("The place.")),
    document("host_slug", _("The slug of the host’s profile.")),
    AREAS,
    column("participants", _("How many are named as having taken part."), whole, participants_of, Type.INTEGER),
    *NOTE,
    WHOLE_RESTS,
]
ATTENDANCE = [
    column("meeting", _("The slug of the meeting."), whole, lambda found: found["slug"]),
    *date_columns("start", _("First day of the meeting.")),
    of_fact("uid", FACT_UID),
    PROFILE,
    *pair_of_fact("name", with_languages(_("Who it is, %(languages)s."))),
    of_fact("capacity", _("In what capacity: chair, host, member, observer …")),
    of_fact("level", _("At what level: minister, deputy_minister, ambassador, senior_official or not_stated.")),
    *pair_of_fact("head", _("The office of the head of delegation.")),
    of_fact("certainty", CERTAINTY),
    *pair_of_fact("note", _("The public note.")),
    column("sources", SOURCES, part, lambda fact: codes(fact["sources"])),
]
PAPER = [
    document("slug", _("The name in addresses. It does not change.")),
    UID,
    document("kind", _("What kind of text it is: declaration, statement, agreement …")),
    *NAME,
    document(
        "day", _("The day it was adopted or signed. As precise as its source; empty: not stated."), Type.PARTIAL_DATE
    ),
    column("day_precision", PRECISION, whole, lambda found: precision(found["day"])),
    CERTAIN,
    column("languages", _("Languages of the text, joined by “;”."), whole, lambda f: ";".join(f["languages"].split())),
    document("meeting_slug", _("The slug of the meeting where it was adopted or presented.")),
    document("url", _("Where the text is online.")),
    document("archived_url", _("Where a copy of it is kept.")),
    column(
        "parties",
        _("Of an agreement: the slugs of the parties’ profiles, joined by “;”."),
        whole,
        lambda found: ";".join(fact["entity_slug"] for fact in found["parties"] if fact["entity_slug"]),
    ),
    *(
        column(
            f"parties_{code}",
            _("Of an agreement: the names of the parties, joined by “; ”."),
            whole,
            lambda found, code=code: names_of(found["parties"], code),
        )
        for code in LANGUAGES
    ),
    AREAS,
    *NOTE,
    WHOLE_RESTS,
]
PROGRAMME = [
    document("slug", _("The name in addresses. It does not change.")),
    UID,
    document("state", _("How it stands: planned, running, completed or not_stated.")),
    *NAME,
    *date_columns("start", _("When it began. As precise as its source; empty: not stated.")),
    *date_columns("end", _("When it ended. Empty: it has not, or that is not stated.")),
    CERTAIN,
    AREAS,
    *NOTE,
    WHOLE_RESTS,
    of_fact("uid", FACT_UID, "part_uid"),
    of_fact("part", _("Which part somebody has in it: lead, partner, funder or host. Empty: nobody is named.")),
    PROFILE,
    *pair_of_fact("name", with_languages(_("Who it is, %(languages)s.")), "part_name"),
    *date_columns("start", _("When that part began. Empty: not stated."), part, "part_"),
    of_fact("start_by", BY, "part_start_by", Type.PARTIAL_DATE),
    of_fact("start_printed", PRINTED, "part_start_printed", Type.PARTIAL_DATE),
    *date_columns("end", _("When that part ended. Empty: it has not, or that is not stated."), part, "part_"),
    of_fact("ended", ENDED, "part_ended", Type.BOOLEAN),
    of_fact("certainty", CERTAINTY, "part_certainty"),
    *pair_of_fact("note", _("The public note on the part."), "part_note"),
    column("part_sources", _("Codes of the sources that the part rests on."), part, lambda f: codes(f["sources"])),
]
TERM = [
    column("role", _("Code of the role."), part, lambda fact: fact["role"]["code"]),
    column("profile", _("The slug of the profile."), whole, lambda found: found["slug"]),
    *NAME,
    *pair_of_fact("title", _("What the holder was called in that role.")),
    of_fact("uid", FACT_UID),
    *date_columns("start", _("When the term began. As precise as its source; empty: not stated."), part),
    of_fact("start_by", BY, type=Type.PARTIAL_DATE),
    of_fact("start_printed", PRINTED, type=Type.PARTIAL_DATE),
    *date_columns("end", _("When it ended. Empty: it has not, or that is not stated."), part),
    of_fact("ended", ENDED, type=Type.BOOLEAN),
    of_fact("certainty", CERTAINTY),
    *pair_of_fact("note", _("The public note.")),
    column("sources", SOURCES, part, lambda fact: codes(fact["sources"])),
]


def with_ending(own: list[Column], kind: EntryKind) -> Callable[[Reading, str], list[Column]]:
    """A table's own columns, and those that end every one: its version, its page, the day, the licence."""

    def columns(reading: Reading, base: str) -> list[Column]:
        page = page_address(base, NAMES[kind])
        address = Column("address", _("The page where it is read."), lambda row: page(row.content["slug"]))
        return [*own, *version_columns(lambda row: row.version), address, as_of(reading), licence()]

    return columns
