"""Who else has the form of an entry open: the browser says that it is, and reads who else is there.

Nothing is claimed of a form that is only looked at (its GET writes nothing, and a browser without script says nothing);
whoever gives no sign for a while is forgotten. Only who may edit the entry counts, and is told.
"""

import datetime as dt

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from ...models import Presence, SavedCopy
from ...models.entries import Entry
from ..pages.deskpage import desk_act, may_edit


@desk_act("present", "<int:pk>/present/", right=may_edit)
def present(request, entry):
    """A sign from an open form; answered by a sentence about each of the others."""
    now = timezone.now()
    note(entry, request.user, now)
    return JsonResponse({"others": sentences(entry, request.user, now)}, headers={"Cache-Control": "no-store"})


def note(entry: Entry, person, now: dt.datetime) -> None:
    """Store a sign, unless the last one is fresh: one statement, so that no other writer waits."""
    last = Presence.objects.of(entry).recent(now).filter(person=person).first()
    if last and now - last.seen_at < Presence.STORED_EVERY:
        return
    if not last:
        Presence.objects.forgotten(now).delete()
    row = Presence(entry_uid=entry.uid, person=person, opened_at=last.opened_at if last else now, seen_at=now)
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["entry_uid", "person"],
        update_fields=["opened_at", "seen_at"],
    )


def sentences(entry: Entry, person, now: dt.datetime) -> list[str]:
    """Who else has it open since when, and when they last saved it meanwhile, in the order in which they came."""
    others = list(Presence.objects.of(entry).recent(now).exclude(person=person).select_related("person"))
    if not others:
        return []
    saves = SavedCopy.objects.of(entry).filter(author__in=[other.person_id for other in others])
    # Oldest first: the last one of each person stays.
    saved = dict(saves.filter(at__gte=others[0].opened_at).order_by("at").values_list("author", "at"))
    return [sentence(other, saved.get(other.person_id)) for other in others]


def sentence(other: Presence, saved: dt.datetime | None) -> str:
    # Isolated, so that a name stays whole among Arabic words.
    who = f"\u2068{other.person}\u2069" if get_language_bidi() else other.person
    words = {"who": who, "since": clock(other.opened_at)}
    if saved is None or saved < other.opened_at:
        return _("%(who)s has had this open since %(since)s.") % words
    words["saved"] = clock(saved)
    return _("%(who)s has had this open since %(since)s, and last saved at %(saved)s.") % words


def clock(moment: dt.datetime) -> str:
    """`14:05`, in the zone of the portal; with its day where that is not today."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else f"{local:%Y-%m-%d %H:%M}"
