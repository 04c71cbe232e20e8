"""Taking an import back: what it wrote, as far as that still stands."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.published import documents
from profiles.published.labels import FACTS
from profiles.published.models import Release

from .. import entries, merge, permissions, workingcopy
from ..models import Event, Import, Proposal, SavedCopy
from ..models.entries import Entry
from . import Refused, importing, log, proposing, require, savedcopies


def undo(record: Import, *, by) -> list[str]:
    """Make the working copies say again what they did before an import, value by value: what somebody changed since
    stays. Returns a sentence for each entry of which something stays; raises Refused where nothing can be put back.

    An entry that was published since, or waits for it, stays as it is, and the rest can be undone without it: then the
    import is still taken, and this can be tried again. What it brought into the register of sources stays there.
    """
    require(record.author_id == by.pk or permissions.edits_everything(by))
    with transaction.atomic():
        record = importing.lock(record, Import.State.TAKEN)
        entries.lock_all(record.outcome)
        waiting = {uid: item for uid, item in record.outcome.items() if not item.get("undone")}
        left = [sentence for uid, item in waiting.items() if (sentence := undo_one(record, uid, item, by=by))]
        undone = [uid for uid, item in waiting.items() if item.get("undone")]
        if waiting and not undone:
            raise Refused(" ".join([_("It cannot be undone."), *left]))
        if len(undone) == len(waiting):
            importing.decide(record, Import.State.UNDONE, "outcome")
        else:
            record.save(update_fields=["outcome"])
        log(Event.Verb.UNDO_IMPORT, by, None, "", subject=record.name, record=record.pk, entries=undone)
    return left


def undo_one(record: Import, uid: str, item: dict, *, by) -> str:
    """Put one entry back, and note in `item` that it was. What stays, in a sentence; else nothing."""
    name = {"name": item["name"]}
    try:
        entry = entries.find(uid)
    except ObjectDoesNotExist:
        item["undone"] = True
        return _("%(name)s is no longer here.") % name
    if Release.objects.of(entry).filter(created_at__gte=record.decided_at).exists():
        return _("%(name)s was published or withdrawn since.") % name
    if Proposal.objects.filter(entry_uid=uid, at__gte=record.decided_at).waiting().exists():
        return _("%(name)s waits to be published: take the proposal back first.") % name
    require(permissions.can_edit(by, entry))
    try:
        with transaction.atomic():
            stays = put_back(entry, item, by=by)
    except (ValidationError, Refused) as error:
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return f"{item['name']}: {reason}"
    if stays is None:
        return _("%(name)s was changed since.") % name
    item["undone"] = True
    sentence = ngettext(
        "%(name)s: %(number)d value was changed since, and stays: %(values)s.",
        "%(name)s: %(number)d values were changed since, and stay: %(values)s.",
        len(stays),
    )
    return sentence % (name | {"number": len(stays), "values": _("; ").join(stays)}) if stays else ""


def put_back(entry: Entry, item: dict, *, by) -> list[str] | None:
    """The values that stay, since somebody changed them: what each is called. None where nothing of the import stands
    there any more."""
    now = workingcopy.document(entry)
    after = SavedCopy.objects.of(entry).filter(content_digest=item["after"]).first().content()
    if item["before"] is None:
        if documents.content_digest(now) != documents.content_digest(after):
            return None
        proposing.delete_draft(entry, by=by)
        return []
    before = SavedCopy.objects.get(pk=item["before"]).content()
    clashes = merge.merge(after, now, before).clashes
    merged = merge.merge(after, now, before, {clash.path: "mine" for clash in clashes})
    if not merged.taken:
        return None
    workingcopy.apply(merged.content, entry)
    savedcopies.save(entry, by=by)
    rows = {fact["uid"]: fact for side in (before, after, now) for key in FACTS for fact in side.get(key, ())}
    return [merge.where(clash.path, rows) for clash in clashes]
