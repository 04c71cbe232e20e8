"""Whether the trail is whole: what was altered, put in or taken out, and where. For the command, in English.

All is read in one state of the database, some hundred rows at a time.
"""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import chain as joined
from itertools import islice, pairwise

from django.db.models import Max
from django.utils import timezone

from profiles.published import chain as trail
from profiles.published import documents
from profiles.published.models import DataRelease, Head, Link, Publication, Release
from profiles.published.models.chain import Chain
from profiles.values.languages import LANGUAGES

from .chaining import BATCH, unchained
from .models import Event
from .verbs import datareleases

ROWS = {Chain.EVENTS: Event.objects, Chain.RELEASES: Release.objects.select_related("publication")}
# For so long an event may be about to be chained.
GRACE = dt.timedelta(minutes=10)


def faults() -> Iterator[str]:
    """A sentence for each place."""
    for chain in Chain:
        yield from faults_of_links(chain)
        yield from faults_of_head(chain)
        yield from faults_of_unchained(chain)
    yield from faults_of_bounds()
    yield from faults_of_publications()
    yield from datareleases.faults()
    yield from faults_of_noted_heads()


# ── The chains ────────


def faults_of_links(chain: Chain) -> Iterator[str]:
    """That each link follows the one before, and that each row says what it said when it was chained."""
    links = Link.objects.filter(chain=chain).order_by("number").iterator(BATCH)
    number, before = 0, ""
    while batch := list(islice(links, BATCH)):
        rows, newest = ROWS[chain].in_bulk([link.row for link in batch]), newest_of(batch)
        for link in batch:
            row = rows.get(link.row)
            yield from (f"{place(link, row)} {what}" for what in faults_of_link(link, number, before))
            if link.number == newest[link.row] and (what := fault_of_row(link, row)):
                yield f"{place(link, row)} {what}"
            number, before = link.number, link.digest


def faults_of_link(link: Link, number: int, before: str) -> Iterator[str]:
    if link.number != number + 1:
        yield f"follows no. {number} of the chain: what was between is missing."
    elif link.previous != before:
        yield "does not follow the link before it: one of the two was altered or put in."
    if trail.digest(content_of(link)) != link.digest:
        yield "has another digest than what its link says: the link was altered."


def fault_of_row(link: Link, row: Event | Release | None) -> str:
    if row is None:
        cancelled = link.chain == Chain.RELEASES and link.said == trail.cancelled(link.row)
        return "" if cancelled else "was taken out."
    return "" if link.said == trail.said_of(row) else "was altered: it does not say what was chained."


def newest_of(links: list[Link]) -> dict[int, int]:
    """By row the number of its last link."""
    same = Link.objects.filter(chain=links[0].chain, row__in={link.row for link in links})
    return dict(same.order_by().values_list("row").annotate(Max("number")))


def content_of(link: Link) -> dict:
    return trail.line(chain=link.chain, number=link.number, previous=link.previous, row=link.row, said=link.said)


def faults_of_head(chain: Chain) -> Iterator[str]:
    """That nothing is cut off at the end."""
    last = Link.objects.filter(chain=chain).order_by("number").last()
    head = Head.objects.filter(pk=chain).first()
    found, noted = ((row.number, row.digest) if row else (0, "") for row in (last, head))
    if found != noted:
        yield f"The chain of {chain} ends at no. {found[0]}, and should at no. {noted[0]} ({noted[1] or 'nothing'})."


def faults_of_unchained(chain: Chain) -> Iterator[str]:
    rows = unchained(chain).order_by("pk")
    if chain == Chain.EVENTS:
        now = timezone.now()
        rows = rows.exclude(at__gt=now - GRACE, at__lte=now)
    for row in rows.iterator(BATCH):
        yield (
            f"{named(chain, row.pk, row)} is not in the chain: it was put in by hand, or by a server of an earlier "
            "version, or the server was ended as it was written."
        )


def place(link: Link, row: Event | Release | None) -> str:
    return f"{named(link.chain, link.row, row)}, no. {link.number} of the chain,"


def named(chain: str, key: int, row: Event | Release | None) -> str:
    """What a row is called, and when it was."""
    name = {Chain.EVENTS: "Event", Chain.RELEASES: "Release"}[chain]
    if row is None:
        return f"{name} {key}"
    what, at = (row.verb, row.at) if chain == Chain.EVENTS else (row.slug, row.live_from)
    return f"{name} {key} ({what}, {at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC)"


# ── What follows from them ────────


def faults_of_bounds() -> Iterator[str]:
    """That each release lasts until the next of its entry begins."""
    rows = Release.objects.order_by("entry_uid", "live_from").iterator(BATCH)
    for row, following in pairwise(joined(rows, [None])):
        until = following.live_from if following and following.entry_uid == row.entry_uid else None
        if row.live_until != until:
            yield (
                f"{named(Chain.RELEASES, row.pk, row)} lasts until {row.live_until or 'further notice'}, and should "
                f"until {until or 'further notice'}."
            )


def faults_of_publications() -> Iterator[str]:
    """That documents are those of their digests, and what is listed and counted by is that of the documents."""
    for row in Publication.objects.order_by("pk").prefetch_related("facets").iterator(BATCH):
        name = f"Publication {row.pk} ({row.slug}, version {row.number})"
        if documents.digest(row.document) != row.digest:
            yield f"{name} was altered: its document is not that of its digest."
            continue
        content = row.content()
        names = json.loads(row.document)["name"]
        # What was written in other languages than today's is read with other texts than it was digested with.
        if names.keys() == set(LANGUAGES) and documents.content_digest(content) != row.content_digest:
            yield f"{name} says another thing than the digest of what it says."
        if listed(row) != said_to_be_listed(content, names):
            yield f"{name} is not listed under the name and address that its document says."
        if facets_of(row) != sorted(tuple(facet[name] for name in FACET) for facet in documents.facets(content)):
            yield f"{name} is counted by other facts than its document says."


FACET = ("kind", "code", "status", "possible_from", "certain_from", "certain_until", "possible_until")


def facets_of(row: Publication) -> list[tuple]:
    return sorted(tuple(getattr(facet, name) for name in FACET) for facet in row.facets.all())


def listed(row: Publication) -> tuple:
    return row.kind, row.slug, row.name_en, row.name_ar


def said_to_be_listed(content: dict, names: dict[str, str]) -> tuple:
    """The same as a document says it, with its names in whichever languages it was written in."""
    second = next((text for code, text in names.items() if code != "en"), "")
    return documents.kind_of(content), content["slug"], names["en"], second


def faults_of_noted_heads() -> Iterator[str]:
    """That the heads which releases of the data name stand in the chains at their places."""
    for row in DataRelease.objects.order_by("number"):
        for chain, head in row.heads.items():
            found = Link.objects.filter(chain=chain, number=head["number"]).values_list("digest", flat=True).first()
            if (found or "") != head["digest"]:
                yield (
                    f"Release {row.number} of the data ({row.name}) names {head['digest']} as no. {head['number']} of "
                    f"the chain of {chain}, which does not stand there: the chain was made anew."
                )
