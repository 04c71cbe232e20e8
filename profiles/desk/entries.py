"""The kinds of entries, and an entry by its uid. Adding a kind is a model, a shape of document and a template."""

import uuid
from collections.abc import Iterable

from .models import Entity, Meeting, Paper, Programme, Text
from .models.entries import Entry

MODELS = {model.entry_kind: model for model in (Entity, Meeting, Text, Paper, Programme)}


def find(uid: uuid.UUID) -> Entry:
    """The working copy with that uid. Raises ObjectDoesNotExist."""
    for model in MODELS.values():
        if entry := model.objects.filter(uid=uid).first():
            return entry
    raise Entity.DoesNotExist(uid)


def lock(entry: Entry) -> Entry:
    """An entry as it is now, its row held until the transaction ends: whoever changes what becomes of it holds it."""
    return type(entry).objects.select_for_update().get(pk=entry.pk)


def lock_all(uids: Iterable[uuid.UUID]) -> None:
    """Hold the rows of several entries, always in one order."""
    wanted = set(uids)
    for model in MODELS.values():
        list(model.objects.select_for_update().filter(uid__in=wanted).order_by("pk"))


def address_name(entry: Entry, page: str) -> str:
    """What an address of an entry in admin is called: `admin:profiles_entity_change`."""
    return f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}"
