"""The cards: a profile, how many take part, the offices over time, the map, a meeting; each on any day."""

from django.urls import reverse

from profiles.published.meetings import participants_of
from profiles.reading import facts
from profiles.reading.drawings import timeline
from profiles.reading.entries.attendance import MeetingPage
from profiles.reading.meetings import has_begun
from profiles.values.choices import EntryKind

from .. import cards
from ..lookups import live_publication
from ..opendata import shared
from ..public import public
from ..rendering import render
from ..views import directory, pictures


def show(request, reading, name: str, context: dict, *, page: str, picture: str = ""):
    """A card, which leads to its page as of the same day."""
    on = f"on={reading.day.isoformat()}" if reading.is_past else ""
    context |= {
        "page": request.build_absolute_uri(f"{page}?{on}" if on else page),
        "and_on": f"&{on}" if on else "",
        "style": cards.style(picture, *cards.accents(request)),
    }
    return render(request, reading, f"embed/{name}.html", context)


@shared
@cards.framable
@public("on", prose=False)
def member(request, reading, slug):
    profile = facts.Profile.of(live_publication(reading, slug), day=reading.day, vocabularies=reading.vocabularies)
    context = {"profile": profile, "drawn": cards.flag(profile)}
    return show(request, reading, "member", context, page=reverse("member", args=[slug]))


@shared
@cards.framable
@public("on", prose=False)
def count(request, reading):
    return show(request, reading, "count", directory.counted(request, reading), page=reverse("home"))


@shared
@cards.framable
@public("on", prose=False)
def offices(request, reading):
    """Who chaired, hosted and ran the secretariat, and when ministers met."""
    context = pictures.of_offices(reading)
    context["chart"] = timeline.of_directory(reading, [], context["terms"], context["hosts"])
    return show(request, reading, "timeline", context, page=reverse("timeline"), picture="timeline")


@shared
@cards.framable
@public("on", prose=False)
def membership_map(request, reading):
    context = pictures.on_map(request, reading)
    return show(request, reading, "map", context, page=reverse("map"), picture="map")


@shared
@cards.framable
@public("on", prose=False)
def meeting(request, reading, slug):
    """A meeting; on a day before it, that it was still to come."""
    content = live_publication(reading, slug, EntryKind.MEETING).content()
    about = MeetingPage.live(content, reading)
    context = {"about": about, "drawn": about.host and cards.flag(about.host)}
    context |= {"is_held": has_begun(content, reading.day), "participants": participants_of(content)}
    return show(request, reading, "meeting", context, page=reverse("meeting", args=[slug]))
