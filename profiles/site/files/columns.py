"""Columns of tables: what each holds and of which type, and how it is read from what a row is about.

The same names of columns in both languages. What stands here about one profile serves the API too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from profiles.published.live import Version
from profiles.reading import facts
from profiles.reading.reading import Reading
from profiles.values.choices import Status
from profiles.values.partialdate import PartialDate

from .. import opendata

# ── Statements about one profile, for the files and for the API ────────


def standing_of(profile: facts.Profile) -> str:
    """`member` or `observer` as of the day, `former`, or nothing where it is neither."""
    if profile.membership:
        return profile.membership["type"]["standing"]
    return "former" if profile.group.held == "former" else ""


def participation_of(profile: facts.Profile) -> str:
    """Whether it takes part on the day: `certain`, `possible` or `no`."""
    return profile.membership.held if profile.membership else "no"


def precision(date: str) -> str:
    return PartialDate(date).precision if date else ""


def codes(terms, link: str, sure: str) -> list[str]:
    """The codes of what certainly (or only possibly) holds on the day, each once."""
    return list(dict.fromkeys(term[link]["code"] for term in terms if term.held == sure))


def status_in(profile: facts.Profile, body: str) -> str:
    """The status in a body on the day; `possible:` before what may hold.

    `none` is what a source says; `not_stated` is where none says anything; empty is where what is said is of other
    days.
    """
    terms = [term for term in profile.affiliations if term["body"]["code"] == body]
    if not terms:
        return Status.NOT_STATED.value
    statuses = [
        ("possible:" if term.held == "possible" else "") + term["status"] for term in terms if term.held != "no"
    ]
    return ";".join(dict.fromkeys(statuses))


def moment(at) -> str:
    """A moment in UTC, to the second; nothing where there is none."""
    return at.isoformat(timespec="seconds") if at else ""


def release_time(profile: facts.Profile) -> str:
    """When the version became public, in UTC; nothing where it is not."""
    return moment(profile.released)


# ── Columns ────────


class Type(StrEnum):
    """What a column holds, in the words of Table Schema; but for dates that are as precise as their source, which it
    takes for texts."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    # `2008`, `2008-01` or `2008-01-21`.
    PARTIAL_DATE = "partial_date"

    @property
    def in_table_schema(self) -> str:
        return "string" if self is Type.PARTIAL_DATE else self.value


@dataclass(frozen=True)
class Column:
    """A column of a table: its name, what it holds in words, how that is read from what a row is about, and its type.

    What is read is a text, a whole number, true or false; an empty text or None is nothing.
    """

    name: str
    meaning: str
    value: Callable[[Any], object]
    type: Type = Type.STRING


PRECISION = _("How precise that date is: year, month or day.")
BY = _("By this day at the latest it had begun, where the start alone is vaguer.")
PRINTED = _("The date that the body’s own site prints for it, where that is not what is meant.")
QUALIFIER = _("How the source means it: exact, about, at_latest or at_earliest.")


def page_address(base: str, name: str, query: str = "") -> Callable[[str], str]:
    """The address of a page by what its own address holds, in the language that is in force now. `base` is where the
    site is (`https://example.org`)."""
    # Made once: when a stream is read, the language of the address is no longer in force.
    before, _place, after = reverse(name, args=["-"]).rpartition("-")
    return lambda slug: f"{base}{before}{slug}{after}{query}"


def version_columns(read: Callable[[Any], Version | None]) -> list[Column]:
    """Which version of the document a row is from. `read` finds it, or none where there is none."""

    def column(name: str, meaning: str, take: Callable[[Version], object], type: Type = Type.STRING) -> Column:
        return Column(name, meaning, lambda row: (found := read(row)) and take(found), type)

    return [
        column("version", _("Number of the published version."), lambda found: found.number, Type.INTEGER),
        column("digest", _("SHA-256 of that document, as it is stored."), lambda found: found.digest),
        column(
            "published",
            _("When that version became public (UTC)."),
            lambda found: moment(found.released),
            Type.DATETIME,
        ),
    ]


def as_of(reading: Reading) -> Column:
    day = reading.day.isoformat()
    return Column("as_of", _("The day that the row speaks of."), lambda row: day, Type.DATE)


def licence() -> Column:
    address = opendata.licence().address
    return Column("licence", _("The licence that the data may be reused under."), lambda row: address)
