"""What changed in the dialogue between two days, from what is published today: in profiles, meetings and documents."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from profiles.published import orders
from profiles.published.meetings import Meeting
from profiles.published.models import MemberType
from profiles.values.choices import Certainty, PaperKind, Standing
from profiles.values.period import ALWAYS, NEVER, Period

from . import counting, happenings
from .entries.papers import ADOPTED
from .facts import Profile
from .meetings import last_day, main
from .reading import Reading

# What is told first of one day.
ORDER = ("meetings", "papers", *happenings.SECTIONS)


@dataclass(frozen=True)
class Event:
    """What changed, at a date: something in a profile; a meeting that was held; a document, adopted or signed."""

    section: str
    date: str
    sure: bool
    happening: happenings.Happening | None = None
    meeting: Meeting | None = None
    paper: dict | None = None

    @property
    def place(self) -> tuple:
        """By date; of one date what had begun before and ended first."""
        first = bool(self.happening and self.happening.ends_what_began_before)
        return self.date, ORDER.index(self.section), not first


@dataclass(frozen=True)
class Story:
    """All that changed, earliest first, apart from that of which no source says when: first mentions, undated ends."""

    events: list[Event]
    vague: list[Event]


def story(profiles: list[Profile], reading: Reading, first: dt.date, last: dt.date) -> Story:
    """What changed after the first day and up to the last."""
    found = happenings.between(profiles, first, last)
    told = [Event(row.section, row.date, row.sure, happening=row) for row in found]
    told += [
        Event("meetings", row["start"], held == "certain", meeting=row)
        for row in reading.meetings
        if (held := held_within(row, first, last))
    ]
    told += [
        Event("papers", row["day"], held == "certain", paper=row)
        for row in reading.papers
        if (held := made_within(row, first, last))
    ]
    told.sort(key=lambda event: event.place)
    vague = [row for row in told if row.happening and (row.happening.is_mention or row.happening.is_undated)]
    return Story([row for row in told if row not in vague], vague)


def made_within(paper: dict, first: dt.date, last: dt.date) -> str:
    """Whether what was adopted or signed is of the time after `first` and up to `last`: certain, possible or ""."""
    if paper["kind"] not in (*ADOPTED, PaperKind.AGREEMENT) or not paper["day"]:
        return ""
    bounds = Period(paper["day"]).bounds()
    held = happenings.within((bounds.possible_from, bounds.certain_from), first, last)
    return held if Certainty(paper["certainty"]).is_sure else held and "possible"


def held_within(meeting: Meeting, first: dt.date, last: dt.date) -> str:
    """Whether a day of a meeting lies after `first` and up to `last`: certain, possible or ""."""
    if not meeting["start"]:
        return ""
    bounds, day = meeting.days.bounds(), dt.timedelta(1)
    # It is over on the day after its last; it began no later than it ended, and ended no earlier than it began.
    over_at_earliest = max(bounds.certain_until, bounds.possible_from + day)
    began_at_latest = min(bounds.certain_from, bounds.possible_until - day)
    if began_at_latest <= last and over_at_earliest > first + day and Certainty(meeting["certainty"]).is_sure:
        return "certain"
    # “By 2010” says nothing about all the times before it, nor “from 2010 on” about all those after.
    if bounds.possible_from == NEVER and bounds.possible_until > last + day:
        return ""
    if bounds.possible_until == ALWAYS and bounds.possible_from <= first:
        return ""
    return "possible" if bounds.possible_from <= last and bounds.possible_until > first + day else ""


# ── The days that are offered ────────


def main_meetings(reading: Reading) -> list[tuple[dt.date, Meeting]]:
    """The main meetings up to today, each with its last day, on which what it decided holds."""
    rows = [(last_day(row), row) for row in main(reading)]
    return [(day, row) for day, row in rows if day and day <= reading.today]


def steps(meetings: list[tuple[dt.date, Meeting]]) -> list[dict]:
    """From each meeting to the next."""
    return [
        {"first": first, "last": last, "before": before, "after": after}
        for (first, before), (last, after) in pairwise(meetings)
    ]


def days_between(
    first: dt.date | None,
    last: dt.date | None,
    meetings: list[tuple[dt.date, Meeting]],
    today: dt.date,
    *,
    whole: bool = False,
) -> tuple[dt.date, dt.date]:
    """The two days; of one that is not given: today, and the meeting before.

    `whole`: the first is that of a year or month, all of which is asked for, so the day before it is meant.
    """
    if first and whole:
        first -= dt.timedelta(1)
    if last is None:
        last = meetings[-1][0] if first is None and len(meetings) > 1 else today
    if first is None:
        earlier = [day for day, _row in meetings if day < last]
        first = earlier[-1] if earlier else dt.date(last.year, 1, 1)
    return first, last


@dataclass(frozen=True)
class TypeTotals:
    """How many there were on both days: of a member type, or (without one) of members altogether."""

    type: MemberType | None
    before: counting.Total
    after: counting.Total


def totals(order: orders.Order, types: dict[str, MemberType], first: dt.date, last: dt.date) -> list[TypeTotals]:
    """All members, where they are of several types, and each member type that had any on one of the days."""
    kinds = [("standing", "member", None), *(("type", code, row) for code, row in types.items())]
    on = [{kind: counting.totals(order.day(day), kind) for kind in ("standing", "type")} for day in (first, last)]
    rows = [TypeTotals(row, *(found[kind].get(code, counting.Total()) for found in on)) for kind, code, row in kinds]
    rows = [row for row in rows if row.before.possible or row.after.possible]
    members = [row for row in rows if row.type and row.type.standing == Standing.MEMBER]
    return [row for row in rows if row.type] if len(members) == 1 else rows
