"""How the members of the dialogue stand in other bodies, each member once."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import pgettext_lazy

from profiles.published.models import Body
from profiles.published.orders import Day
from profiles.values.choices import Coverage, Status
from profiles.values.period import Bounds

from .comparing import current
from .counting import Overlap, Total
from .facts import Profile, Term

# How a member stands in a body, each member once: the first of these that certainly holds.
SURE = {
    "member": {Status.MEMBER},
    "observer": {Status.OBSERVER},
    "other": {Status.CHAIR, Status.TECHNICAL_SECRETARIAT},
    "none": {Status.NONE},
}
LISTED = ("member", "observer")
IN = (*LISTED, "other")
# Each category in the order in which it is told, and its name.
LABELS = {
    "member": pgettext_lazy("in another body", "Members"),
    "observer": pgettext_lazy("in another body", "Observers"),
    "other": pgettext_lazy("in another body", "Chair or secretariat"),
    "unsure": pgettext_lazy("in another body", "Possible"),
    "outside": pgettext_lazy("in another body", "Only earlier or later"),
    "none": pgettext_lazy("in another body", "Not in it, as a source says"),
    "silent": pgettext_lazy("in another body", "Nothing stated"),
}


@dataclass(frozen=True)
class Stand:
    """How one member stands in one body on a day: its statuses, each certain, possible or no (before or after)."""

    statuses: tuple[tuple[str, str], ...] = ()

    def held_statuses(self, *how: str) -> list[str]:
        """The statuses that hold in any of these ways, in the order of statuses."""
        found = {status for status, held in self.statuses if held in how}
        return [status for status in Status.values if status in found]

    @cached_property
    def category(self) -> str:
        certain = set(self.held_statuses("certain"))
        for category, statuses in SURE.items():
            if certain & statuses:
                return category
        if self.held_statuses("certain", "possible"):
            return "unsure"
        return "outside" if self.statuses else "silent"


SILENT = Stand()


@dataclass(frozen=True)
class Crowd:
    """The members of the dialogue on a day, by publication; and how each stands in each body.

    `members` says of each how sure it is that it is a member: certain or possible.
    """

    day: dt.date
    members: dict[int, str]
    stands: dict[tuple[int, str], Stand]

    @classmethod
    def of(cls, day: Day) -> "Crowd":
        """All who certainly or possibly are members on a day."""
        order = day.order
        crowd, sure = (held.get(("standing", "member"), 0) for held in (day.possible, day.certain))
        members = dict.fromkeys(order.primary_keys(crowd), "possible") | dict.fromkeys(
            order.primary_keys(sure), "certain"
        )
        statuses = defaultdict(list)
        for (code, status), stands in day.statuses.items():
            for held, bits in zip(Bounds.HELD, stands, strict=True):
                for publication in order.primary_keys(bits & crowd):
                    statuses[publication, code].append((status, held))
        return cls(day.day, members, {key: Stand(tuple(found)) for key, found in statuses.items()})

    @property
    def total(self) -> Total:
        return Total(self._sure(self.members), len(self.members))

    def stand(self, publication: int, code: str) -> Stand:
        return self.stands.get((publication, code), SILENT)

    def in_body(self, body: Body) -> "InBody":
        stands = {publication: self.stand(publication, body.code) for publication in self.members}
        return InBody(body, self, stands)

    def _sure(self, publications) -> int:
        return sum(self.members[publication] == "certain" for publication in publications)

    def count(self, publications, perhaps=()) -> Total:
        """How many of these are certainly members; and how many there would be with those that perhaps are."""
        return Total(self._sure(publications), len({*publications, *perhaps}))


@dataclass(frozen=True)
class InBody:
    """How the members stand in one body: each in one category."""

    body: Body
    crowd: Crowd
    stands: dict[int, Stand]

    def of(self, category: str) -> list[int]:
        return [publication for publication, stand in self.stands.items() if stand.category == category]

    def count(self, category: str) -> Total:
        """How many stand so. Members and observers may be more than is certain; of the rest we say what we have."""
        perhaps = []
        if category in LISTED:
            others = self.stands.keys() - self.of("member") if category == "observer" else self.stands.keys()
            perhaps = [key for key in others if category in self.stands[key].held_statuses("certain", "possible")]
        return self.crowd.count(self.of(category), perhaps)

    @property
    def overlap(self) -> Overlap:
        return Overlap(self.body, self.crowd.day, self.crowd.total, self.count("member"), self.count("observer"))

    @property
    def is_known(self) -> bool:
        """Whether anything at all is stated of any member."""
        return any(stand.statuses for stand in self.stands.values())


@dataclass(frozen=True)
class CategoryList:
    """The list behind a number: who stands so, with the facts that say it."""

    category: str
    total: Total
    # (profile, whether it is certainly a member of the dialogue, its facts on the body)
    rows: list[tuple[Profile, bool, list[Term]]]

    @property
    def label(self) -> str:
        return LABELS[self.category]

    @property
    def held(self) -> str:
        """How sure it is that these are in the body."""
        return {"unsure": "possible"}.get(self.category) or ("certain" if self.category in IN else "no")

    @property
    def is_of_list(self) -> bool:
        """Whether the number is one of those on the body's list, which may be recorded in part."""
        return self.category in LISTED


def lists(found: InBody, groups) -> list[CategoryList]:
    """For each category that anybody is in, how many and who. Without profiles, how many alone."""
    profiles = [row for group in groups for row in group.rows]
    named = []
    for category in LABELS:
        keys = set(found.of(category))
        rows = [evidence(row, found) for row in profiles if row.publication.pk in keys]
        if keys or (category in LISTED and found.body.coverage != Coverage.NO_MEMBERS):
            named.append(CategoryList(category, found.count(category), rows))
    return named


def evidence(profile: Profile, found: InBody) -> tuple[Profile, bool, list[Term]]:
    terms = [term for term in profile.affiliations if term["body"]["code"] == found.body.code]
    return profile, found.crowd.members[profile.publication.pk] == "certain", current(terms)
