"""Fragments of pages that are made once and kept: how a profile looks in a list, what a page says of its document.

A fragment follows from a publication, the language, the day and the vocabularies, and whatever else its key names. So
it is never stale; a process forgets those that it has no room for.
"""

import hashlib

from django.core.cache import caches
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from profiles.reading import facts
from profiles.reading.listings import Part
from profiles.reading.reading import Reading


def of_part(part: Part, template: str, reading: Reading, **context) -> dict[int, SafeString]:
    """How each publication of a part of a listing looks, with what else its template is given. Only documents of those
    that are not kept are read."""
    store = caches["fragments"]
    about = key(reading, template, *context.values())
    keys = {f"{about}{pk}": pk for _group, pk in part.lines}
    found = {keys[name]: mark_safe(html) for name, html in store.get_many(keys).items()}
    if missing := [line for line in part.lines if line[1] not in found]:
        made = make(part.listing.read(missing), template, reading, **context)
        store.set_many({f"{about}{pk}": html for pk, html in made.items()}, timeout=None)
        found |= made
    return found


def key(reading: Reading, *about) -> str:
    """What all fragments of a reading's language, day and vocabularies have in common, with what this one is about."""
    parts = (reading.language, reading.day, reading.today, reading.vocabularies.digest, *about)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def make(publications, template: str, reading: Reading, **context) -> dict[int, SafeString]:
    fragment = get_template(template)
    rows = facts.profiles(publications, reading)
    return {row.publication.pk: fragment.render(context | {"row": row, "reading": reading}) for row in rows}
