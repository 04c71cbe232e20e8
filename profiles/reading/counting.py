"""How many: of everything that is counted, at least so many, and perhaps so many more."""

import datetime as dt
from dataclasses import dataclass

from profiles.published import orders
from profiles.published.models import Body
from profiles.values.choices import Status
from profiles.values.partialdate import PartialDate

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


def totals(day: orders.Day, kind: str) -> dict[str, Total]:
    """For each code of a kind, how many profiles have it on that day."""
    return {
        code: Total((day.certain.get((kind, code), 0)).bit_count(), bits.bit_count())
        for (found, code), bits in day.possible.items()
        if found == kind and bits
    }


@dataclass(frozen=True)
class Overlap:
    """How many of the member states of the dialogue are members and observers of another body on a day.

    Only where the list of a body is complete, and any of its members is certain, they are a share of anything.
    """

    body: Body
    day: dt.date
    members: Total
    member: Total
    observer: Total

    @property
    def is_share(self) -> bool:
        """Whether it can be said of how many members of the dialogue these are the members of the body."""
        return self._is_whole and bool(self.members.certain) and not self.members.more

    @property
    def size(self) -> int | None:
        """How many member states the body had on the day, where it can be said that these are so many of them."""
        return self.body.size_on(self.day) if self._is_whole else None

    @property
    def _is_whole(self) -> bool:
        return self.body.is_complete and bool(self.member.certain or not self.member.possible)

    @property
    def is_later(self) -> bool:
        """Whether the day lies after the one as of which the list is complete."""
        return self.body.is_complete and self.day > PartialDate(self.body.coverage_day).last_day


def overlap(body: Body, day: orders.Day) -> Overlap:
    """How they stand in a body, counted from the published affiliations. A member of it counts as no observer."""
    held = {status: bits for (code, status), bits in day.statuses.items() if code == body.code}
    (member, member_perhaps), (observer, observer_perhaps) = (
        held.get(status, (0, 0, 0))[:2] for status in (Status.MEMBER, Status.OBSERVER)
    )
    sure, perhaps = (bits.get(("standing", "member"), 0) for bits in (day.certain, day.possible))

    def total(certain: int, possible: int) -> Total:
        return Total((certain & sure).bit_count(), ((certain | possible) & perhaps).bit_count())

    return Overlap(
        body,
        day.day,
        total(sure, perhaps),
        total(member, member_perhaps),
        total(observer & ~member, observer_perhaps & ~member),
    )


def overlaps_of(profile: Profile, reading: Reading) -> list[Overlap]:
    """Where the profile is of a body itself: how the members of the dialogue stand in it, and in what it serves."""
    bodies = reading.vocabularies.body
    codes = [body.code for body in bodies.values() if body.entity_slug == profile["slug"]]
    codes += [term["body"]["code"] for term in profile.affiliations if term["status"] == Status.TECHNICAL_SECRETARIAT]
    found = [overlap(bodies[code], reading.members) for code in dict.fromkeys(codes) if code in bodies]
    return [item for item in found if item.member.possible or item.observer.possible]
