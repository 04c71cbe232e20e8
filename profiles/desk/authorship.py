"""Who wrote what is about to be published: nobody approves only what they wrote themselves without saying why."""

import uuid
from collections import defaultdict
from typing import NamedTuple

from profiles.published.models import Publication

from .models import Entity, SavedCopy


class Save(NamedTuple):
    """A saved copy without its document."""

    pk: int
    digest: str
    at: object
    author: int | None


def authors(entity: Entity, *, copy: SavedCopy | None = None) -> set[int]:
    """Who wrote any of what differs from the newest publication, up to a saved copy: primary keys of accounts."""
    return wrote(saves_of([entity])[entity.uid], newest_of([entity]).get(entity.uid), copy)


def authors_of(entities) -> set[int]:
    """The authors of several profiles, with as many queries as of one."""
    saves, newest = saves_of(entities), newest_of(entities)
    return set().union(*(wrote(saves[entity.uid], newest.get(entity.uid)) for entity in entities))


def saves_of(entities) -> dict[uuid.UUID, list[Save]]:
    """The saved copies of profiles by `uid`, oldest first."""
    rows = SavedCopy.objects.filter(entity_uid__in=[entity.uid for entity in entities]).order_by("at", "pk")
    found = defaultdict(list)
    for uid, *columns in rows.values_list("entity_uid", "pk", "digest", "at", "author"):
        found[uid].append(Save(*columns))
    return found


def newest_of(entities) -> dict[uuid.UUID, tuple]:
    """Of each profile that has one, its newest publication with a release: digest, and when it was made."""
    rows = Publication.objects.filter(
        entity_uid__in=[entity.uid for entity in entities], releases__isnull=False
    ).order_by("number")
    return {uid: columns for uid, *columns in rows.values_list("entity_uid", "digest", "created_at")}


def wrote(saves: list[Save], newest, copy: SavedCopy | None = None) -> set[int]:
    later = [save for save in saves if copy is None or save.pk <= copy.pk]
    if newest:
        digest, made = newest
        # Work may have gone on while a proposal waited: what counts is what was saved after the copy that went public.
        same = [save.pk for save in saves if save.digest == digest and save.at <= made]
        later = [save for save in later if (save.pk > same[-1] if same else save.at > made)]
    # A state that was taken up again has the author who first wrote it, too.
    digests = {save.digest for save in later}
    return {save.author for save in saves if save.digest in digests and save.author}
