"""Taking up into the trail what stands outside it, as a server of an earlier version leaves it, or one that was
ended."""

from django.db import transaction

from .. import chaining
from ..models import Event
from . import log


@transaction.atomic
def take_up() -> dict[str, int]:
    """Chain, at the end, what is not chained: by chain how many rows. The log says so, by which rows."""
    found = chaining.take_up()
    if any(found.values()):
        log(Event.Verb.TAKE_UP, None, None, "", subject="–", **found)
    return {chain: len(keys) for chain, keys in found.items()}
