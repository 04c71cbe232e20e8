"""What changed in the directory, by releases; and what differed in the dialogue between two days."""

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.reading import between, changes, facts
from profiles.reading.filters import MemberFilter
from profiles.reading.pages import page_of
from profiles.values.partialdate import PartialDate

from ..lookups import live_publication, word
from ..public import public
from ..rendering import render

RELEASES_PER_PAGE = 20
COMPARED_AT_ONCE = 1000


@public("from", "to", "page")
def all_changes(request, reading):
    """What became public, changed or was withdrawn."""
    about = {"feed": reverse("changes_feed"), "section": "changes"}
    return show(request, reading, changes.releases(reading.moment), about)


@public("from", "to", "page")
def member_changes(request, reading, slug):
    publication = live_publication(reading, slug)
    about = {"member": publication, "feed": reverse("member_feed", args=[slug]), "section": "members"}
    return show(request, reading, changes.releases(reading.moment, slug=slug), about)


@public("from", "to", "page")
def area_changes(request, reading, code):
    area = word(request, reading, "area", code)
    about = {"area": area, "feed": reverse("area_feed", args=[code]), "section": "areas"}
    return show(
        request, reading, changes.releases(reading.moment, areas=reading.vocabularies.codes("area", code)), about
    )


def show(request, reading, rows, about):
    first, last = changes.parse_days(request.GET)
    page = page_of(changes.between_days(rows, first, last), request.GET.get("page", "1"), RELEASES_PER_PAGE)
    context = {
        "page_obj": page,
        "days": changes.by_day(changes.entries(page.object_list)),
        "years": changes.years(rows, reading.today),
        "first": first,
        "last": last,
    }
    return render(request, reading, "changes.html", context | about)


@public("from", "to", prose=False)
def between_days(request, reading):
    """What changed in the dialogue between two days."""
    meetings = between.main_meetings(reading)
    days = changes.parse_days(request.GET)
    whole = "from" in request.GET and PartialDate.parse(request.GET["from"]).precision != "day"
    first, last = between.days_between(*days, meetings, reading.today, whole=whole)
    last = min(last, reading.today)
    if first > last:
        raise BadRequest(_("The first day is after the last, or still to come."))
    listing = MemberFilter.of(request.GET, reading, sort=["name"]).listing()
    rows = facts.profiles(listing[:COMPARED_AT_ONCE], reading.on(last))
    context = {
        "left_out": max(0, len(listing) - COMPARED_AT_ONCE),
        "first": first,
        "last": last,
        "steps": between.steps(meetings),
        "meetings": meetings,
        "totals": between.totals(reading.members.order, reading.vocabularies.type, first, last),
        "story": between.story(rows, reading, first, last),
        "section": "changes",
    }
    return render(request, reading, "between.html", context)
