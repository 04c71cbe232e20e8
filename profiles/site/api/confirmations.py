"""The API's answer on what was confirmed of a profile: beside its document, which says nothing of that."""

from profiles.published import documents
from profiles.reading import facts

from ..lookups import live_publication
from ..opendata import licence
from .endpoints import endpoint


@endpoint()
def confirmations(request, reading, slug):
    """The facts of the published document that were confirmed as they read in it, in its order."""
    publication = live_publication(reading, slug)
    known = facts.confirmed_profile(publication, reading).confirmed
    rows = [
        {"part": part, "uid": fact["uid"], "confirmed": told.day.isoformat(), "confirmed_by_member": told.by_member}
        for part, fact in documents.facts_of(publication.content())
        if (told := known.get((fact["uid"], documents.fact_digest(fact))))
    ]
    return {"slug": slug, "version": publication.number, "licence": licence().address, "confirmations": rows}
