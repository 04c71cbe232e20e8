"""The record of the working copy: each state that was saved, with its author, to look at and to take up again. Only
this module writes saved copies."""

import uuid
from collections import defaultdict
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from profiles.published import documents
from profiles.published.models import Publication

from .. import entries, permissions, workingcopy
from ..models import Event, SavedCopy
from ..models.entries import Entry
from . import Refused, levelling, log, require


def save(entry: Entry, *, by) -> SavedCopy:
    """Keep the document of the working copy as it is now, with its author: called after each save in admin, which has
    checked the right."""
    content = workingcopy.document(entry)
    text, says = documents.canonical(content), documents.content_digest(content)
    last = SavedCopy.objects.of(entry).first()
    if last and last.content_digest == says:
        return last
    digest = documents.digest(text)
    copy = SavedCopy.objects.create(entry_uid=entry.uid, document=text, digest=digest, content_digest=says, author=by)
    levelling.note(copy, last and last.content(), content)
    return copy


def restore(source: Publication | SavedCopy, *, by, message: str = "") -> Entry:
    """Copy an earlier publication or saved copy to the working copy, after keeping what was there. Nothing public
    changes."""
    entry = entries.find(source.entry_uid)
    require(permissions.can_edit(by, entry) and permissions.edits_everything(by))
    with transaction.atomic():
        entry = entries.lock(entry)
        save(entry, by=None)
        try:
            workingcopy.apply(source.content(), entry)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        save(entry, by=by)
        which = {"number": source.number} if isinstance(source, Publication) else {"copy": source.pk}
        log(Event.Verb.RESTORE, by, entry, message, **which)
    return entry


# ── Who wrote it ────────


class Save(NamedTuple):
    """A saved copy without its document."""

    pk: int
    digest: str
    at: object
    author: int | None


def authors(entry: Entry, *, copy: SavedCopy | None = None) -> set[int]:
    """Who wrote any of what differs from the newest publication, up to a saved copy: primary keys of accounts."""
    return authors_among(saves_of([entry])[entry.uid], newest_of([entry]).get(entry.uid), copy)


def authors_of(several, *, copies: dict[uuid.UUID, SavedCopy] | None = None) -> set[int]:
    """The authors of several entries, each up to a saved copy where `copies` has one by uid; with as many queries as of
    one."""
    saves, newest, copies = saves_of(several), newest_of(several), copies or {}
    uids = [entry.uid for entry in several]
    return set().union(*(authors_among(saves[uid], newest.get(uid), copies.get(uid)) for uid in uids))


def saves_of(several) -> dict[uuid.UUID, list[Save]]:
    """The saved copies of entries by `uid`, oldest first."""
    rows = SavedCopy.objects.filter(entry_uid__in=[entry.uid for entry in several]).order_by("at", "pk")
    found = defaultdict(list)
    for uid, *columns in rows.values_list("entry_uid", "pk", "content_digest", "at", "author"):
        found[uid].append(Save(*columns))
    return found


def newest_of(several) -> dict[uuid.UUID, tuple]:
    """Of each entry that has one, its newest publication with a release: digest, and when it was made."""
    rows = Publication.objects.filter(entry_uid__in=[entry.uid for entry in several], releases__isnull=False).order_by(
        "number"
    )
    return {uid: columns for uid, *columns in rows.values_list("entry_uid", "content_digest", "created_at")}


def authors_among(saves: list[Save], newest, copy: SavedCopy | None = None) -> set[int]:
    later = [save for save in saves if copy is None or save.pk <= copy.pk]
    if newest:
        digest, made = newest
        # Work may have gone on while a proposal waited: what counts is what was saved after the copy that went public.
        same = [save.pk for save in saves if save.digest == digest and save.at <= made]
        later = [save for save in later if (save.pk > same[-1] if same else save.at > made)]
    # A state that was taken up again has the author who first wrote it, too.
    digests = {save.digest for save in later}
    return {save.author for save in saves if save.digest in digests and save.author}
