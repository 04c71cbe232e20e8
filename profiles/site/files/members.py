"""The directory as a table: a row for each profile, and what it is on the day."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from profiles.published.live import Version
from profiles.published.offices import name_in
from profiles.reading import facts
from profiles.reading.filters import MemberFilter
from profiles.reading.reading import Reading
from profiles.values.languages import LANGUAGES, any_of, with_languages

from .columns import (
    BY,
    PRECISION,
    PRINTED,
    QUALIFIER,
    Column,
    Type,
    as_of,
    codes,
    licence,
    page_address,
    participation_of,
    precision,
    standing_of,
    status_in,
    version_columns,
)


def rows(reading: Reading, query) -> Iterator[facts.Profile]:
    """The profiles that the directory's filters select, in its order. Raises BadRequest."""
    listing = MemberFilter.of(query, reading).listing()
    return (facts.Profile.of(row, day=reading.day, vocabularies=reading.vocabularies) for row in listing)


def document(key: str, meaning: str) -> Column:
    return Column(key, meaning, lambda profile: profile.content[key])


def pair(key: str, meaning: str) -> list[Column]:
    return [
        Column(f"{key}_{code}", meaning, lambda profile, code=code: profile.content[key][code]) for code in LANGUAGES
    ]


def of_membership(name: str, meaning: str, read, type: Type = Type.STRING) -> Column:
    return Column(name, meaning, lambda profile: read(profile.membership) if profile.membership else "", type)


def of_join(name: str, meaning: str, read, type: Type = Type.STRING) -> Column:
    return Column(name, meaning, lambda profile: read(profile.join) if profile.join else "", type)


def date_columns(edge: str, label: str) -> list[Column]:
    return [
        of_membership(f"membership_{edge}", label, lambda term: term[edge], Type.PARTIAL_DATE),
        of_membership(f"membership_{edge}_precision", PRECISION, lambda term: precision(term[edge])),
        of_membership(
            f"membership_{edge}_qualifier", QUALIFIER, lambda term: term[f"{edge}_qualifier"] if term[edge] else ""
        ),
    ]


def offices(code: str) -> Callable:
    """The names in a language, official or else our translation."""
    return lambda profile: "; ".join(name.text for term in profile.responsible_now if (name := name_in(term, code)))


def title_of(cited) -> str:
    """The title of a source: one for both languages of the file."""
    title = cited.source["title"]
    return any_of(title)


def version_of(profile: facts.Profile) -> Version:
    return Version(profile.publication.number, profile.publication.digest, profile.released)


FIRST = [
    document("slug", _("The name in addresses. It does not change.")),
    document("uid", _("The permanent identifier.")),
    *pair("name", with_languages(_("The name, %(languages)s. Empty where it is not stated in that language."))),
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
        "joined",
        _("Join date: the start of the earliest membership. As precise as its source."),
        lambda term: term["start"],
        Type.PARTIAL_DATE,
    ),
    of_join("joined_precision", PRECISION, lambda term: precision(term["start"])),
    of_join("joined_qualifier", QUALIFIER, lambda term: term["start_qualifier"]),
    of_join("joined_by", BY, lambda term: term["start_by"], Type.PARTIAL_DATE),
    of_join("joined_printed", PRINTED, lambda term: term["start_printed"], Type.PARTIAL_DATE),
    *date_columns("start", _("Start of the membership on the day. As precise as its source; empty: not stated.")),
    of_membership("membership_start_by", BY, lambda term: term["start_by"], Type.PARTIAL_DATE),
    of_membership("membership_start_printed", PRINTED, lambda term: term["start_printed"], Type.PARTIAL_DATE),
    *date_columns("end", _("End of the membership on the day. Empty: it is open, or not stated.")),
    of_membership(
        "membership_ended",
        _("1 or true: it is over, though no exact end is stated."),
        lambda term: term["ended"],
        Type.BOOLEAN,
    ),
    of_membership(
        "membership_source",
        _("What the membership is taken from."),
        lambda term: "; ".join(title_of(cited) for cited in term.cited),
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


def columns(reading: Reading, base: str) -> list[Column]:
    """All columns: those that are fixed, and one for each body of the vocabulary."""
    bodies = [
        Column(f"body_{code.replace('-', '_')}", BODY, lambda profile, code=code: status_in(profile, code))
        for code in reading.vocabularies.body
    ]
    page = page_address(base, "member", f"?on={reading.day.isoformat()}" if reading.is_past else "")
    return [
        *FIRST,
        *bodies,
        *(Column(f"responsible_entities_{code}", OFFICES, offices(code)) for code in LANGUAGES),
        document("website", _("The website.")),
        *version_columns(version_of),
        Column("address", _("The profile’s page."), lambda profile: page(profile["slug"])),
        as_of(reading),
        licence(),
    ]
