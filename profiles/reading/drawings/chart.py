"""A picture of time: lanes of bars under headings, along one axis."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from profiles.published.madeof import digest_of
from profiles.published.meetings import Meeting

from ..meetings import first_day
from .axis import Axis
from .bars import CLAIMED, Bar
from .settled import Settled


@dataclass(frozen=True)
class Lane:
    """A line of the picture: whose or what it is, and its bars in as many rows as keep them and their labels apart."""

    name: dict[str, str]
    address: tuple[str, str] | None = None
    rows: list[list[Bar]] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """The lane in words, for whoever does not see it."""
        return gettext("; ").join(bar.item.title for row in self.rows for bar in row)

    @property
    def looks_like(self) -> str:
        """A digest of all that is drawn in it."""
        return digest_of(self)


@dataclass(frozen=True)
class ChartSection:
    """Lanes under one heading."""

    lanes: list[Lane] = field(default_factory=list)
    title: str = ""
    group: object = None


@dataclass(frozen=True)
class Chart:
    """Sections along one axis, with the main meetings as lines, and what the looks mean.

    `settled` are the members that are named and not drawn; `sentence` is its title, of a chart that knows one.
    """

    axis: Axis
    sections: list[ChartSection]
    meetings: list[Meeting]
    looks: list[tuple[str, str]] = field(default_factory=list)
    settled: Settled | None = None
    sentence: str = ""

    @cached_property
    def signs(self) -> set[str]:
        """What there is to explain: a `step`, a `possible` stretch, what is `claimed`, an `arrow`, a `dot`."""
        bars = [bar for section in self.sections for lane in section.lanes for row in lane.rows for bar in row]
        is_there = {
            "step": any(bar.steps for bar in bars),
            "possible": any(bar.possible for bar in bars),
            CLAIMED: any(bar.item.look == CLAIMED for bar in bars),
            "arrow": any(bar.after for bar in bars),
            "dot": any(bar.dot for bar in bars),
        }
        return {sign for sign, there in is_there.items() if there}

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The main meetings on the axis: number and place. One of which only the year is stated has no place."""
        found = [(meeting, first_day(meeting)) for meeting in self.meetings]
        return [
            (str(meeting["ordinal"] or ""), self.axis.x(self.axis.at(day)))
            for meeting, day in found
            if day and self.axis.holds(day)
        ]
