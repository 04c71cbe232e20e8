"""The meetings as a calendar (iCalendar, RFC 5545, with the names of RFC 7986), for programs that ask again and again.

All are whole days. A meeting whose first day is not stated to the day is left out: a calendar has no way to say “in
April”, and a made-up day would be read as a fact. A meeting that was withdrawn is no more in the file, and so goes from
calendars that subscribe to it: to keep it as CANCELLED would say again what was withdrawn.
"""

import datetime as dt

from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from profiles.published import identity
from profiles.published.meetings import Meeting
from profiles.published.models import Release
from profiles.reading.entries.page import by_slug
from profiles.reading.reading import Reading
from profiles.values.choices import Certainty, EntryKind
from profiles.values.languages import either
from profiles.values.period import Qualifier
from profiles.values.plaintext import for_xml

from ..addresses import address_of
from ..opendata import licence

DAY, HALF_A_DAY = dt.timedelta(days=1), dt.timedelta(hours=12)


def write(request, reading: Reading) -> HttpResponse:
    released = releases_of(reading)
    rows = [row for row in reading.meetings if days_of(row) and row.slug in released]
    hosts = by_slug({row["host_slug"] for row in rows}, reading)
    calendar = calendar_of(request)
    for row in rows:
        host = hosts.get(row["host_slug"])
        address = request.build_absolute_uri(address_of(EntryKind.MEETING, row.slug))
        calendar.add_component(event_of(row, released[row.slug], host and either(host["name"]), address))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{reading.identity.file_name}-meetings.ics"'
    return response


def releases_of(reading: Reading) -> dict[str, Release]:
    """Since when each meeting reads as it does, and in which version."""
    live = Release.objects.live(reading.moment).of_kind(EntryKind.MEETING).published()
    long = ("publication__document", "publication__search", "publication__search_names")
    return {release.slug: release for release in live.select_related("publication").defer(*long)}


def days_of(meeting: Meeting) -> tuple[dt.date, dt.date] | None:
    """The first day, and the first that is no more of it; none where the first is not stated to the day. Where only the
    last is not, it is shown on its first."""
    days = [stated(meeting, "start"), stated(meeting, "end")]
    return (days[0], (days[1] or days[0]) + DAY) if days[0] else None


def stated(meeting: Meeting, name: str) -> dt.date | None:
    text = meeting[name]
    is_day = len(text) == len("2008-01-21") and meeting[f"{name}_qualifier"] == Qualifier.EXACT
    return dt.date.fromisoformat(text) if is_day else None


def calendar_of(request) -> Calendar:
    name = f"{identity.names()['body_name']} – {_('Meetings')}"
    calendar = Calendar()
    calendar.add("prodid", "-//addportal//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("url", request.build_absolute_uri(request.path))
    calendar.add("source", request.build_absolute_uri(request.path), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", HALF_A_DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return calendar


def event_of(meeting: Meeting, release: Release, host: str | None, address: str) -> Event:
    (first, beyond), publication = days_of(meeting), release.publication
    is_sure = Certainty(meeting["certainty"]).is_sure
    event = Event()
    event.add("uid", str(publication.entry_uid))
    event.add("dtstamp", release.live_from)
    event.add("last-modified", release.live_from)
    event.add("sequence", publication.number - 1)
    event.add("dtstart", first)
    event.add("dtend", beyond)
    event.add("summary", in_language(meeting.label))
    if place := either(meeting["place"]):
        event.add("location", in_language(place))
    event.add("description", in_language(description(meeting, host)))
    event.add("categories", [for_xml(meeting.kind.label)])
    event.add("url", address)
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def description(meeting: Meeting, host: str | None) -> str:
    """Who hosts it, and how sure all of it is where it is not."""
    certainty = Certainty(meeting["certainty"])
    lines = [f"{_('Host')}{_(': ')}{host}" if host else "", "" if certainty.is_sure else str(certainty.label)]
    return "\n".join([*filter(None, lines), licence().label])


def in_language(text: str) -> vText:
    """A text that says in which language it is."""
    return vText(for_xml(strip_tags(text)), params={"LANGUAGE": get_language()})
