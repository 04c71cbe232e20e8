"""One profile's years as a strip: in which it certainly was a member or an observer, in which perhaps, in which not."""

import datetime as dt
from itertools import groupby
from typing import NamedTuple

from profiles.published import documents
from profiles.values.period import Bounds

from ..facts import Profile
from ..reading import Reading

MOST_YEARS = 30


class Run(NamedTuple):
    """Years that are alike: the first, counted from the start of the strip, how many, and one of `Bounds.HELD`."""

    start: int
    length: int
    held: str


class Strip(NamedTuple):
    """The first and the last year, and the runs between them."""

    first: int
    last: int
    runs: list[Run]

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def years(reading: Reading) -> range:
    """The years of all strips on a page: since anybody is known to have been anything."""
    last = reading.today.year
    return range(max(min(reading.roll.first_year, last), last - MOST_YEARS + 1), last + 1)


def of_profile(profile: Profile, span: range) -> Strip:
    """Each year as the surest of its days."""
    bounds = [documents.bounds(term.fact) for term in profile.memberships]
    held = [(year - span[0], min((in_year(one, year) for one in bounds), default=2)) for year in span]
    runs = []
    for kind, group in groupby(held, key=lambda pair: pair[1]):
        places = [place for place, _kind in group]
        runs.append(Run(places[0], len(places), Bounds.HELD[kind]))
    return Strip(span[0], span[-1], runs)


def in_year(bounds: Bounds, year: int) -> int:
    """How sure it is at its surest within a year: an index into `Bounds.HELD`."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if max(bounds.certain_from, first) <= last and max(bounds.certain_from, first) < bounds.certain_until:
        return 0
    begun = max(bounds.possible_from, first)
    return 1 if begun <= last and begun < bounds.possible_until else 2
