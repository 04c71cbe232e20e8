"""The axis of years along which time is drawn. Geometry alone.

Places are percentages of the axis, counted from the side where time begins: the left, or the right where the page is
read from right to left. Templates get them as texts, since numbers would be written with an Arabic decimal sign.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from profiles.values.partialdate import PartialDate
from profiles.values.period import ALWAYS, NEVER

# Room for arrows at both ends.
MARGIN = 2.6
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
