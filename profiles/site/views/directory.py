"""The directory: the front page, the list with its filters, the same over time and on a map."""

from profiles.reading import changes, facts, holders, meetings
from profiles.reading.drawings import geography, strip, timeline
from profiles.reading.entries.page import by_slug
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.pages import page_of
from profiles.values.choices import SiteText, Standing

from .. import fragments
from ..public import public
from ..rendering import render

AT_HOME = 60
ON_MAP = 400
# How many who held an office are drawn at most.
HOLDERS = 300


@public()
def home(request, reading):
    """The Dialogue at a glance: who sends and who receives, who chairs, where ministers met."""
    part = MemberFilter.of(request.GET, reading).listing().first_of_each(AT_HOME)
    groups = part.groups(reading)
    certain = [group for group in groups if group.held == "certain"]
    sides = [group for group in certain if group.type.standing == Standing.MEMBER]
    order = reading.members.order
    chairs = holders.by_role(order.latest("role", "chair", HOLDERS), reading).get("chair", [])
    held = [meeting for meeting in meetings.ministerial(reading.meetings) if meetings.has_begun(meeting, reading.day)]
    context = {
        "text": reading.texts.get(SiteText.HOME),
        "sides": sides,
        "members": sum(group.total for group in sides),
        "observers": [group for group in certain if group.type.standing != Standing.MEMBER],
        "perhaps": [group for group in groups if group.held == "possible"],
        "former": next((group for group in groups if group.held == "former"), None),
        "looks": fragments.of_part(part, "_flag_and_name.html", reading),
        "chair": holders.current_holder(chairs),
        "consultations": [(row, holders.holder_on(meetings.last_day(row), chairs)) for row in held],
        "changes": [entry for entry in changes.entries(changes.releases(reading.moment)[:8]) if entry.kind != "first"],
    }
    return render(request, reading, "home.html", context)


@public(*LIST, "page")
def members(request, reading):
    filterset = MemberFilter.of(request.GET, reading)
    page = page_of(filterset.listing(), request.GET.get("page", "1"))
    years = strip.years(reading)
    context = {
        "filter": filterset,
        "facets": filterset.facets(),
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": page.object_list.groups(reading),
        "looks": fragments.of_part(page.object_list, "_members_line.html", reading, years=years),
        "years": years,
        "section": "members",
    }
    return render(request, reading, "members.html", context)


@public(*LIST, "page")
def timelines(request, reading):
    """The filtered members over time, below who held which office and hosted; and the same as a table."""
    filterset = MemberFilter.of(request.GET, reading)
    page = page_of(filterset.listing(), request.GET.get("page", "1"))
    groups = page.object_list.groups(reading)
    order, roles = reading.members.order, reading.vocabularies.role
    held = [pk for code in timeline.OFFICES for pk in order.latest("role", code, HOLDERS)]
    terms = holders.by_role(held, reading)
    hosted = meetings.hosted(reading.meetings, reading.today)
    hosts = by_slug({row["host_slug"] for row in hosted}, reading)
    context = {
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": groups,
        "offices": [(role, terms.get(code)) for code, role in roles.items() if code in timeline.OFFICES],
        "hosted": [(row, hosts[row["host_slug"]]) for row in hosted if row["host_slug"] in hosts],
        "meetings": meetings.ministerial(reading.meetings),
        "chart": timeline.of_directory(reading, groups, terms, hosts),
        "section": "timeline",
    }
    return render(request, reading, "timeline.html", context)


@public(*LIST)
def membership_map(request, reading):
    """Where the members and observers are on the day, and which of them are no place."""
    filterset = MemberFilter.of(request.GET, reading)
    listing = filterset.listing()
    rows = facts.profiles(listing[:ON_MAP], reading)
    states = [row for row in rows if geography.frame_of(row["iso2"])]
    by_name = sorted(states, key=lambda row: getattr(row.publication, f"sort_{reading.language}"))
    context = {
        "active": filterset.active(),
        "kept": [(name, value) for name, values in request.GET.lists() if name != "on" for value in values],
        "frames": geography.draw(by_name, reading.vocabularies),
        "legend": geography.legend(states, reading.vocabularies),
        "doubts": any(row.group.held == "possible" for row in states),
        "left_out": max(0, len(listing) - ON_MAP),
        "tally": filterset.tally(),
        "states": states,
        "elsewhere": [row for row in rows if row not in states],
        "hosts": [(row, held) for row in by_name if (held := hosted_by(row["slug"], reading))],
        "section": "map",
    }
    return render(request, reading, "map.html", context)


def hosted_by(slug: str, reading) -> list:
    """The meetings that somebody hosted by the day, latest first."""
    return meetings.hosted(reading.meetings, reading.day, slug)[::-1]
