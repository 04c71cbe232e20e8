"""Where cited addresses stand: the row, its column, whose it is. Of many addresses at once, in as many queries as of
one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from profiles.published.models import Source

from .. import entries, workingcopy
from ..models import Assignment, LinkPlace, LinkState
from ..models.entries import Entry
from .cited import addresses_in

OWNERS = {model: workingcopy.owner_of(key) for key, model in workingcopy.MODELS.items()}
ENTRIES = {model._meta.label_lower: model for model in entries.MODELS.values()}


@dataclass(frozen=True)
class Where:
    """A place of an address: the row in whose column it stands (an entry, a fact of one, a word), the entry if there is
    one, and who keeps that. With no column it stands only in what is public of the entry."""

    row: models.Model
    column: str
    entry: Entry | None
    keepers: tuple[str, ...] = ()

    @property
    def is_source(self) -> bool:
        return isinstance(self.row, Source)


def places_of(links: Iterable[LinkState], seen: dict | None = None) -> dict[int, list[Where]]:
    """By the key of each address where it stands still; of entries those alone, by uid, that are `seen` (all: None)."""
    addresses = {link.pk: link.address for link in links}
    places = [
        place
        for place in LinkPlace.objects.filter(link__in=addresses)
        if seen is None or place.entry_uid is None or place.entry_uid in seen
    ]
    rows, keepers, found = rows_of(places), keepers_of(places), defaultdict(list)
    for place in places:
        row = rows.get((place.model, place.row))
        if row is not None and stands_in(row, place.column, addresses[place.link_id]):
            entry = entry_of(row)
            found[place.link_id].append(Where(row, place.column, entry, keepers.get(entry and entry.pk, ())))
    return found


def rows_of(places: list[LinkPlace]) -> dict[tuple[str, int], models.Model]:
    """The rows in which they stand, by model and key."""
    keys = defaultdict(set)
    for place in places:
        keys[place.model].add(place.row)
    found = {}
    for label, wanted in keys.items():
        model = apps.get_model(label)
        rows = model.objects.filter(pk__in=wanted)
        rows = rows.select_related(OWNERS[model]) if model in OWNERS else rows
        found |= {(label, row.pk): row for row in rows}
    return found


def keepers_of(places: list[LinkPlace]) -> dict[int, tuple[str, ...]]:
    """The focal points of the profiles, by the key of the profile."""
    uids = {place.entry_uid for place in places if place.entry_uid}
    found = defaultdict(tuple)
    if uids:
        kept = Assignment.objects.current().filter(entity__uid__in=uids, user__is_active=True)
        for row in kept.select_related("user").order_by("user__username"):
            found[row.entity_id] += (str(row.user),)
    return found


def entry_of(row) -> Entry | None:
    if isinstance(row, Entry):
        return row
    return getattr(row, OWNERS[type(row)]) if type(row) in OWNERS else None


def stands_in(row, column: str, address: str) -> bool:
    """Whether it has not been changed since the last round: what is public (no column) changes by publishing alone."""
    return not column or address in addresses_in(row._meta.get_field(column), getattr(row, column))


def sources_of(places: Iterable[Where]) -> Iterator[Source]:
    """The sources of the register whose own address it is."""
    yield from (place.row for place in places if place.is_source and place.column == "url")
