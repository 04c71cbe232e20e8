"""What is kept of the two languages of a working copy: which texts came to stand beside each other with a save, and
that somebody said that they say the same. Only this module writes wordings."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.published.pairs import Pair, pairs_of
from profiles.values.languages import SECOND, pair

from .. import entries, permissions, workingcopy
from ..models import Event, SavedCopy, Wording
from ..models.entries import Entry
from . import Refused, log, require


def note(copy: SavedCopy, before: dict | None, after: dict) -> None:
    """Keep what a save brought together. What stood together at any time before is judged as it was then, so that a
    state that is taken up again is as level as it was."""
    was = {pair.place: pair for pair in pairs_of(before)} if before else {}
    rows = [
        wording(copy, pair, is_level=comes_level(was.get(pair.place), pair))
        for pair in pairs_of(after)
        if pair.is_whole and not says_the_same(was.get(pair.place), pair)
    ]
    Wording.objects.bulk_create(rows, ignore_conflicts=True)


def wording(copy: SavedCopy, pair: Pair, *, is_level: bool) -> Wording:
    return Wording(
        entry_uid=copy.entry_uid,
        place=pair.place,
        english=pair.digests["en"],
        arabic=pair.digests[SECOND],
        is_level=is_level,
        copy=copy,
    )


def says_the_same(old: Pair | None, new: Pair) -> bool:
    return old is not None and old.digests == new.digests


def comes_level(old: Pair | None, new: Pair) -> bool:
    """Whether a translation came with the change: to the second language, or to whichever language had nothing."""
    return old is None or not old.is_whole or old.digests[SECOND] != new.digests[SECOND]


def agree(entry: Entry, *, by, wordings: Iterable[int]) -> int:
    """The second language needs no change: of these pairs of texts, by primary key, as they were read. How many it
    was."""
    require(permissions.can_edit(by, entry))
    with transaction.atomic():
        entry = entries.lock(entry)
        now = {pair.place: pair.digests for pair in pairs_of(workingcopy.document(entry))}
        rows = Wording.objects.of(entry).behind().filter(pk__in=list(wordings))
        rows = [row for row in rows if now.get(row.place) == pair(row.english, row.arabic)]
        if not rows:
            raise Refused(_("None of these is behind as it was read. Look again."))
        Wording.objects.filter(pk__in=[row.pk for row in rows]).update(is_level=True)
        log(Event.Verb.LEVEL, by, entry, "", places=[row.place for row in rows])
        return len(rows)
