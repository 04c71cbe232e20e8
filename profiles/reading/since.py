"""What became of each entry from one moment to another, whatever happened in between: as who looked at both sees it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import translation

from profiles.published import diff
from profiles.published.models import Publication, Release

from .changes import LogLine

AT_ONCE = 200
LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Became:
    """What an entry was and is: a publication at each of the two moments, or none; and the latest release of it."""

    before: Publication | None
    after: Publication | None
    release: Release
    was_known: bool

    @property
    def kind(self) -> str:
        """`first`, `again`, `renamed`, `changed` or `withdrawn`; nothing where both moments see the same."""
        if self.after is None:
            return "withdrawn" if self.before else ""
        if self.before is None:
            return "again" if self.was_known else "first"
        if self.before.content_digest == self.after.content_digest:
            return ""
        return "renamed" if called(self.before) != called(self.after) else "changed"

    def lines(self) -> dict[str, list[LogLine]]:
        """What it says otherwise, in each language; of what is long only where."""
        if not (self.before and self.after):
            return {}
        before, after, found = self.before.content(), self.after.content(), {}
        for language in LANGUAGES:
            with translation.override(language):
                lines = [LogLine.of(change) for change in diff.changes(before, after)]
                found[language] = [LogLine(line.where, "", "") if line.long else line for line in lines]
        return found


def called(publication: Publication) -> tuple[str, ...]:
    return publication.slug, publication.name_en, publication.name_ar


def since(first: dt.datetime, last: dt.datetime) -> Iterator[Became]:
    """Each entry of which something was released after one moment and up to another, by kind and address."""
    rows = released(first, last).order_by("kind", "slug").values_list("kind", "slug", "entry_uid").distinct()
    uids = list(dict.fromkeys(uid for _kind, _slug, uid in rows))
    for start in range(0, len(uids), AT_ONCE):
        yield from of_entries(uids[start : start + AT_ONCE], first, last)


def released(first: dt.datetime, last: dt.datetime) -> QuerySet:
    return Release.objects.past(last).future(first)


def of_entries(uids: list[uuid.UUID], first: dt.datetime, last: dt.datetime) -> Iterator[Became]:
    def seen(moment: dt.datetime) -> dict:
        live = Publication.objects.live(moment).filter(entry_uid__in=uids)
        return {publication.entry_uid: publication for publication in live}

    before, after = seen(first), seen(last)
    releases = {row.entry_uid: row for row in Release.objects.live(last).filter(entry_uid__in=uids)}
    past = Release.objects.past(first).filter(entry_uid__in=uids)
    known = set(past.values_list("entry_uid", flat=True))
    for uid in uids:
        yield Became(before.get(uid), after.get(uid), releases[uid], uid in known)


@dataclass(frozen=True)
class Tally:
    """How many of the entries that were public at a moment say something else by now, and how many are withdrawn."""

    changed: int
    withdrawn: int


def tally(first: dt.datetime, last: dt.datetime) -> Tally:
    """Of the entries that were public at one moment: how many have been released anew, or withdrawn, by another."""
    then = Publication.objects.live(first).values("entry_uid")
    now = Release.objects.live(last).future(first).filter(entry_uid__in=then)
    return Tally(
        changed=now.filter(publication__isnull=False).count(), withdrawn=now.filter(Q(publication=None)).count()
    )
