"""What became public, changed or was withdrawn, in that order, for who keeps a copy: the API's line of all releases."""

import datetime as dt
import uuid

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from profiles.published.models import Publication
from profiles.reading import changes as log
from profiles.reading.pages import no_cursor, read_cursor, write_cursor
from profiles.reading.parameters import BadParameters
from profiles.values.languages import of_row

from ..addresses import NAMES, address_of, api_address
from ..opendata import licence
from .endpoints import endpoint, in_languages, with_parameters

AT_ONCE = 200
# What a release did, as the log calls it, and in the API.
ACTS = {"first": "published", "changed": "changed", "again": "published_again", "withdrawn": "withdrawn"}


@endpoint("since", "after")
def changes(request, reading):
    """All that is not known yet at `after=`; or since a moment; or from the beginning."""
    news = log.unknown(reading, known_of(request.GET, reading), AT_ONCE)
    successors = readable(reading, [entry.release for entry, _known in news.entries])
    cursor = cursor_of(news.known)
    return {
        "licence": licence().address,
        "changes": [change(request, entry, known, successors) for entry, known in news.entries],
        "cursor": cursor,
        "next": with_parameters(request, after=cursor) if news.more else None,
        "later": with_parameters(request, after=cursor),
    }


def change(request, entry: log.LogEntry, known: log.Known, successors: set[tuple[str, str]]) -> dict:
    """One release, and where what it made public is read."""
    release, publication = entry.release, entry.after
    successor = release.kind, release.successor_slug
    own = (release.kind, release.slug) if release.kind in NAMES else None
    return {
        "cursor": cursor_of(known),
        "moment": release.live_from.isoformat(),
        "act": ACTS[entry.kind],
        "kind": release.kind,
        "slug": release.slug,
        "uid": str(release.entry_uid),
        "version": publication.number if publication else None,
        "digest": publication.digest if publication else None,
        "reason": None if publication else of_row(release, "reason"),
        "successor": document_address(request, successor if successor in successors else None),
        "links": {
            "self": document_address(request, own),
            "pages": in_languages(request, lambda: address_of(release.kind, release.slug)),
        },
    }


def document_address(request, named: tuple[str, str] | None) -> str | None:
    """Where the document of an entry is in the API, given its kind and slug."""
    return request.build_absolute_uri(api_address(*named)) if named else None


def readable(reading, releases) -> set[tuple[str, str]]:
    """Of the successors of withdrawn entries those that can be read, by kind and slug."""
    slugs = {release.successor_slug for release in releases if release.successor_slug}
    live = Publication.objects.of_kind(*NAMES).live(reading.moment).filter(slug__in=slugs)
    return set(live.values_list("kind", "slug")) if slugs else set()


# ── What is known ────────


def known_of(query, reading) -> log.Known:
    """What somebody knows by the parameters of the address. Raises BadRequest."""
    if "since" in query and "after" in query:
        reason = _("Write “after” or “since”, not both.")
        raise BadParameters({"after": reason, "since": reason}, reason)
    if "after" in query:
        return read(query["after"], reading)
    if "since" in query:
        return log.Known(reading.counter, moment_of(query["since"], reading), log.NOTHING.uid)
    return log.NOTHING


def cursor_of(known: log.Known) -> str:
    return write_cursor(known.written, known.moment.isoformat(), str(known.uid))


def read(cursor: str, reading) -> log.Known:
    """What a cursor says is known: of a database that has been put back since, it cannot be said."""
    written, moment, uid = read_cursor(cursor, int, str, str)
    try:
        known = log.Known(written, dt.datetime.fromisoformat(moment).astimezone(dt.UTC), uuid.UUID(uid))
    except (ValueError, OverflowError) as error:
        raise no_cursor(cursor) from error
    if not 0 <= written <= reading.counter:
        raise no_cursor(cursor)
    return known


def moment_of(text: str, reading) -> dt.datetime:
    """The moment that `since=` means: of a day its first, where the portal is. Raises BadParameters."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise BadParameters({"since": _("since: write a day (2026-11-01) or a moment (2026-11-01T08:00:00Z).")})
    moment = make_aware(moment) if is_naive(moment) else moment
    if moment > reading.moment:
        raise BadParameters({"since": _("since: that is still to come.")})
    return max(moment, log.NOTHING.moment)
