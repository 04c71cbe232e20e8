"""Adding to the trail. Only this module writes links and heads.

A release is chained in the transaction that writes it: whoever changes what the public sees holds the stamp. An event
is chained just after its own transaction, in one that holds nothing but the head: within, whoever logs first and locks
something else afterwards would wait for somebody who waits for the head.
"""

from collections.abc import Collection, Iterable
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from profiles.published import chain as trail
from profiles.published.models import Head, Link, Release
from profiles.published.models.chain import Chain

from .models import Event

BATCH = 500


def after_commit(event: Event) -> None:
    """Chain an event as soon as it stands. Should that fail, it stands unchained: `manage.py verify` names it."""
    transaction.on_commit(partial(chain_events, [event.pk]), robust=True)


@transaction.atomic
def chain_events(keys: Collection[int]) -> None:
    head = lock(Chain.EVENTS)
    rows = unchained(Chain.EVENTS).filter(pk__in=keys).order_by("pk")
    append(head, ((row.pk, trail.said_of(row)) for row in rows))


def chain_releases(rows: Iterable[Release]) -> None:
    """Chain releases as they are now, in the transaction that wrote or moved them."""
    append(lock(Chain.RELEASES), [(row.pk, trail.said_of(row)) for row in rows])


def chain_cancelled(keys: Iterable[int]) -> None:
    append(lock(Chain.RELEASES), [(key, trail.cancelled(key)) for key in keys])


@transaction.atomic
def take_up() -> dict[str, list[int]]:
    """Chain, at the end, what stands unchained; by chain the keys of those rows."""
    found = {}
    for chain in Chain:
        head = lock(chain)
        rows = list(unchained(chain).order_by("pk"))
        append(head, [(row.pk, trail.said_of(row)) for row in rows])
        found[chain.value] = [row.pk for row in rows]
    return found


def unchained(chain: Chain):
    """The rows without a link."""
    model = {Chain.EVENTS: Event.objects, Chain.RELEASES: Release.objects.select_related("publication")}[chain]
    return model.exclude(Exists(Link.objects.filter(chain=chain, row=OuterRef("pk"))))


def lock(chain: Chain) -> Head:
    return Head.objects.select_for_update().get_or_create(pk=chain)[0]


def append(head: Head, said: Iterable[tuple[int, str]]) -> None:
    """Add links about rows, by key and digest, after a head that is locked."""
    said = iter(said)
    while batch := list(islice(said, BATCH)):
        links = [following(head, row, digest) for row, digest in batch]
        Link.objects.bulk_create(links)
        head.save(update_fields=["number", "digest"])


def following(head: Head, row: int, said: str) -> Link:
    """The next link; the head goes on to it."""
    line = trail.line(chain=head.chain, number=head.number + 1, previous=head.digest, row=row, said=said)
    head.number, head.digest = line["number"], trail.digest(line)
    return Link(**line, digest=head.digest)
