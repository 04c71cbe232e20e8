"""The record of the working copy: each state that was saved, with its author, to look at and to take up again. Only
this module writes saved copies."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from profiles.published import documents
from profiles.published.models import Publication

from . import permissions, workingcopy
from .models import Entity, Event, SavedCopy
from .verbs import Refused, log, require


def save(entity: Entity, *, by) -> SavedCopy:
    """Keep the document of the working copy as it is now, with its author: called after each save in admin, which has
    checked the right."""
    text = documents.canonical(workingcopy.document(entity))
    digest = documents.digest(text)
    last = SavedCopy.objects.of(entity).first()
    if last and last.digest == digest:
        return last
    return SavedCopy.objects.create(entity_uid=entity.uid, document=text, digest=digest, author=by)


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


def authors(entity: Entity, *, copy: SavedCopy | None = None) -> set[int]:
    """Who wrote any of what differs from the newest publication, up to a saved copy: primary keys of accounts."""
    copies = SavedCopy.objects.of(entity)
    later = copies.filter(pk__lte=copy.pk) if copy else copies
    last = Publication.objects.of(entity).filter(releases__isnull=False).order_by("number").last()
    if last:
        # Work may have gone on while a proposal waited: what counts is what was saved after the copy that went public.
        same = copies.filter(digest=last.digest, at__lte=last.created_at).first()
        later = later.filter(pk__gt=same.pk) if same else later.filter(at__gt=last.created_at)
    # A state that was taken up again has the author who first wrote it, too.
    wrote = copies.filter(Q(pk__in=later) | Q(digest__in=later.values("digest")), author__isnull=False)
    return set(wrote.order_by().values_list("author", flat=True))
