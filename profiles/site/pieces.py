"""Pieces of pages that are made once and kept: how a profile looks in a list, and what a page says of its document.

A piece follows from a publication, the language, the day and the words, and whatever else its key names. So it is
never stale; a process forgets those that it has no room for.
"""

import hashlib

from django.core.cache import caches
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from profiles.reading import facts


def of(part, template: str, request) -> dict[int, SafeString]:
    """How each publication of a part of a listing looks. Only documents of those that are not kept are read."""
    store = caches["pieces"]
    about = key(request, template)
    keys = {f"{about}{pk}": pk for _group, pk in part.lines}
    found = {keys[name]: mark_safe(html) for name, html in store.get_many(keys).items()}
    if missing := [line for line in part.lines if line[1] not in found]:
        made = render(part.listing.read(missing), template, request)
        store.set_many({f"{about}{pk}": html for pk, html in made.items()}, timeout=None)
        found |= made
    return found


def key(request, *about) -> str:
    """What all pieces of a request's language, day and words have in common, with what this one is about."""
    parts = (request.LANGUAGE_CODE, request.day, request.today, request.words.digest, *about)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def render(publications, template: str, request) -> dict[int, SafeString]:
    piece = get_template(template)
    rows = facts.profiles(publications, day=request.day, words=request.words)
    return {row.publication.pk: piece.render({"row": row, "request": request}) for row in rows}
