"""The documents that are public of one kind of entry, read once for as long as nothing is written or released.

Of kinds of which there are few, each of a page or two: of profiles, which may be thousands, `roll` knows who is live.
"""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from profiles.values.choices import EntryKind

from . import vocabularies
from .documents import SHAPES
from .madeof import digest_of, part, remembered, unheard
from .models import Publication
from .stamp import Stamped


class Version(NamedTuple):
    """Which publication of an entry is public: its number, its digest, since when."""

    number: int
    digest: str
    released: dt.datetime


class Live(NamedTuple):
    """The documents of one kind in the order of their addresses, in words that are merged into no other; a digest of
    all that they say; and by address which version each is."""

    rows: list[dict]
    digest: str
    versions: dict[str, Version]


@part
def slugs(stamp: Stamped, kind: EntryKind) -> tuple[str, ...]:
    """The addresses of what is public of a kind, in order."""
    return tuple(content["slug"] for content in current(stamp, kind).rows)


@part
@remembered
def current(stamp: Stamped, kind: EntryKind) -> Live:
    """What is public under a stamp."""
    live = Publication.objects.of_kind(kind).live(stamp.released or timezone.now()).order_by("slug")
    released = dict(live.values_list("pk", "releases__live_from"))
    with unheard():
        found = Publication.objects.in_bulk(released)
    publications = [found[pk] for pk in released]
    versions = {row.slug: Version(row.number, row.digest, released[row.pk]) for row in publications}
    rows, said = [row.content() for row in publications], [versions]
    if SHAPES[kind].has_areas:
        words = vocabularies.current(stamp)
        rows, said = [words.reworded(content) for content in rows], [words.digest, *said]
    return Live(rows, digest_of(said), versions)
