"""What an address names, or the answer that says why there is none."""

from django.http import Http404

from profiles.published.models import Publication, Release
from profiles.reading.reading import Reading


class Withdrawn(Exception):
    """The profile that an address names was withdrawn. `release` says since when, why, and what to read instead."""

    def __init__(self, release: Release):
        super().__init__(release.slug)
        self.release = release


def live_publication(reading: Reading, slug: str) -> Publication:
    """What is public under a slug, with `released`, since when. Raises Http404 or Withdrawn."""
    release = Release.objects.live(reading.moment).filter(slug=slug).select_related("publication").first()
    if release is None:
        raise Http404
    if release.publication is None:
        raise Withdrawn(release)
    release.publication.released = release.live_from
    return release.publication


def past_publication(reading: Reading, slug: str, number: int) -> tuple[Publication, Publication]:
    """A version of a profile that was public at some time, with `released`, since when; and what is public now.

    Raises Http404 or Withdrawn: the profile's fate decides whether its versions can be read.
    """
    current = live_publication(reading, slug)
    once = Publication.objects.once_live(reading.moment)
    publication = once.filter(entity_uid=current.entity_uid, number=number).first()
    if publication is None:
        raise Http404
    publication.released = publication.releases.past(reading.moment).order_by("live_from").first().live_from
    return publication, current


def successor_of(release: Release, reading: Reading) -> Publication | None:
    """What a withdrawn profile gives way to, where that can be read."""
    return Publication.objects.live(reading.moment).filter(slug=release.successor_slug).first()


def get_or_404(rows: dict, code: str):
    if code not in rows:
        raise Http404
    return rows[code]
