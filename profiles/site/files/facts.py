"""Every dated fact as a table: a row for each, of profiles and of who took part in meetings."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from profiles.reading import factrows
from profiles.reading.factrows import FactRow
from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from profiles.values import edtf
from profiles.values.languages import LANGUAGES, no_pair, with_languages
from profiles.values.period import ALWAYS, NEVER

from .columns import PRECISION, PRINTED, QUALIFIER, Column, Type, as_of, licence, precision, version_columns


def rows(reading: Reading, query) -> Iterator[FactRow]:
    """The facts of the profiles that the directory's filters select. Raises BadRequest."""
    found = MemberFilter.of(query, reading)
    return factrows.rows(found.listing(), reading, whole=not found.active())


def pair(key: str, meaning: str, read: Callable[[FactRow], dict[str, str]]) -> list[Column]:
    return [Column(f"{key}_{code}", meaning, lambda row, code=code: read(row)[code]) for code in LANGUAGES]


def date_columns(edge: str, meaning: str) -> list[Column]:
    """A date, how precise it is, and how its source means it."""

    def qualifier(row: FactRow) -> str:
        return getattr(row.period, f"{edge}_qualifier") if getattr(row.period, edge) else ""

    return [
        Column(edge, meaning, lambda row: getattr(row.period, edge), Type.PARTIAL_DATE),
        Column(f"{edge}_precision", PRECISION, lambda row: precision(getattr(row.period, edge))),
        Column(f"{edge}_qualifier", QUALIFIER, qualifier),
    ]


def said(key: str) -> Callable[[FactRow], object]:
    """What the document says, where a fact of that kind says it at all."""
    return lambda row: row.fact.get(key, "")


def day(found: dt.date | None) -> str:
    """A bound of a period: nothing where it is open there."""
    return "" if found in (None, NEVER, ALWAYS) else found.isoformat()


def certain(index: int) -> Callable[[FactRow], str]:
    return lambda row: day(row.certain_days and row.certain_days[index])


FIRST = [
    Column(
        "fact_uid",
        _("The permanent identifier of the fact. A theme has none of its own: this follows from whose it is."),
        lambda row: row.uid,
    ),
    Column(
        "entity_uid",
        _("The permanent identifier of the profile. Empty: somebody took part who has no profile."),
        lambda row: row.entity_uid,
    ),
    Column("slug", _("The slug of the profile, where it has one."), lambda row: row.slug),
    *pair("name", with_languages(_("Who it is, %(languages)s.")), lambda row: row.name),
    Column(
        "kind", _("membership, role, affiliation, responsible, area (a theme) or attendance."), lambda row: row.kind
    ),
    Column(
        "code",
        _("Code of the member type, role, body or theme; the slug of the meeting. Empty for responsible entities."),
        lambda row: row.code,
    ),
    *pair("label", _("What that is called today; the name of the responsible entity."), lambda row: row.label),
    Column(
        "status",
        _(
            "The standing that a membership gives; the status in another body, where none is what a source says and "
            "not_stated that none says anything; the kind of a responsible entity; in what capacity somebody took part."
        ),
        lambda row: row.status,
    ),
    *pair(
        "title",
        _("What the holder was called in that role; the office of the head of delegation."),
        lambda row: row.title,
    ),
    *date_columns("start", _("When it began. As precise as its source; empty: not stated.")),
    Column("start_as_printed", PRINTED, said("start_printed"), Type.PARTIAL_DATE),
    *date_columns(
        "end",
        _("When it ended: that day no longer counts, but the last day of a meeting does. Empty: open, or not stated."),
    ),
    Column(
        "ended",
        _("1 or true: it is over, though no exact end is stated."),
        lambda row: row.period.ended,
        Type.BOOLEAN,
    ),
    Column(
        "start_edtf",
        _("The start in EDTF (ISO 8601-2). Where it had begun by a known day, it is one of the days up to that."),
        lambda row: edtf.start_of(row.period, doubted=row.is_doubted),
    ),
    Column(
        "end_edtf",
        _("The end in EDTF. Empty: open, or not stated."),
        lambda row: edtf.end_of(row.period, doubted=row.is_doubted),
    ),
    Column(
        "possible_from",
        _("From this day on it may hold. Empty: since any time."),
        lambda row: day(row.bounds.possible_from),
        Type.DATE,
    ),
    Column(
        "certain_from",
        _("From this day on it certainly holds. Empty: on no day is that certain. (A theme has no dates, and holds.)"),
        certain(0),
        Type.DATE,
    ),
    Column(
        "certain_until",
        _("Before this day it certainly holds. Empty: that is open; or certain_from is empty."),
        certain(1),
        Type.DATE,
    ),
    Column(
        "possible_until",
        _("Before this day it may hold. Empty: that is open."),
        lambda row: day(row.bounds.possible_until),
        Type.DATE,
    ),
    Column("recorded", _("The day on which the fact was first recorded here."), said("recorded"), Type.PARTIAL_DATE),
    Column(
        "certainty",
        _("How sure it is: stated, inferred, disputed or not_stated. Empty for themes."),
        said("certainty"),
    ),
    Column(
        "sources",
        _("Codes of the sources that it rests on, joined by “;”."),
        lambda row: ";".join(dict.fromkeys(item["code"] for item in row.fact.get("sources", ()))),
    ),
    *pair("note", _("The public note."), lambda row: row.fact.get("note", no_pair())),
    Column(
        "confirmed",
        _("The last day on which it was confirmed as it reads now. Empty: it was not."),
        lambda row: row.confirmed and row.confirmed.day.isoformat(),
        Type.DATE,
    ),
    Column(
        "confirmed_by_member",
        _(
            "1 or true: the member or observer itself said so on that day; 0 or false: the secretariat did, or it is "
            "not known."
        ),
        lambda row: row.confirmed and row.confirmed.by_member,
        Type.BOOLEAN,
    ),
    *version_columns(lambda row: row.version),
]


def columns(reading: Reading, base: str) -> list[Column]:
    return [
        *FIRST,
        as_of(reading),
        Column("held", _("Whether it holds on the day: certain, possible or no."), lambda row: row.held),
        licence(),
    ]
