"""The verbs on addresses that the directory cites: to leave one out of the checks on purpose, or no longer; to have it
looked at again; to write an archived address into the register. Nothing of it but the last is public."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Source

from .. import permissions
from ..models import Event, LinkState
from . import Refused, log, queueing, require, vocabulary


def ignore(links, *, by, why: str) -> int:
    """Leave those of some addresses that are checked out of the checks: how many."""
    require(permissions.edits_everything(by))
    why = why.strip()
    if not why:
        raise Refused(_("Say why it is left out."))
    with transaction.atomic():
        rows = list(links.heeded().select_related(None).select_for_update())
        columns = {"ignored_by": by, "ignored_at": timezone.now(), "ignored_why": why[:500], "wanted": False}
        LinkState.objects.filter(pk__in=[row.pk for row in rows]).update(**columns)
        for row in rows:
            log(Event.Verb.IGNORE, by, None, why, subject=row.address)
    return len(rows)


def heed(links, *, by) -> int:
    """Have those of some addresses that were left out checked again: how many."""
    require(permissions.edits_everything(by))
    with transaction.atomic():
        rows = list(links.ignored().select_related(None).select_for_update())
        columns = {"ignored_by": None, "ignored_at": None, "ignored_why": "", "wanted": True}
        LinkState.objects.filter(pk__in=[row.pk for row in rows]).update(**columns)
        for row in rows:
            log(Event.Verb.HEED, by, None, row.ignored_why, subject=row.address)
    return len(rows)


def look_again(links, *, by) -> int:
    """Have the next round ask some addresses first, as far as this person may see them: how many."""
    require(by.is_active and by.has_perm("profiles.view_linkstate"))
    seen = permissions.visible_links(by, LinkState.objects.filter(pk__in=links.values("pk"))).heeded()
    return LinkState.objects.filter(pk__in=list(seen.values_list("pk", flat=True))).update(wanted=True)


def use_archived(source: Source, address: str, *, by) -> None:
    """Give a source that has none an archived address. Raises ValidationError for what is no address."""
    with queueing():
        source = Source.objects.get(pk=source.pk)
        if source.archived_url:
            raise Refused(_("It has an archived address already."))
        source.archived_url = address
        vocabulary.change(source, by=by)
