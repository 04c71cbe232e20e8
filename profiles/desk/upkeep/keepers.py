"""Who keeps which profile: whom its facts are a matter of, who leaves soon, and what nobody keeps any more."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ..attention import SOON
from ..models import Assignment, Entity, User


def keepers(entities: Collection[Entity]) -> dict[int, list[User]]:
    """The focal points of some profiles, by the profile's primary key: whose assignment lasts, and who can sign in and
    edit. One query; a profile that nobody keeps is not there."""
    people = User.objects.current().with_right("change_entity")
    rows = Assignment.objects.current().filter(entity__in=entities, user__in=people).select_related("user")
    found = defaultdict(list)
    for row in rows.order_by("user__username"):
        found[row.entity_id].append(row.user)
    return dict(found)


@dataclass(frozen=True)
class Leaving:
    """An assignment that ends soon; or the last that has ended, or cannot be used, where nobody keeps the profile."""

    assignment: Assignment
    is_over: bool


def leaving(entities: Collection[Entity], day: dt.date) -> list[Leaving]:
    """What of some profiles needs somebody else before long, or now: those without anybody first. Two queries."""
    kept = keepers(entities)
    last = {}
    rows = Assignment.objects.filter(entity__in=entities).select_related("user", "entity")
    for row in rows.order_by("until", "pk"):
        last[row.entity_id] = row
        if row.entity_id in kept and row.until and day <= row.until <= day + SOON:
            last[row.entity_id, row.pk] = row
    over = [Leaving(row, True) for key, row in last.items() if isinstance(key, int) and key not in kept]
    soon = [Leaving(row, False) for key, row in last.items() if not isinstance(key, int)]
    return [*over, *soon]
