"""What is planned, as far as somebody may see it: releases, meetings to come, and what ends."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from profiles.published.models import Release
from profiles.values.partialdate import PartialDate

from . import permissions
from .models import Assignment, Event, Meeting
from .models.entries import Entry
from .worklist import seen

SOON = dt.timedelta(days=90)


@dataclass(frozen=True)
class Plan:
    """Something that is to happen: on which day (the first possible one, where only its month or year `is_known`); of
    what; and the row that says so: a release, the event of one that was cancelled, a meeting, an assignment."""

    day: dt.date
    about: Release | Event | Meeting | Assignment
    entry: Entry
    is_known: bool = True


def plans(user) -> list[Plan]:
    """Everything that is to come, in order."""
    now = timezone.now()
    found = [
        *releases(user, now),
        *meetings(user, timezone.localdate(now)),
        *assignments(user, timezone.localdate(now)),
    ]
    return sorted(found, key=lambda plan: (plan.day, plan.is_known, moment_of(plan.about) or now, str(plan.entry)))


def moment_of(about) -> dt.datetime | None:
    """The moment that was set for a release, also for one that is cancelled."""
    if isinstance(about, Event):
        return dt.datetime.fromisoformat(about.details["live_from"])
    return about.live_from if isinstance(about, Release) else None


def releases(user, now: dt.datetime) -> Iterator[Plan]:
    """What becomes public or is withdrawn; and what was to, and is cancelled or moved."""
    future = list(Release.objects.future(now).select_related("publication"))
    set_now = {(row.entry_uid, row.live_from) for row in future}
    events = Event.objects.filter(verb=Event.Verb.CANCEL, at__gt=now - SOON).select_related("actor")
    # Of what was scheduled and cancelled for one moment more than once the last counts.
    cancelled = {(row.entry_uid, moment_of(row)): row for row in events.order_by("pk")}
    gone = [row for key, row in cancelled.items() if key[1] > now and key not in set_now]
    entries = seen(user, {row.entry_uid for row in (*future, *gone)})
    for row in (*future, *gone):
        if entry := entries.get(row.entry_uid):
            yield Plan(timezone.localdate(moment_of(row)), row, entry)


def meetings(user, today: dt.date) -> Iterator[Plan]:
    """Meetings that may still be to come or are on, public or not."""
    for meeting in permissions.visible(user, Meeting.objects.filter(end__gte=str(today.year))):
        if PartialDate(meeting.end).last_day >= today:
            first = PartialDate(meeting.start)
            yield Plan(max(first.first_day, today), meeting, meeting, first.first_day == first.last_day)


def assignments(user, today: dt.date) -> Iterator[Plan]:
    """Who keeps a profile not much longer: for those who keep accounts."""
    if user.has_perm("profiles.view_assignment"):
        ending = Assignment.objects.filter(until__gte=today, until__lte=today + SOON)
        for row in ending.select_related("user", "entity"):
            yield Plan(row.until, row, row.entity)
