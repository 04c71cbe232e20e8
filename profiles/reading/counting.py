"""How many: of everything that is counted, at least so many, and perhaps so many more."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from profiles.published import roll
from profiles.published.models import Body, Facet, Publication
from profiles.values.choices import Status
from profiles.values.period import Bounds

from .facts import Profile
from .reading import Reading


@dataclass(frozen=True)
class Total:
    """How many: certainly, and how many more perhaps."""

    certain: int = 0
    possible: int = 0

    @property
    def more(self) -> int:
        return self.possible - self.certain


def on(day: dt.date) -> Q:
    """Facets that may hold on a day."""
    return Q(possible_from__lte=day, possible_until__gt=day)


def totals(day: roll.Day, kind: str) -> dict[str, Total]:
    """For each code of a kind, how many profiles have it on that day."""
    return {
        code: Total((day.certain.get((kind, code), 0)).bit_count(), bits.bit_count())
        for (found, code), bits in day.possible.items()
        if found == kind and bits
    }


@dataclass(frozen=True)
class Overlap:
    """How the members of the dialogue stand in another body on a day. `others` counts statuses but member, observer."""

    body: Body
    day: dt.date
    members: int
    counts: dict[str, Total]

    @property
    def member(self) -> int:
        return self.counts.get("member", Total()).certain

    @property
    def observer(self) -> int:
        return self.counts.get("observer", Total()).certain


def overlap(body: Body, day: roll.Day) -> Overlap:
    """Of the member states, how many are members and observers of a body: counted from the published affiliations."""
    members = day.certain.get(("standing", "member"), 0)
    counts = {
        status: Total((sure & members).bit_count(), (perhaps & members).bit_count())
        for (code, status), (sure, perhaps) in day.statuses.items()
        if code == body.code and perhaps & members
    }
    return Overlap(body, day.day, members.bit_count(), counts)


BOUNDS = ("possible_from", "certain_from", "certain_until", "possible_until")


def standings(reading: Reading) -> list[tuple[int, str, str, str, str]]:
    """Of those who may be members on a day, how they stand here and in all other bodies, in one query.

    Rows of (publication, kind, code, status, held).
    """
    members = Publication.objects.live(reading.moment).filter(
        pk__in=Facet.objects.filter(on(reading.day), kind="standing", code="member").values("publication")
    )
    rows = Facet.objects.filter(
        Q(kind="body") | Q(kind="standing", code="member"), publication__in=members.order_by().values("pk")
    ).values_list("publication", "kind", "code", "status", *BOUNDS)
    return [(*row[:4], Bounds(*row[4:]).on(reading.day)) for row in rows.order_by("pk")]


def types_on(publications, day: dt.date) -> dict[int, str]:
    """The code of the member type that each of these publications has on a day; a certain one before a possible."""
    rows = Facet.objects.filter(on(day), kind="type", publication__in=publications.order_by().values("pk"))
    rows = rows.values_list("publication", "code", *BOUNDS)
    found = sorted((Bounds(*row[2:]).on(day) == "certain", *row[:2]) for row in rows)
    return {publication: code for _certain, publication, code in found}


def overlaps_of(profile: Profile, reading: Reading) -> list[Overlap]:
    """Where the profile is of a body itself: how the members of the dialogue stand in it, and in what it serves."""
    bodies = reading.vocabularies.body
    codes = [body.code for body in bodies.values() if body.entity_slug == profile["slug"]]
    codes += [term["body"]["code"] for term in profile.affiliations if term["status"] == Status.TECHNICAL_SECRETARIAT]
    found = [overlap(bodies[code], reading.members) for code in codes if code in bodies]
    return [item for item in found if item.counts]
