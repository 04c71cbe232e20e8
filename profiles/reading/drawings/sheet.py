"""A picture of time on a sheet of its own: how far down everything stands that a page would lay out by itself.

Measures are pixels of a sheet that is `WIDTH` wide.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext

from profiles.values.languages import either

from .bars import CLAIMED, Bar
from .chart import Chart, ChartSection, Lane

WIDTH, EDGE, LANE = 1000, 24, 184
PLOT = WIDTH - LANE - 2 * EDGE
# Lines of text, how many letters the title, a name and a note take, and the height of a row of bars.
LINE, TITLE, ROW, GAP = 18, 28, 36, 8
TITLE_LETTERS, NAME_LETTERS, NOTE_LETTERS = 78, 21, 140
# Of the legend: a swatch with the room after it, and what a letter takes.
SWATCH, LETTER = 72, 7.5
# Above the lanes: the name of a section, the day, the numbers of consultations, the years.
NAMED, HEAD = 34, 52


@dataclass(frozen=True)
class SheetLane:
    """A lane between two heights: the lines of its name, and its rows, each with how far down it stands."""

    top: int
    bottom: int
    name: list[tuple[int, str]]
    rows: list[tuple[int, list[Bar]]]


@dataclass(frozen=True)
class SheetSection:
    section: ChartSection
    top: int
    bottom: int
    lanes: list[SheetLane]

    @property
    def head(self) -> int:
        """Where its axis begins."""
        return self.top + NAMED

    @property
    def height(self) -> int:
        """Of its axis, down to the end of its lanes."""
        return self.bottom - self.head


@dataclass(frozen=True)
class Sheet:
    """All of it: the title in lines, the sections, the notes below them in lines, each with how far down it stands."""

    chart: Chart
    title: list[tuple[int, str]]
    sections: list[SheetSection]
    notes: list[tuple[int, str]]
    legend: list[tuple[int, int, str, str]]
    height: int

    @classmethod
    def of(cls, chart: Chart, title: str, notes: list[str]) -> "Sheet":
        heading = list(down(wrap(title, TITLE_LETTERS), EDGE + TITLE, TITLE))
        legend = place_legend(chart, heading[-1][0] + LINE)
        bottom, sections = legend[-1][1] + 2 * LINE, []
        for section in chart.sections:
            sections.append(place_section(section, bottom))
            bottom = sections[-1].bottom
        lines = list(down([line for note in notes for line in wrap(note, NOTE_LETTERS)], bottom + 2 * LINE, LINE))
        return cls(chart, heading, sections, lines, legend, lines[-1][0] + EDGE)

    @property
    def plot(self) -> tuple[int, int]:
        """Where the axis begins from the left, and how wide it is: names stand where reading begins."""
        return (EDGE if self.chart.axis.rtl else EDGE + LANE), PLOT

    @property
    def reading_edge(self) -> int:
        """Where lines of text begin."""
        return WIDTH - EDGE if self.chart.axis.rtl else EDGE

    @property
    def width(self) -> int:
        return WIDTH


def place_legend(chart: Chart, top: int) -> list[tuple[int, int, str, str]]:
    """What the looks mean, in lines: where each swatch is, its look and its label."""
    looks = [*chart.looks, ("possible", gettext("possible, not certain"))]
    looks.append((CLAIMED, gettext("disputed, or not stated as a fact")))
    placed, along = [], EDGE
    for look, label in looks:
        width = SWATCH + int(len(str(label)) * LETTER)
        if along + width > WIDTH:
            along, top = EDGE, top + int(1.4 * LINE)
        placed.append((WIDTH - along - SWATCH // 2 if chart.axis.rtl else along, top, look, str(label)))
        along += width
    return placed


def place_section(section: ChartSection, top: int) -> SheetSection:
    bottom, lanes = top + NAMED + HEAD, []
    for lane in section.lanes:
        lanes.append(place_lane(lane, bottom))
        bottom = lanes[-1].bottom
    return SheetSection(section, top, bottom, lanes)


def place_lane(lane: Lane, top: int) -> SheetLane:
    name = list(down(wrap(either(lane.name), NAME_LETTERS), top + GAP + LINE, LINE))
    rows = [(top + GAP + ROW * number, row) for number, row in enumerate(lane.rows)]
    return SheetLane(top, max(top + 2 * GAP + ROW * len(rows), name[-1][0] + GAP if name else top), name, rows)


def down(lines: list, first: int, step: int) -> Iterator[tuple]:
    """Lines of text, or what else stands one below the other, each with how far down it stands."""
    return ((first + step * number, line) for number, line in enumerate(lines or [""]))
