"""Dates as EDTF writes them (Extended Date/Time Format, ISO 8601-2, levels 1 and 2), for programs that read that.

`2008`, `2008-01`, `2008-01-21`: as they are. `2008~`: about. `[..2008]`, `[2008..]`: one of the days up to then, or
from then on. `?` doubts the date. An empty text stays empty: nothing is stated.
"""

from .period import NEVER, Period, Qualifier, possible_days

ABOUT, DOUBTED, BOTH = "~", "?", "%"


def start_of(period: Period, *, doubted: bool = False) -> str:
    """The start of a period: where it is known by when it had begun, one of the days up to that."""
    bounds, (_first, last) = period.bounds(), possible_days(period.start, period.start_qualifier)
    says_it = bounds.certain_from == last or period.start_qualifier == Qualifier.ABOUT
    if not period.start_by or (period.start and says_it):
        return edtf(period.start, period.start_qualifier, doubted=doubted)
    if bounds.possible_from == NEVER:
        return edtf(period.start_by, Qualifier.AT_LATEST)
    # All of a set are as precise as each other.
    first, last = bounds.possible_from.isoformat(), bounds.certain_from.isoformat()
    return edtf(first, doubted=doubted) if first == last else f"[{first}..{last}]"


def end_of(period: Period, *, doubted: bool = False) -> str:
    """The end of a period. One that is open and one that is not stated are both empty: `ended` tells them apart."""
    return edtf(period.end, period.end_qualifier, doubted=doubted)


def edtf(text: str, qualifier: str = Qualifier.EXACT, *, doubted: bool = False) -> str:
    """A partial date with its qualifier. What is in a set is not doubted by itself: sets are of plain dates."""
    if not text:
        return ""
    if qualifier == Qualifier.AT_LATEST:
        return f"[..{text}]"
    if qualifier == Qualifier.AT_EARLIEST:
        return f"[{text}..]"
    if qualifier == Qualifier.ABOUT:
        return text + (BOTH if doubted else ABOUT)
    return text + (DOUBTED if doubted else "")
