"""The columns of the directory as a table: what each holds, how it is read from a profile. (`tables` has the others.)

The same names of columns in both languages. What stands here about one profile serves the API too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from profiles.published.offices import name_in
from profiles.reading import facts
from profiles.reading.reading import Reading
from profiles.values.choices import Status
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate

from ..opendata import LICENCE

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


def release_time(profile: facts.Profile) -> str:
    """When the version became public, in UTC; nothing where it is not."""
    return profile.released.isoformat(timespec="seconds") if profile.released else ""


# ── Columns ────────


@dataclass(frozen=True)
class Column:
    """A column of a table: its name, what it holds, and how it is read from what a row is about."""

    name: str
    meaning: str
    value: Callable[[Any], object]


def document(key: str, meaning: str) -> Column:
    return Column(key, meaning, lambda profile: profile.content[key])


def pair(key: str, meaning: str) -> list[Column]:
    return [
        Column(f"{key}_{code}", meaning, lambda profile, code=code: profile.content[key][code]) for code in ("en", "ar")
    ]


def of_membership(name: str, meaning: str, read) -> Column:
    return Column(name, meaning, lambda profile: read(profile.membership) if profile.membership else "")


def of_join(name: str, meaning: str, read) -> Column:
    return Column(name, meaning, lambda profile: read(profile.join) if profile.join else "")


def date_columns(edge: str, label: str) -> list[Column]:
    return [
        of_membership(f"membership_{edge}", label, lambda term: term[edge]),
        of_membership(f"membership_{edge}_precision", PRECISION, lambda term: precision(term[edge])),
        of_membership(
            f"membership_{edge}_qualifier", QUALIFIER, lambda term: term[f"{edge}_qualifier"] if term[edge] else ""
        ),
    ]


def offices(code: str) -> Callable:
    """The names in a language, official or else our translation."""
    return lambda profile: "; ".join(name.text for term in profile.responsible_now if (name := name_in(term, code)))


PRECISION = _("How precise that date is: year, month or day.")
BY = _("By this day at the latest it had begun, where the start alone is vaguer.")
PRINTED = _("The date that the Dialogue’s own site prints for it, where that is not what is meant.")
QUALIFIER = _("How the source means it: exact, about, at_latest or at_earliest.")

FIRST = [
    document("slug", _("The name in addresses. It does not change.")),
    document("uid", _("The permanent identifier.")),
    *pair("name", _("The name, in English and in Arabic. Empty where it is not stated in that language.")),
    *pair("formal_name", _("The formal name.")),
    document("kind", _("state, organization or group.")),
    document("organization_kind", _("What kind of organization: intergovernmental, un, regional …")),
    document("iso2", _("ISO 3166-1 code of two letters, of states.")),
    document("iso3", _("ISO 3166-1 code of three letters, of states.")),
    of_membership(
        "member_type", _("Code of the member type on the day. Empty: none holds."), lambda t: t["type"]["code"]
    ),
    Column("standing", _("member or observer on the day, or former. Empty: none of them is stated."), standing_of),
    Column("held", _("Whether it takes part on the day: certain, possible or no."), participation_of),
    Column(
        "former_member_type",
        _("Of a former member or observer: the member type it had last."),
        lambda profile: (
            profile.last_membership["type"]["code"]
            if standing_of(profile) == "former" and profile.last_membership
            else ""
        ),
    ),
    of_membership(
        "membership_certainty",
        _("How sure the membership on the day is: stated, inferred, disputed or not_stated."),
        lambda term: term["certainty"],
    ),
    of_join(
        "joined", _("Join date: the start of the earliest membership. As precise as its source."), lambda t: t["start"]
    ),
    of_join("joined_precision", PRECISION, lambda term: precision(term["start"])),
    of_join("joined_qualifier", QUALIFIER, lambda term: term["start_qualifier"]),
    of_join("joined_by", BY, lambda term: term["start_by"]),
    of_join("joined_printed", PRINTED, lambda term: term["start_printed"]),
    *date_columns("start", _("Start of the membership on the day. As precise as its source; empty: not stated.")),
    of_membership("membership_start_by", BY, lambda term: term["start_by"]),
    of_membership("membership_start_printed", PRINTED, lambda term: term["start_printed"]),
    *date_columns("end", _("End of the membership on the day. Empty: it is open, or not stated.")),
    of_membership(
        "membership_ended", _("1: it is over, though no exact end is stated."), lambda t: "1" if t["ended"] else "0"
    ),
    of_membership(
        "membership_source",
        _("What the membership is taken from."),
        lambda term: "; ".join(either(cited.source["title"]) for cited in term.cited),
    ),
    of_membership(
        "membership_source_address",
        _("Where that is online."),
        lambda term: " ".join(cited.source["url"] for cited in term.cited if cited.source["url"]),
    ),
    Column(
        "roles",
        _("Codes of the roles certainly held on the day, joined by “;”."),
        lambda profile: ";".join(codes(profile.roles, "role", "certain")),
    ),
    Column(
        "roles_possible",
        _("Codes of the roles that may be held on the day."),
        lambda profile: ";".join(codes(profile.roles, "role", "possible")),
    ),
    Column(
        "areas",
        _("Codes of the themes, joined by “;”. They are undated."),
        lambda profile: ";".join(area["code"] for area in profile.areas),
    ),
]
OFFICES = _(
    "Names of the responsible entities on the day, joined by “; ”: official, or our translation where no official "
    "name was found in that language."
)
BODY = _(
    "Status in this body on the day: member, observer, chair, technical_secretariat; none (a source says so); "
    "not_stated (none says anything); empty (what is said is of other days). “possible:” stands before what may hold."
)


def columns(request, reading: Reading) -> list[Column]:
    """All columns: those that are fixed, and one for each body of the vocabulary."""
    bodies = [
        Column(f"body_{code.replace('-', '_')}", BODY, lambda profile, code=code: status_in(profile, code))
        for code in reading.vocabularies.body
    ]
    home = request.build_absolute_uri(reverse("member", args=["-"]))[:-2]
    day = reading.day.isoformat()
    query = f"?on={day}" if reading.is_past else ""
    return [
        *FIRST,
        *bodies,
        *(Column(f"responsible_entities_{code}", OFFICES, offices(code)) for code in ("en", "ar")),
        document("website", _("The website.")),
        Column("version", _("Number of the published version."), lambda profile: profile.publication.number),
        Column("published", _("When that version became public (UTC)."), release_time),
        Column("address", _("The profile’s page."), lambda profile: f"{home}{profile['slug']}/{query}"),
        Column("as_of", _("The day that the row speaks of."), lambda profile: day),
        Column("licence", _("The licence that the data may be reused under."), lambda profile: LICENCE),
    ]
