"""How long each kind of fact holds before somebody is asked about it: what publishers have set, and what stands there
to begin with."""

from collections.abc import Mapping

from django.apps import apps

from profiles.values.languages import either, no_pair

from ..models import ShelfLife

Kind = ShelfLife.Kind
# Months. How an office is reached changes sooner than which office it is; what somebody is in the dialogue, rarely.
USUAL = {
    Kind.MEMBERSHIPS: 24,
    Kind.ROLE_TERMS: 12,
    Kind.AFFILIATIONS: 24,
    Kind.RESPONSIBLE_ENTITIES: 12,
    Kind.CONTACT: 6,
}


def make_shelf_lives(apps=apps, **kwargs) -> None:
    """A row for each kind that has none yet. Runs after every migration, also one that goes back to before the table:
    `apps` are the models by then."""
    if "shelflife" not in apps.all_models["profiles"]:
        return
    known = set(ShelfLife.objects.values_list("code", flat=True))
    ShelfLife.objects.bulk_create(
        ShelfLife(code=code, months=months) for code, months in USUAL.items() if code not in known
    )


def months_by_kind() -> dict[str, int]:
    """What is set, of the kinds that are asked about at all."""
    return dict(ShelfLife.objects.exclude(months=None).values_list("code", "months"))


def months_of(part: str, fact: dict, months: Mapping[str, int]) -> int | None:
    """The shelf life of a fact of a document: the shortest of those that are set for it; none where none is."""
    kinds = [part, Kind.CONTACT] if says_how_it_is_reached(fact) else [part]
    return min((months[kind] for kind in kinds if kind in months), default=None)


def says_how_it_is_reached(fact: dict) -> bool:
    return bool(fact.get("website") or either(fact.get("contact", no_pair())))
