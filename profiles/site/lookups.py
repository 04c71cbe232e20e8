"""What an address names, or the answer that says why there is none."""

from django.http import Http404, QueryDict
from django.urls import reverse

from profiles.published.madeof import unheard
from profiles.published.models import Publication, Release
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind


class Withdrawn(Exception):
    """The entry that an address names was withdrawn. `release` says since when, why, and what to read instead."""

    def __init__(self, release: Release):
        super().__init__(release.slug)
        self.release = release


def live_publication(reading: Reading, slug: str, kind: EntryKind = EntryKind.PROFILE) -> Publication:
    """What is public under a slug, with `released`, since when. Raises Http404 or Withdrawn."""
    live = Release.objects.live(reading.moment).of_kind(kind)
    release = live.filter(slug=slug).first()
    if release is None:
        raise Http404
    if release.publication_id is None:
        raise Withdrawn(release)
    with unheard():
        publication = release.publication
    publication.released = release.live_from
    return publication


def past_publication(
    reading: Reading, slug: str, number: int, kind: EntryKind = EntryKind.PROFILE
) -> tuple[Publication, Publication]:
    """A version of an entry that was public at some time, with `released`, since when; and what is public now.

    Raises Http404 or Withdrawn: the entry's fate decides whether its versions can be read.
    """
    current = live_publication(reading, slug, kind)
    once = Publication.objects.once_live(reading.moment)
    publication = once.filter(entry_uid=current.entry_uid, number=number).first()
    if publication is None:
        raise Http404
    publication.released = publication.releases.past(reading.moment).order_by("live_from").first().live_from
    return publication, current


def successor_of(release: Release, reading: Reading) -> Publication | None:
    """What a withdrawn entry gives way to, where that can be read."""
    live = Publication.objects.of_kind(release.kind).live(reading.moment)
    return live.filter(slug=release.successor_slug).first()


class Moved(Exception):
    """What an address names is read under another address now."""

    def __init__(self, address: str):
        super().__init__(address)
        self.address = address


# The parameters of addresses that name words.
WORDS = ("type", "area", "role", "body")


def word(request, reading: Reading, kind: str, code: str):
    """The word that the `code` of an address names. Raises Http404; or Moved, where it is merged into another."""
    if code in reading.vocabularies.merged[kind]:
        match = request.resolver_match
        today = match.kwargs | {"code": reading.vocabularies.code(kind, code)}
        address, query = reverse(match.view_name, kwargs=today), request.META.get("QUERY_STRING", "")
        raise Moved(f"{address}?{query}" if query else address)
    row = getattr(reading.vocabularies, kind).get(code)
    if row is None:
        raise Http404
    return row


def look_for_merged(request, reading: Reading) -> None:
    """Raises Moved where a query names a word that is merged into another."""
    named = {name: request.GET.getlist(name) for name in WORDS if name in request.GET}
    words = reading.vocabularies if named else None
    if any(code in words.merged[name] for name, codes in named.items() for code in codes):
        query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
        for name, codes in named.items():
            query.setlist(name, list(dict.fromkeys(words.code(name, code) for code in codes)))
        raise Moved(f"{request.path}?{query.urlencode()}")
