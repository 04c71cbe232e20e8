"""Taking an import back: what it wrote, as far as that still stands."""

from enum import StrEnum

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


class Keeps(StrEnum):
    """What keeps an entry from being put back."""

    RELEASED = "released"
    PROPOSED = "proposed"
    CHANGED = "changed"


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
        waiting = not_undone(record)
        left = [sentence for uid, item in waiting.items() if (sentence := undo_one(record, uid, item, by=by))]
        undone = [uid for uid, item in waiting.items() if item.get("undone")]
        if waiting and not undone:
            raise Refused(" ".join([_("It cannot be undone."), *left[: importing.MOST_TOLD]]))
        if len(undone) == len(waiting):
            importing.decide(record, Import.State.UNDONE, "outcome")
        else:
            record.save(update_fields=["outcome"])
        log(Event.Verb.UNDO_IMPORT, by, None, "", subject=record.name, record=record.pk, entries=undone)
    return left


def not_undone(record: Import) -> dict[str, dict]:
    return {uid: item for uid, item in record.outcome.items() if not item.get("undone")}


def look(record: Import) -> dict[str, Keeps | None]:
    """What keeps each entry from being put back that is here and was not yet; None where nothing does. Nothing is
    written, and many entries cost as many queries as one of each kind."""
    items = not_undone(record)
    since = {"entry_uid__in": list(items)}
    released = Release.objects.filter(**since, created_at__gte=record.decided_at).values_list("entry_uid", flat=True)
    proposed = Proposal.objects.filter(**since, at__gte=record.decided_at).waiting().values_list("entry_uid", flat=True)
    keeps = {str(uid): Keeps.PROPOSED for uid in proposed} | {str(uid): Keeps.RELEASED for uid in released}
    asked = {uid: item for uid, item in items.items() if uid not in keeps}
    before = SavedCopy.objects.in_bulk([item["before"] for item in asked.values() if item["before"]])
    digests = [item["after"] for item in asked.values()]
    kept = SavedCopy.objects.filter(entry_uid__in=list(asked), content_digest__in=digests)
    after = {(str(copy.entry_uid), copy.content_digest): copy for copy in kept}
    for model in entries.MODELS.values():
        found = list(model.objects.filter(uid__in=asked))
        for now in workingcopy.documents_of(found).values():
            uid = now["uid"]
            wrote, was = after[uid, asked[uid]["after"]].content(), before.get(asked[uid]["before"])
            keeps[uid] = None if stands(now, wrote, was and was.content()) else Keeps.CHANGED
    return keeps


def stands(now: dict, wrote: dict, was: dict | None) -> bool:
    """Whether anything that an import wrote stands there still; of an entry that it made, all of it."""
    if was is None:
        return documents.content_digest(now) == documents.content_digest(wrote)
    return bool(merge.merge(wrote, now, was).taken)


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
    item |= {"undone": True, "stays": len(stays)}
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
