"""The directory: the front page, and the list with its filters."""

from profiles.published.models import MemberType
from profiles.reading import changes, holders, meetings
from profiles.reading.drawings import strip
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.pages import page_of
from profiles.values.choices import SiteText, Standing

from .. import fragments
from ..public import public
from ..rendering import render
from .pictures import HOLDERS

AT_HOME = 60


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
        "way": tuple(group.code for group in sides[:2]) == MemberType.WAY,
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
