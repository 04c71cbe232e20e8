"""One member or observer: its profile on a day, its past versions, how it is cited; and its pictures."""

import datetime as dt
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from profiles.published.madeof import part
from profiles.published.models import MemberType, Publication, Release
from profiles.published.stamp import Stamped
from profiles.reading import counting, facts, sources
from profiles.reading.drawings import timeline
from profiles.reading.entries import attendance, papers, programmes
from profiles.reading.neighbours import Beside
from profiles.reading.reading import Reading
from profiles.values import files

from .. import fragments
from ..files.vcards import vcard
from ..lookups import live_publication, past_publication
from ..opendata import share, shared, shared_as_it_is
from ..public import public
from ..rendering import render
from ..versions import bibtex_file, of_versions
from . import pictures


@public("on")
def member(request, reading, slug):
    publication = live_publication(reading, slug)
    profile = sources.with_register(facts.confirmed_profile(publication, reading))
    near = beside(profile, reading)
    context = profile_context(request, reading, profile) | {"neighbours": near, "reportable": slug}
    context["sentence"] = SimpleLazyObject(lambda: pictures.title(profile["name"], context["chart"]))
    confirmed = sorted(profile.confirmed.items())
    kept = fragments.key(
        reading,
        publication.pk,
        confirmed,
        bool(context["overlaps"]),
        bool(near),
        reading.entries_digest,
        sorted(profile.register.items()),
        request.build_absolute_uri(request.path),
        request.GET.urlencode(),
    )
    return render(request, reading, "profile.html", context | {"kept": kept, "kept_for": None})


@dataclass(frozen=True)
class Neighbours:
    """Who stands beside a profile. `shown`: the flag and name of each, and how many themes it shares; `type`: the
    member type that they have in common; `query`: the directory's filter that lists them all."""

    shown: list[tuple[str, int]]
    type: MemberType | None
    query: str


def beside(profile: facts.Profile, reading: Reading) -> Neighbours | None:
    near = Beside.of(profile)
    days = reading.today.isoformat(), reading.day.isoformat()
    shown = looks(reading.stamp, reading.language, *days, near.pk, near.type, near.areas)
    return Neighbours(shown, reading.vocabularies.type.get(near.type), near.query(reading)) if shown else None


@part
def looks(stamp: Stamped, language: str, today: str, day: str, *near) -> list[tuple[str, int]]:
    """Each neighbour's flag and name, and how many themes it shares. It is this that a page is made of, not their
    publications: what else these say changes nothing beside them."""
    today, day = (dt.date.fromisoformat(text) for text in (today, day))
    reading = Reading(stamp.released, stamp, today, day, language)
    shared = Beside(*near).shared(reading)
    with translation.override(language):
        found = fragments.of_publications(shared, "_neighbour.html", reading)
    return [(found[pk], number) for pk, number in shared.items()]


@shared
@public("on")
def member_timeline_svg(request, reading, slug):
    """The picture of a profile alone."""
    profile = facts.Profile.of(live_publication(reading, slug), day=reading.day, vocabularies=reading.vocabularies)
    chart = timeline.of_profile(reading, profile)
    return pictures.of_time(request, reading, chart, profile["name"], reverse("member", args=[slug]))


@public()
def version(request, reading, slug, number):
    """A past publication that was once live, in its own words."""
    publication, current = past_publication(reading, slug, number)
    profile = sources.with_pages(facts.Profile.of(publication, day=reading.day), reading)
    context = profile_context(request, reading, profile) | {"old_version": True, "current": current}
    response = render(request, reading, "profile.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@shared
@public()
def cite(request, reading, slug, number):
    """A published version as a file for reference managers."""
    publication, _current = past_publication(reading, slug, number)
    return bibtex_file(request, reading, publication)


@shared
@public()
def card(request, reading, slug, uid):
    """How a responsible entity of today is reached, for address books."""
    profile = facts.Profile.of(live_publication(reading, slug), day=reading.day)
    office = next((term for term in profile.responsible_now if term["uid"] == str(uid)), None)
    if office is None or not office.is_reachable:
        raise Http404
    text = vcard(profile, office, source=request.build_absolute_uri(request.path))
    response = HttpResponse(text, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def profile_context(request, reading, profile: facts.Profile) -> dict:
    return of_versions(request, reading, profile.publication, profile.content) | {
        "profile": profile,
        "kept": "",
        "kept_for": 0,
        "overlaps": counting.overlaps_of(profile, reading),
        "attended": attendance.of_profile(profile["slug"], reading),
        "agreements": papers.of_profile(profile["slug"], reading),
        "taken": programmes.of_profile(profile["slug"], reading),
        "is_drawn": timeline.is_drawn(reading, profile),
        "chart": SimpleLazyObject(lambda: timeline.of_profile(reading, profile)),
        "section": "members",
    }


@shared_as_it_is
@public()
def media(request, reading, name):
    """A file that a publication which was once live shows, of an entry that can be read; and the mark of the body.
    (Editors see others through admin.)"""
    readable = Release.objects.live(reading.moment).published().values("entry_uid")
    shown = Publication.objects.once_live(reading.moment).filter(media=name, entry_uid__in=readable)
    if name != reading.identity.mark and not shown.exists():
        raise Http404
    return stored_file(name)


def known_file(request) -> FileResponse:
    """A file that was public when it was answered last, while the database cannot be asked."""
    response = stored_file(request.path_info.removeprefix("/media/"))
    patch_cache_control(response, public=True, no_cache=True)
    return share(request, response, licensed=False)


def stored_file(name: str) -> FileResponse:
    """A stored file, which can run nothing here: what is no picture is a download."""
    content, kind = files.open_file(name), files.type_of(name)
    response = FileResponse(content, content_type=kind)
    # Without a name of its own: whoever links to it says how it is to be called.
    response["Content-Disposition"] = "inline" if kind.startswith("image/") else "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
