"""Confirmations as rows: which facts of what is live they may be about, and in what capacity somebody says so."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Confirmation, Publication
from profiles.published.models.confirmations import SaidBy

from .. import permissions
from ..models.entries import Entry
from . import Refused


def add(
    entry: Entry, *, by, facts: Collection[str], read: Mapping[str, str] | None, day: dt.date
) -> list[Confirmation]:
    """Write them, in a transaction that has begun. Raises Refused, and writes none, where one of the facts is not
    public, or reads otherwise than somebody has `read` it (digests by uid)."""
    live = Publication.objects.of(entry).live(timezone.now()).first()
    public = live.fact_digests() if live else {}
    if not facts:
        raise Refused(_("Tick the facts that are still true."))
    if not set(facts) <= public.keys():
        raise Refused(_("Only facts that are public now can be confirmed."))
    if read is not None and any(read.get(uid) != public[uid] for uid in facts):
        raise Refused(_("A fact was changed meanwhile: look at it again."))
    said_by = SaidBy.MEMBER if permissions.speaks_for_member(by, entry) else SaidBy.SECRETARIAT
    return [
        Confirmation.objects.create(entry_uid=entry.uid, fact_uid=uid, digest=public[uid], day=day, said_by=said_by)
        for uid in dict.fromkeys(facts)
    ]
