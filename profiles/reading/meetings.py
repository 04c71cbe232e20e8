"""The meetings: which there were, when, which count in the life of the body, and which lies nearest to a day."""

import datetime as dt

from django.utils.translation import gettext

from profiles.published.meetings import Meeting
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period, Qualifier

from .reading import Reading


def main(reading: Reading) -> list[Meeting]:
    """The meetings of the kind that counts in the life of the body (drawn, numbered, offered as days) whose date is
    stated, earliest first."""
    return [row for row in reading.meetings if is_main(row, reading) and row["start"]]


def is_main(meeting: Meeting, reading: Reading) -> bool:
    return meeting.kind.code == reading.main_meetings


def label(reading: Reading) -> str:
    """What one of them is called."""
    kind = reading.vocabularies.meeting_kind.get(reading.main_meetings)
    return kind.label if kind else gettext("Meeting")


def plural(reading: Reading) -> str:
    """What they are called."""
    kind = reading.vocabularies.meeting_kind.get(reading.main_meetings)
    return kind.plural if kind else gettext("Meetings")


def around(reading: Reading) -> tuple[Meeting | None, Meeting | None]:
    """The last that has begun by the day, and the next."""
    begun, ahead = [], []
    for row in main(reading):
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
