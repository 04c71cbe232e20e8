"""What became of each entry from one moment to another, whatever happened in between: as who looked at both sees it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from profiles.published import diff
from profiles.published.models import Publication, Release
from profiles.values.languages import LANGUAGES, of_row

from .changes import LogLine

AT_ONCE = 200
# How many characters of a long text are told at most.
BRIEF = 400


class Seen(NamedTuple):
    """What was public at a moment, as far as it had been written by a count of the stamp. Of what is written later,
    a clock that was set back may say that it was public before."""

    moment: dt.datetime
    counter: int

    def releases(self) -> QuerySet:
        return Release.objects.past(self.moment).filter(written__lte=self.counter)

    def newest(self) -> QuerySet:
        """Of each entry the release that counted."""
        later = self.releases().filter(entry_uid=OuterRef("entry_uid"), live_from__gt=OuterRef("live_from"))
        return self.releases().filter(~Exists(later))

    def unseen(self, last: dt.datetime) -> QuerySet:
        """The others, up to another moment."""
        return Release.objects.past(last).filter(Q(live_from__gt=self.moment) | Q(written__gt=self.counter))


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
        """What it says otherwise, in each language; of what is long what stands beside it, if that is short."""
        if not (self.before and self.after):
            return {}
        before, after, found = self.before.content(), self.after.content(), {}
        for language in LANGUAGES:
            with translation.override(language):
                lines = [LogLine.of(change) for change in diff.changes(before, after)]
                found[language] = [brief(line) for line in lines]
        return found


def brief(line: LogLine) -> LogLine:
    """A line of which what stayed is shortened; where it is long all the same, it says only where."""
    if not line.long:
        return line
    before, after = (
        "".join(text for kind, text in line.pieces if kind in ("same", side)).strip() for side in ("gone", "new")
    )
    return LogLine(line.where, before, after) if max(len(before), len(after)) <= BRIEF else LogLine(line.where, "", "")


def called(publication: Publication) -> tuple[str, ...]:
    return publication.slug, *of_row(publication, "name").values()


def since(first: Seen, last: dt.datetime) -> Iterator[Became]:
    """Each entry of which something was released that was not seen, up to a moment, by kind and address."""
    rows = first.unseen(last).order_by("kind", "slug").values_list("kind", "slug", "entry_uid").distinct()
    uids = list(dict.fromkeys(uid for _kind, _slug, uid in rows))
    for start in range(0, len(uids), AT_ONCE):
        yield from of_entries(uids[start : start + AT_ONCE], first, last)


def of_entries(uids: list[uuid.UUID], first: Seen, last: dt.datetime) -> Iterator[Became]:
    def of(releases: QuerySet) -> dict[uuid.UUID, Release]:
        return {row.entry_uid: row for row in releases.filter(entry_uid__in=uids).select_related("publication")}

    before, after = of(first.newest()), of(Release.objects.live(last))
    for uid in uids:
        then, now = before.get(uid), after[uid]
        yield Became(then and then.publication, now.publication, now, was_known=then is not None)


@dataclass(frozen=True)
class Tally:
    """How many of the entries that were public at a moment say something else by now, and how many are withdrawn."""

    changed: int
    withdrawn: int


def tally(first: Seen, last: dt.datetime) -> Tally:
    """Of the entries that were public then: how many have been released anew, or withdrawn, by another moment."""
    then = first.newest().filter(publication__isnull=False, entry_uid=OuterRef("entry_uid"))
    now = first.unseen(last).filter(Exists(then)) & Release.objects.live(last)
    return Tally(
        changed=now.filter(publication__isnull=False).count(), withdrawn=now.filter(Q(publication=None)).count()
    )
