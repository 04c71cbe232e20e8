"""The record of the working copy: each state that was saved, with its author, to look at and to take up again. Only
this module writes saved copies."""

import uuid
from collections import defaultdict
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from profiles.published import documents
from profiles.published.models import Publication

from .. import permissions, workingcopy
from ..models import Entity, Event, SavedCopy
from . import Refused, log, require


def save(entity: Entity, *, by) -> SavedCopy:
    """Keep the document of the working copy as it is now, with its author: called after each save in admin, which has
    checked the right."""
    content = workingcopy.document(entity)
    text, says = documents.canonical(content), documents.content_digest(content)
    last = SavedCopy.objects.of(entity).first()
    if last and last.content_digest == says:
        return last
    digest = documents.digest(text)
    return SavedCopy.objects.create(entity_uid=entity.uid, document=text, digest=digest, content_digest=says, author=by)


def restore(source: Publication | SavedCopy, *, by, message: str = "") -> Entity:
    """Copy an earlier publication or saved copy to the working copy, after keeping what was there. Nothing public
    changes."""
    entity = Entity.objects.get(uid=source.entity_uid)
    require(permissions.can_edit(by, entity) and permissions.edits_everything(by))
    with transaction.atomic():
        entity = Entity.objects.select_for_update().get(pk=entity.pk)
        save(entity, by=None)
        try:
            workingcopy.apply(source.content(), entity)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        save(entity, by=by)
        which = {"number": source.number} if isinstance(source, Publication) else {"copy": source.pk}
        log(Event.Verb.RESTORE, by, entity, message, **which)
    return entity


# ── Who wrote it ────────


class Save(NamedTuple):
    """A saved copy without its document."""

    pk: int
    digest: str
    at: object
    author: int | None


def authors(entity: Entity, *, copy: SavedCopy | None = None) -> set[int]:
    """Who wrote any of what differs from the newest publication, up to a saved copy: primary keys of accounts."""
    return authors_among(saves_of([entity])[entity.uid], newest_of([entity]).get(entity.uid), copy)


def authors_of(entities) -> set[int]:
    """The authors of several profiles, with as many queries as of one."""
    saves, newest = saves_of(entities), newest_of(entities)
    return set().union(*(authors_among(saves[entity.uid], newest.get(entity.uid)) for entity in entities))


def saves_of(entities) -> dict[uuid.UUID, list[Save]]:
    """The saved copies of profiles by `uid`, oldest first."""
    rows = SavedCopy.objects.filter(entity_uid__in=[entity.uid for entity in entities]).order_by("at", "pk")
    found = defaultdict(list)
    for uid, *columns in rows.values_list("entity_uid", "pk", "content_digest", "at", "author"):
        found[uid].append(Save(*columns))
    return found


def newest_of(entities) -> dict[uuid.UUID, tuple]:
    """Of each profile that has one, its newest publication with a release: digest, and when it was made."""
    rows = Publication.objects.filter(
        entity_uid__in=[entity.uid for entity in entities], releases__isnull=False
    ).order_by("number")
    return {uid: columns for uid, *columns in rows.values_list("entity_uid", "content_digest", "created_at")}


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
