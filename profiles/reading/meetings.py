"""The meetings: which there were, when, and which lies nearest to a day."""

import datetime as dt

from profiles.published.meetings import Meeting
from profiles.published.models import MeetingKind
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period, Qualifier

from .reading import Reading

# The kind that counts in the life of the dialogue: drawn, numbered, and chosen as a day.
(MAIN,) = MeetingKind.ASKED_FOR


def ministerial(meetings: list[Meeting]) -> list[Meeting]:
    """The ministerial consultations whose date is stated, earliest first."""
    return [row for row in meetings if row.kind.code == MAIN and row["start"]]


def around(reading: Reading) -> tuple[Meeting | None, Meeting | None]:
    """The last that has begun by the day, and the next."""
    begun, ahead = [], []
    for row in ministerial(reading.meetings):
        bounds = Period(row["start"], row["start_qualifier"]).bounds()
        (begun if bounds.on(reading.day) == "certain" else ahead).append(row)
    return (begun[-1] if begun else None), (ahead[0] if ahead else None)


def has_begun(meeting: Meeting, day: dt.date) -> bool:
    """Whether a meeting had certainly begun by a day, if its dates are right."""
    return bool(meeting["start"]) and Period(meeting["start"], meeting["start_qualifier"]).bounds().on(day) == "certain"


def hosted(meetings: list[Meeting], day: dt.date, slug: str = "") -> list[Meeting]:
    """The meetings that had begun by a day of which a host is known, or that one; earliest first."""
    held = [row for row in meetings if row["host_slug"] and has_begun(row, day)]
    return [row for row in held if row["host_slug"] == slug] if slug else held


def first_day(meeting: Meeting) -> dt.date | None:
    """The first day of a meeting, as near as a line can show it: nothing where not even the month is stated."""
    if not meeting["start"]:
        return None
    date = PartialDate(meeting["start"])
    near = date.precision != "year" and meeting["start_qualifier"] == Qualifier.EXACT
    return date.first_day if near else None


def last_day(meeting: Meeting) -> dt.date | None:
    """The last day of a meeting, if it is stated to the day."""
    text = meeting["end"] or meeting["start"]
    return PartialDate(text).last_day if len(text) == 10 else None
