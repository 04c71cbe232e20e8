"""Bars along the axis, in rows. Geometry alone; which facts are drawn is up to `timeline`."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from profiles.values.period import ALWAYS, Bounds

from .axis import Axis, percent

# Less than this is drawn as a dot; what a letter takes of the narrowest axis.
DOT, LETTER = 1.0, 1.0
# Disputed, or not stated as a fact: drawn apart from what is.
CLAIMED = "claimed"


@dataclass(frozen=True)
class ChartItem:
    """A fact to be drawn: what is written at it, the whole sentence, when it holds (or is claimed to) and how it looks.

    Dots of one `run` are drawn in one row and named once, or not at all if they are `mute`. `inexact` says of its start
    and of its end that they are stated: it is known to have begun, or ended, on one of those days.
    """

    label: str
    title: str
    bounds: Bounds
    look: str
    run: str = ""
    mute: bool = False
    lang: str = ""
    inexact: tuple[bool, bool] = (False, False)


@dataclass(frozen=True)
class Stretch:
    """A stretch of the axis, as SVG takes it."""

    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """An item in its place: certain in the middle, on either side of that a step where a date is inexact or else what
    is possible; or a dot where it is short.

    `before` and `after` say that it goes on past the end: `sure`, `perhaps` or not at all.
    """

    item: ChartItem
    possible: list[Stretch] = field(default_factory=list)
    steps: list[Stretch] = field(default_factory=list)
    certain: Stretch | None = None
    dot: str = ""
    before: str = ""
    after: str = ""
    before_x: str = ""
    after_x: str = ""
    label_x: str = ""
    label_anchor: str = "start"


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
    if is_sure and item.look == CLAIMED:
        sure_from, sure_until = (begin if item.inexact[0] else sure_from), (end if item.inexact[1] else sure_until)
    tiny = abs(sure_until - sure_from) < DOT and is_on_axis(found, axis)
    lone = is_dot(item, axis)
    middle = (sure_from + sure_until) / 2 if tiny else (begin + end) / 2
    steps, possible = sides((begin, sure_from), (sure_until, end), item) if is_sure else whole((begin, end), item)
    width = (len(item.label) + 1) * LETTER if named else 0
    turned = begin + width > 100 and end > width
    bar = Bar(
        item,
        possible=[] if lone else [stretch(axis, *side) for side in possible if side[1] - side[0] > 0.05],
        steps=[] if lone else [stretch(axis, *side) for side in steps if side[1] - side[0] > 0.05],
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


Side = tuple[float, float]


def sides(before: Side, after: Side, item: ChartItem) -> tuple[list[Side], list[Side]]:
    """What lies before and after the certain: the steps of inexact dates, and what is possible."""
    both = list(zip((before, after), item.inexact, strict=True))
    return [side for side, inexact in both if inexact], [side for side, inexact in both if not inexact]


def whole(side: Side, item: ChartItem) -> tuple[list[Side], list[Side]]:
    """The same of what holds certainly on no day: it held on some of them where its start is stated and an end is."""
    held = item.inexact[0] and item.bounds.possible_until != ALWAYS
    return ([side], []) if held else ([], [side])


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
