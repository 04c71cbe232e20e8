"""Every fact of the profiles of a list, and who took part in meetings, as one row each: what the files and the API say
of facts. They are read some profiles at a time, however many there are."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from profiles.published import documents
from profiles.published.live import Version
from profiles.published.models import Confirmation, Publication
from profiles.published.models.confirmations import Confirmed
from profiles.published.offices import name_in
from profiles.values.choices import Certainty, EntryKind
from profiles.values.languages import LANGUAGES, columns_of, no_pair, pair
from profiles.values.period import ALWAYS, NEVER, Bounds, Period

from .facts import Profile, Term, profiles
from .listings import READ_AT_ONCE
from .reading import Reading

KINDS = ("membership", "role", "affiliation", "responsible", "area", "attendance")
UNDATED, AT_ANY_TIME = Period(), Bounds(NEVER, NEVER, ALWAYS, ALWAYS)


@dataclass(frozen=True)
class FactRow:
    """One fact: of whom, what it says in today's words, when it holds and how sure that is.

    `code` and `label` name the word of a vocabulary, or the meeting; `label` alone the responsible entity. `status` is
    the standing that a membership gives, the status in another body, what kind of office it is, or in what capacity
    somebody took part. `fact` is what the document says, with `start_printed`, `recorded`, `certainty` and `note` where
    it has them. `version` is that of the document. What has no profile has an empty `entity_uid`.
    """

    kind: str
    uid: str
    entity_uid: str
    slug: str
    name: dict[str, str]
    version: Version
    held: str
    code: str = ""
    label: dict[str, str] = field(default_factory=no_pair)
    status: str = ""
    title: dict[str, str] = field(default_factory=no_pair)
    fact: dict = field(default_factory=dict)
    period: Period = UNDATED
    bounds: Bounds = AT_ANY_TIME
    confirmed: Confirmed | None = None

    @property
    def certain_days(self) -> tuple | None:
        """From which day to which it certainly holds; none where there is no such day, or it has no dates at all."""
        found = self.bounds.certain_from, self.bounds.certain_until
        return found if found[0] < found[1] and self.bounds != AT_ANY_TIME else None

    @property
    def is_doubted(self) -> bool:
        return not Certainty(self.fact.get("certainty", Certainty.STATED)).is_sure


def rows(publications: Iterable[Publication], reading: Reading, *, whole: bool = True) -> Iterator[FactRow]:
    """The facts of profiles in the order in which these come, then who took part in meetings, earliest first: all, or
    where that is not the `whole` directory those of the profiles alone. Each publication has `released`."""
    met, seen = {fact["entity_slug"] for meeting in reading.meetings for fact in meeting["attendances"]}, set()
    for profile in confirmed(publications, reading):
        if profile["slug"] in met:
            seen.add(profile["slug"])
        yield from of_profile(profile)
    yield from (row for row in of_meetings(reading) if whole or row.slug in seen)


def confirmed(publications: Iterable[Publication], reading: Reading) -> Iterator[Profile]:
    """Profiles with the confirmations of their facts, asked for some at a time."""
    source = iter(publications)
    while found := profiles(islice(source, READ_AT_ONCE), reading):
        told = confirmations(fact for profile in found for _key, fact in documents.facts_of(profile.content))
        for profile in found:
            profile.confirmed = told
            yield profile


def confirmations(facts: Iterable[dict]) -> dict[tuple[str, str], Confirmed]:
    """How facts were confirmed last, by uid and digest."""
    by_entry = Confirmation.objects.filter(fact_uid__in=[fact["uid"] for fact in facts]).latest()
    return {key: found for told in by_entry.values() for key, found in told.items()}


# ── Of a profile ────────


def of_profile(profile: Profile) -> Iterator[FactRow]:
    """All facts of a profile, by kind; with its themes, which have no dates."""
    for term in profile.memberships:
        yield of_term("membership", profile, term, term["type"], status=term["type"]["standing"])
    for term in profile.roles:
        yield of_term("role", profile, term, term["role"], title=term["title"])
    for term in profile.affiliations:
        yield of_term("affiliation", profile, term, term["body"], status=term["status"])
    for term in profile.responsible:
        yield of_term("responsible", profile, term, {"code": "", "label": names_of(term)}, status=term["kind"])
    for area in profile.areas:
        yield FactRow("area", area_uid(profile, area), **who(profile), held="certain", **word(area))


def of_term(kind: str, profile: Profile, term: Term, named: dict, **more) -> FactRow:
    bounds, said = documents.bounds(term.fact), {"confirmed": term.confirmation, "held": term.held}
    return FactRow(
        kind,
        term["uid"],
        **who(profile),
        **word(named),
        **more,
        **said,
        fact=term.fact,
        period=term.period,
        bounds=bounds,
    )


def who(profile: Profile) -> dict:
    publication = profile.publication
    version = Version(publication.number, publication.digest, profile.released)
    return {"entity_uid": profile["uid"], "slug": profile["slug"], "name": profile["name"], "version": version}


def word(item: dict) -> dict:
    return {"code": item["code"], "label": item["label"]}


def names_of(office: Term) -> dict[str, str]:
    """What a responsible entity is called in each language, officially or else by our translation."""
    return {code: name.text if (name := name_in(office.fact, code)) else "" for code in LANGUAGES}


def area_uid(profile: Profile, area: dict) -> str:
    """Themes have no uid in documents: this follows from whose theme it is and its code."""
    return str(uuid.uuid5(uuid.UUID(profile["uid"]), f"area:{area['code']}"))


# ── Of meetings ────────


def of_meetings(reading: Reading) -> Iterator[FactRow]:
    """Who took part in each meeting; what has a live profile under its name there."""
    versions = reading.versions(EntryKind.MEETING)
    attended = [(meeting, fact) for meeting in reading.meetings for fact in meeting["attendances"]]
    known, told = named(attended, reading), confirmations(fact for _meeting, fact in attended)
    for meeting, fact in attended:
        sure = all(Certainty(said["certainty"]).is_sure for said in (meeting, fact))
        bounds = meeting.days.bounds() if sure else meeting.days.bounds().never_certain()
        uid, name = known.get(fact["entity_slug"], ("", fact["name"]))
        yield FactRow(
            "attendance",
            fact["uid"],
            uid,
            fact["entity_slug"],
            name,
            versions[meeting.slug],
            bounds.on(reading.day),
            meeting.slug,
            meeting["name"],
            fact["capacity"],
            fact["head"],
            fact,
            Period(*(meeting[key] for key in ("start", "start_qualifier", "end", "end_qualifier"))),
            bounds,
            told.get((fact["uid"], documents.fact_digest(fact))),
        )


def named(attended, reading: Reading) -> dict[str, tuple[str, dict[str, str]]]:
    """The uid and the name of each live profile that took part, by its address."""
    slugs = {fact["entity_slug"] for _meeting, fact in attended} - {""}
    found = reading.live().filter(slug__in=slugs).values_list("slug", "entry_uid", *columns_of("name"))
    return {slug: (str(uid), pair(*names)) for slug, uid, *names in found}
