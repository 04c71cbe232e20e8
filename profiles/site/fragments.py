"""Fragments of pages that are made once and kept: how a profile looks in a list, what a page says of its document.

A fragment follows from a publication, the language, the day, the vocabularies, the identity and the file of flags, and
whatever else its key names. So it is never stale; a process forgets those that it has no room for.
"""

import hashlib
from collections.abc import Callable

from django.core.cache import caches
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from profiles.published.madeof import unheard
from profiles.published.models import Publication
from profiles.reading import facts
from profiles.reading.listings import Part
from profiles.reading.reading import Reading

from . import flags


def of_part(part: Part, template: str, reading: Reading, **context) -> dict[int, SafeString]:
    """How each publication of a part of a listing looks, with what else its template is given."""
    groups = {pk: (group, pk) for group, pk in part.lines}
    return looks(groups, lambda pks: part.listing.read([groups[pk] for pk in pks]), template, reading, **context)


def of_publications(pks, template: str, reading: Reading) -> dict[int, SafeString]:
    """How publications look, whatever list they stand in."""
    return looks(pks, lambda pks: Publication.objects.in_bulk(pks).values(), template, reading)


def looks(pks, read: Callable, template: str, reading: Reading, **context) -> dict[int, SafeString]:
    """How publications look by their primary keys. Only documents of those that are not kept are read; they never
    change."""
    store = caches["fragments"]
    about = key(reading, template, *context.values())
    keys = {f"{about}{pk}": pk for pk in pks}
    found = {keys[name]: mark_safe(html) for name, html in store.get_many(keys).items()}
    if missing := [pk for pk in pks if pk not in found]:
        with unheard():
            made = make(read(missing), template, reading, **context)
        store.set_many({f"{about}{pk}": html for pk, html in made.items()}, timeout=None)
        found |= made
    return found


def key(reading: Reading, *about) -> str:
    """What all fragments of a reading's language, day, vocabularies, identity and flags have in common, with what this
    one is about."""
    digests = reading.vocabularies.digest, reading.identity.digest, flags.of(reading).digest
    parts = (reading.language, reading.day, reading.today, *digests, *about)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def make(publications, template: str, reading: Reading, **context) -> dict[int, SafeString]:
    fragment = get_template(template)
    rows = facts.profiles(publications, reading)
    return {row.publication.pk: fragment.render(context | {"row": row, "reading": reading}) for row in rows}
