"""Meetings, who took part in them, documents, programmes and terms of roles as tables: their rows and columns.

The same names of columns in both languages; a fact is in the words of its document, as published.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from profiles.published.meetings import participants_of
from profiles.reading import holders
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind

from ..addresses import address_of
from ..opendata import LICENCE
from .columns import BY, PRECISION, PRINTED, QUALIFIER, Column, document, pair, precision

# ── Rows ────────


class Row(NamedTuple):
    """An entry, and the fact of it that the row is about: none where it is about the whole."""

    content: dict
    fact: dict | None = None


def meetings(reading: Reading) -> Iterator[Row]:
    return (Row(meeting.content) for meeting in reading.meetings)


def attendance(reading: Reading) -> Iterator[Row]:
    return (Row(meeting.content, fact) for meeting in reading.meetings for fact in meeting["attendances"])


def documents(reading: Reading) -> Iterator[Row]:
    return (Row(content) for content in reading.papers)


def programmes(reading: Reading) -> Iterator[Row]:
    """A row a part; one for a programme in which nobody is named."""
    return (Row(content, fact) for content in reading.programmes for fact in content["parts"] or [None])


def terms(reading: Reading) -> Iterator[Row]:
    """A row for each time that somebody held a role, by role, earliest first."""
    order, codes = reading.members.order, reading.vocabularies.role
    found = holders.by_role({pk for code in codes for pk in order.latest("role", code)}, reading)
    return (Row(holder.profile.content, holder.term.fact) for code in codes for holder in found.get(code, []))


# ── Columns ────────


def whole(row: Row) -> dict:
    return row.content


def part(row: Row) -> dict | None:
    return row.fact


def column(name: str, meaning: str, of: Callable, take: Callable[[dict], object]) -> Column:
    """What is taken from the entry or from the fact; empty where the row has none."""

    def value(row: Row):
        found = of(row)
        return "" if found is None else take(found)

    return Column(name, meaning, value)


def of_fact(key: str, meaning: str, name: str = "") -> Column:
    return column(name or key, meaning, part, lambda fact: fact[key])


def pair_of_fact(key: str, meaning: str, name: str = "") -> list[Column]:
    return [
        column(f"{name or key}_{code}", meaning, part, lambda fact, code=code: fact[key][code]) for code in ("en", "ar")
    ]


def date_columns(edge: str, meaning: str, of: Callable = whole, prefix: str = "") -> list[Column]:
    """A date, how precise it is, and how its source means it."""
    name, qualifier = f"{prefix}{edge}", f"{edge}_qualifier"
    return [
        column(name, meaning, of, lambda found: found[edge]),
        column(f"{name}_precision", PRECISION, of, lambda found: precision(found[edge])),
        column(f"{name}_qualifier", QUALIFIER, of, lambda found: found[qualifier] if found[edge] else ""),
    ]


def codes(items) -> str:
    return ";".join(item["code"] for item in items)


def names_of(parties: list[dict], language: str) -> str:
    return "; ".join(fact["name"][language] for fact in parties if fact["name"][language])


UID = document("uid", _("The permanent identifier."))
NAME = pair("name", _("The name, in English and in Arabic. Empty where it is not stated in that language."))
NOTE = pair("note", _("The public note."))
CERTAINTY = _("How sure it is: stated, inferred, disputed or not_stated.")
CERTAIN = document("certainty", CERTAINTY)
AREAS = column("areas", _("Codes of the themes, joined by “;”."), whole, lambda found: codes(found["areas"]))
SOURCES = _("Codes of the sources that it rests on, joined by “;”.")
WHOLE_RESTS = column("sources", SOURCES, whole, lambda found: codes(found["rests_on"]))
PROFILE = of_fact("entity_slug", _("The slug of the profile, where it has one."), "profile")
FACT_UID = _("The permanent identifier of this row’s fact.")

MEETING = [
    document("slug", _("The name in addresses. It does not change.")),
    UID,
    column("kind", _("Code of the kind of meeting."), whole, lambda found: found["kind"]["code"]),
    column("ordinal", _("The eighth of its kind: 8."), whole, lambda found: found["ordinal"] or ""),
    *NAME,
    *date_columns("start", _("First day. As precise as its source; empty: not stated.")),
    *date_columns("end", _("Last day, which counts. Empty: not stated.")),
    CERTAIN,
    *pair("place", _("The place.")),
    document("host_slug", _("The slug of the host’s profile.")),
    AREAS,
    column("participants", _("How many are named as having taken part."), whole, participants_of),
    *NOTE,
    WHOLE_RESTS,
]
ATTENDANCE = [
    column("meeting", _("The slug of the meeting."), whole, lambda found: found["slug"]),
    *date_columns("start", _("First day of the meeting.")),
    of_fact("uid", FACT_UID),
    PROFILE,
    *pair_of_fact("name", _("Who it is, in English and in Arabic.")),
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
    document("day", _("The day it was adopted or signed. As precise as its source; empty: not stated.")),
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
        for code in ("en", "ar")
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
    *pair_of_fact("name", _("Who it is, in English and in Arabic."), "part_name"),
    *date_columns("start", _("When that part began. Empty: not stated."), part, "part_"),
    of_fact("start_by", BY, "part_start_by"),
    of_fact("start_printed", PRINTED, "part_start_printed"),
    *date_columns("end", _("When that part ended. Empty: it has not, or that is not stated."), part, "part_"),
    column(
        "part_ended", _("1: it is over, though no exact end is stated."), part, lambda f: "1" if f["ended"] else "0"
    ),
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
    of_fact("start_by", BY),
    of_fact("start_printed", PRINTED),
    *date_columns("end", _("When it ended. Empty: it has not, or that is not stated."), part),
    column("ended", _("1: it is over, though no exact end is stated."), part, lambda f: "1" if f["ended"] else "0"),
    of_fact("certainty", CERTAINTY),
    *pair_of_fact("note", _("The public note.")),
    column("sources", SOURCES, part, lambda fact: codes(fact["sources"])),
]


# ── Tables ────────


@dataclass(frozen=True)
class Table:
    """One file: its name, what it is in words, of which kind of entry, its rows, and its columns but the last ones."""

    name: str
    summary: str
    kind: EntryKind
    rows: Callable[[Reading], Iterator[Row]]
    own: list[Column]

    @property
    def address(self) -> str:
        """What its address is called."""
        return f"{self.name}_csv"

    def columns(self, request, reading: Reading) -> list[Column]:
        """All columns: its own, and those that end every file."""
        day = reading.day.isoformat()

        def page(row: Row) -> str:
            return request.build_absolute_uri(address_of(self.kind, row.content["slug"]))

        return [
            *self.own,
            Column("address", _("The page where it is read."), page),
            Column("as_of", _("The day that the row speaks of."), lambda row: day),
            Column("licence", _("The licence that the data may be reused under."), lambda row: LICENCE),
        ]


TABLES = (
    Table("meetings", _("All meetings, earliest first: a row for each."), EntryKind.MEETING, meetings, MEETING),
    Table("attendance", _("Who took part in them: a row for each."), EntryKind.MEETING, attendance, ATTENDANCE),
    Table("documents", _("All documents, latest first: a row for each."), EntryKind.PAPER, documents, PAPER),
    Table(
        "programmes",
        _("All programmes: a row for each part that somebody has in one."),
        EntryKind.PROGRAMME,
        programmes,
        PROGRAMME,
    ),
    Table("roles", _("Who held which role, and when: a row for each term."), EntryKind.PROFILE, terms, TERM),
)
