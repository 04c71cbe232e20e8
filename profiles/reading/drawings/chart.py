"""Bars along one axis of years. Geometry alone; which facts are drawn is up to `timeline.py`.

Places are percentages of the axis, counted from the side where time begins: the left, or the right where the page is
read from right to left. Templates get them as texts, since numbers would be written with an Arabic decimal sign.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from profiles.published.meetings import Meeting
from profiles.values.partialdate import PartialDate
from profiles.values.period import ALWAYS, NEVER, Bounds

from ..meetings import first_day

# Room for arrows at both ends; less than this is drawn as a dot; what a letter takes of the narrowest axis.
MARGIN, DOT, LETTER = 2.6, 1.0, 1.0
# Disputed, or not stated as a fact: drawn apart from what is.
CLAIMED = "claimed"
YEARS_BACK, YEARS_AHEAD, TICKS = 60, 10, 11


@dataclass(frozen=True)
class Axis:
    """From the first to the last day that is drawn; `day` is the one that the page speaks of."""

    first: dt.date
    last: dt.date
    day: dt.date
    today: dt.date
    rtl: bool = False

    @classmethod
    def around(cls, days: Iterable[dt.date], *, day: dt.date, today: dt.date, rtl: bool = False) -> "Axis":
        """An axis of whole years at its start that holds these days, as far as they are not too far apart."""
        known = [today, day, *(one for one in days if one not in (NEVER, ALWAYS))]
        last = min(max(known), dt.date(today.year + YEARS_AHEAD, 12, 31))
        return cls(dt.date(max(min(known).year, last.year - YEARS_BACK), 1, 1), last, day, today, rtl)

    def at(self, day: dt.date) -> float:
        """The place of a day; of one outside, the nearer end."""
        day = min(max(day, self.first), self.last)
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return MARGIN + (100 - 2 * MARGIN) * share

    def x(self, place: float, width: float = 0) -> str:
        """Where something that begins at a place is, measured from the left as SVG does."""
        return percent(100 - place - width if self.rtl else place)

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Years, and where they begin."""
        years = range(self.first.year, self.last.year + 1)
        step = next(step for step in (1, 2, 5, 10, 20) if len(years) <= step * TICKS)
        return [(str(year), self.x(self.at(dt.date(year, 1, 1)))) for year in years if year % step == 0]

    @property
    def marker(self) -> str:
        """Where the day is that the page speaks of; nothing if it is off the axis."""
        return self.x(self.at(self.day)) if self.holds(self.day) else ""

    @property
    def marker_text(self) -> str:
        return gettext("Today") if self.day == self.today else PartialDate(self.day.isoformat()).display()

    @property
    def marker_anchor(self) -> str:
        """On which side of its line the marker is named, so that it stays within the picture."""
        place = self.at(self.day)
        return "start" if place < 8 else "end" if place > 92 else "middle"


def percent(number: float) -> str:
    return f"{number:.2f}%"


@dataclass(frozen=True)
class ChartItem:
    """A fact to be drawn: what is written at it, the whole sentence, when it holds (or is claimed to) and how it looks.

    Dots of one `run` are drawn in one row and named once, or not at all if they are `mute`.
    """

    label: str
    title: str
    bounds: Bounds
    look: str
    run: str = ""
    mute: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Stretch:
    """A stretch of the axis, as SVG takes it."""

    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """An item in its place: certain in the middle, possible on either side of that, or a dot where it is short.

    `before` and `after` say that it goes on past the end: `sure`, `perhaps` or not at all.
    """

    item: ChartItem
    possible: list[Stretch] = field(default_factory=list)
    certain: Stretch | None = None
    dot: str = ""
    before: str = ""
    after: str = ""
    before_x: str = ""
    after_x: str = ""
    label_x: str = ""
    label_anchor: str = "start"


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


@dataclass(frozen=True)
class ChartSection:
    """Lanes under one heading."""

    lanes: list[Lane] = field(default_factory=list)
    title: str = ""
    group: object = None


@dataclass(frozen=True)
class Chart:
    """Sections along one axis, with the ministerial consultations as lines, and what the looks mean."""

    axis: Axis
    sections: list[ChartSection]
    meetings: list[Meeting]
    looks: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The consultations on the axis: number and place. One of which only the year is stated has no place."""
        found = [(meeting, first_day(meeting)) for meeting in self.meetings]
        return [
            (str(meeting["ordinal"] or ""), self.axis.x(self.axis.at(day)))
            for meeting, day in found
            if day and self.axis.holds(day)
        ]


# ── Bars in rows ────────


def extent(axis: Axis, begin: dt.date, end: dt.date) -> tuple[float, float]:
    """Between which places a stretch is drawn: what has no end, up to today."""
    return axis.at(begin), axis.at(max(begin, axis.today) if end == ALWAYS else end)


@dataclass(frozen=True)
class Room:
    """What a bar takes of a row: its stretch, and above that its label's, which may begin elsewhere."""

    bar: tuple[float, float]
    label: tuple[float, float]

    def clashes(self, other: "Room") -> bool:
        return crosses(self.bar, other.bar) or crosses(self.label, other.label)


def crosses(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def place_bar(item: ChartItem, axis: Axis, *, named: bool = True) -> tuple[Bar, Room]:
    """A bar, and the room that it takes."""
    found = item.bounds
    begin, end = extent(axis, found.possible_from, found.possible_until)
    sure_from, sure_until = extent(axis, found.certain_from, found.certain_until)
    is_sure = found.certain_from < found.certain_until
    tiny = abs(sure_until - sure_from) < DOT and is_on_axis(found, axis)
    lone = is_dot(item, axis)
    middle = (sure_from + sure_until) / 2 if tiny else (begin + end) / 2
    sides = [(begin, sure_from), (sure_until, end)] if is_sure else [(begin, end)]
    width = (len(item.label) + 1) * LETTER if named else 0
    turned = begin + width > 100 and end > width
    bar = Bar(
        item,
        possible=[] if lone else [stretch(axis, *side) for side in sides if side[1] - side[0] > 0.05],
        certain=stretch(axis, sure_from, sure_until) if is_sure and not tiny and not lone else None,
        dot=axis.x(middle) if tiny or lone else "",
        before=goes_on(found.possible_from < axis.first, is_sure and found.certain_from < axis.first, item),
        after=goes_on(is_after(found.possible_until, axis), is_sure and is_after(found.certain_until, axis), item),
        before_x=axis.x(begin),
        after_x=axis.x(end),
        label_x=axis.x(end if turned else begin) if named else "",
        label_anchor="end" if turned else "start",
    )
    return bar, Room((begin, end), (end - width, end) if turned else (begin, begin + width))


def is_on_axis(bounds: Bounds, axis: Axis) -> bool:
    """Whether both days between which it is certain are on the axis.

    Where they are the wrong way round (*in January or earlier* until *January or later*) it held on some day between.
    """
    return axis.holds(bounds.certain_from) and axis.holds(bounds.certain_until)


def is_after(day: dt.date, axis: Axis) -> bool:
    return day == ALWAYS or day > axis.last


def stretch(axis: Axis, begin: float, end: float) -> Stretch:
    return Stretch(axis.x(begin, end - begin), percent(end - begin))


def goes_on(perhaps: bool, sure: bool, item: ChartItem) -> str:
    if sure and item.look != CLAIMED:
        return "sure"
    return "perhaps" if perhaps or sure else ""


def is_dot(item: ChartItem, axis: Axis) -> bool:
    """Whether all of it is too short for a bar. Of what was over before the axis begins, nothing is drawn on it."""
    begin, end = extent(axis, item.bounds.possible_from, item.bounds.possible_until)
    return end - begin < DOT and axis.first < item.bounds.possible_until != ALWAYS


def runs(items: Iterable[ChartItem], axis: Axis) -> Iterator[list[ChartItem]]:
    """What is to be drawn in one row: dots of the same holder together, everything else by itself."""
    together = {}
    for item in sorted(items, key=lambda item: (item.bounds.possible_from, item.bounds.certain_from)):
        if not (item.run and is_dot(item, axis)):
            yield [item]
        elif item.run in together:
            together[item.run].append(item)
        else:
            together[item.run] = [item]
    yield from together.values()


def pack(items: Iterable[ChartItem], axis: Axis) -> list[list[Bar]]:
    """The bars in rows, each as high up as it fits, so that no bar touches another, nor a label another label."""
    laid, taken = [], []
    for run in runs(items, axis):
        drawn = [place_bar(one, axis, named=is_named(one, number, axis)) for number, one in enumerate(run)]
        room = join_rooms([room for _bar, room in drawn])
        place = next((n for n, row in enumerate(taken) if not any(map(room.clashes, row))), len(taken))
        if place == len(taken):
            laid.append([])
            taken.append([])
        laid[place] += [bar for bar, _room in drawn]
        taken[place].append(room)
    return laid


def is_named(item: ChartItem, number: int, axis: Axis) -> bool:
    return number == 0 and not (item.mute and is_dot(item, axis))


def join_rooms(rooms: list[Room]) -> Room:
    first, last = min(room.bar[0] for room in rooms), max(room.bar[1] for room in rooms)
    return Room((first, last), rooms[0].label)
