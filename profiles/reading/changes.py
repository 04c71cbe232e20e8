"""The public log: what each release changed, from what to what, in words. Computed; the private log has no part in it.

Of a profile that is withdrawn now, nothing is said but that it was withdrawn, and why.
"""

import datetime as dt
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, labels
from profiles.published.documents import FILES
from profiles.published.models import Facet, Publication, Release
from profiles.values.choices import EntryKind
from profiles.values.languages import DIRECTION, by_letters
from profiles.values.partialdate import PartialDate

from .reading import Reading

# Up to how many characters a change is told in the line, and how much is shown of what stayed beside a longer one.
SHORT = 160
BESIDE = 90
# Comparing by words takes the product of both lengths: beyond this, a paragraph is told as gone and come.
COMPARABLE = 4_000 * 4_000
# How much of a paragraph's letters must have stayed for its words to be compared one by one.
ALIKE = 0.6


@dataclass(frozen=True)
class LogLine:
    """One thing that an entry tells: where, from what (empty: nothing) to what."""

    where: str
    before: str
    after: str

    @classmethod
    def of(cls, change: diff.Change) -> "LogLine":
        files = [str(labels.LABELS[key]) for key in FILES]
        if change.where in files or diff.plain(change.before) == diff.plain(change.after):
            return cls(change.where, "", "")
        return cls(change.where, change.before, change.after)

    @property
    def bare(self) -> bool:
        """Whether there are no words to show: a picture, or headings and emphasis."""
        return not (self.before or self.after)

    @property
    def long(self) -> bool:
        return max(len(self.before), len(self.after)) > SHORT

    @property
    def language(self) -> str:
        """The language that its text is in, by its letters."""
        return by_letters(self.after or self.before)

    @property
    def direction(self) -> str:
        return DIRECTION[self.language]

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """Both texts as one: what stayed (`same`, shortened where it is long), went (`gone`), came (`new`)."""
        return [(kind, shorten(text) if kind == "same" else text) for kind, text in mark(self.before, self.after)]

    @property
    def added(self) -> int:
        return self._words("new")

    @property
    def removed(self) -> int:
        return self._words("gone")

    def _words(self, wanted: str) -> int:
        return sum(len(re.findall(r"\w+", text)) for kind, text in self.pieces if kind == wanted)


def mark(before: str, after: str) -> list[tuple[str, str]]:
    """As `Change.pieces`, by paragraphs first: long texts with a small change stay cheap."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            found.append(("same", gone))
        else:
            found += by_words(gone, come)
    return [(kind, text) for kind, text in found if text]


def by_words(gone: str, come: str) -> list[tuple[str, str]]:
    """A paragraph that reads differently; one that is hardly the same any more as a whole."""
    if len(gone) * len(come) <= COMPARABLE:
        pieces = diff.Change("", gone, come).pieces()
        stayed = sum(letters(text) for kind, text in pieces if kind == "same")
        if stayed >= ALIKE * min(letters(gone), letters(come)):
            return pieces
    return [("gone", gone), ("new", come)]


def letters(text: str) -> int:
    return len("".join(text.split()))


def shorten(text: str) -> str:
    """What stayed, its middle left out where it is long."""
    if len(text) <= 3 * BESIDE:
        return text
    head, tail = text[:BESIDE], text[-BESIDE:]
    head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return f"{head} […] {tail}"


@dataclass(frozen=True)
class LogEntry:
    """What one release brought: a profile for the first time, changed, again, or withdrawn."""

    release: Release
    before: Publication | None

    @property
    def kind(self) -> str:
        """`first`, `changed`, `again` or `withdrawn`."""
        if self.release.publication is None:
            return "withdrawn"
        if self.release.before is None:
            return "first"
        return "changed" if self.release.previous else "again"

    @property
    def after(self) -> Publication | None:
        return self.release.publication

    @property
    def latest(self) -> Publication | None:
        """The publication that says what it is called, if that is public."""
        return self.after or self.before

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.release.live_from)

    @cached_property
    def lines(self) -> list[LogLine]:
        if not (self.before and self.after):
            return []
        return [LogLine.of(change) for change in diff.changes(self.before.content(), self.after.content())]

    @property
    def wheres(self) -> list[str]:
        """What changed, the first few in a word each."""
        return list(dict.fromkeys(line.where for line in self.lines))[:3]

    @property
    def more(self) -> int:
        """How many changes there are beyond those."""
        return len({line.where for line in self.lines}) - len(self.wheres)


# What the log of the directory tells of.
LOGGED = (EntryKind.PROFILE, EntryKind.MEETING, EntryKind.PAPER, EntryKind.PROGRAMME)


def releases(moment: dt.datetime, *, kinds=LOGGED, slug: str = "", areas: Collection[str] = ()) -> QuerySet:
    """What became public or was withdrawn up to a moment, newest first; of one profile, or of those in an
    area, by all codes that read as it."""
    withdrawn = Release.objects.live(moment).withdrawn().filter(entry_uid=OuterRef("entry_uid"))
    earlier = Release.objects.filter(entry_uid=OuterRef("entry_uid"), live_from__lt=OuterRef("live_from"))
    earlier = earlier.order_by("-live_from")
    past = Release.objects.of_kind(*kinds).past(moment)
    found = past.annotate(
        hidden=Exists(withdrawn),
        previous=Subquery(earlier.values("publication")[:1]),
        before=Subquery(earlier.published().values("publication")[:1]),
    )
    found = found.filter(Q(publication__isnull=True) | Q(hidden=False))
    if slug:
        found = found.of_kind(EntryKind.PROFILE).filter(slug=slug)
    if areas:
        facets = Facet.objects.filter(kind="area", code__in=areas)
        named = [Exists(facets.filter(publication=OuterRef(key))) for key in ("publication", "before")]
        found = found.filter(named[0] | named[1], hidden=False)
    return found.select_related("publication").order_by("-live_from", "slug")


def entries(rows) -> list[LogEntry]:
    """Releases with what they changed: one query for all that was before."""
    rows = list(rows)
    before = Publication.objects.in_bulk({row.before for row in rows if row.before and not row.hidden})
    return [LogEntry(row, before.get(row.before)) for row in rows]


# ── For who keeps a copy ────────


class Known(NamedTuple):
    """What somebody knows: all releases that were written by a count of writes and whose place in the line of moments
    (of one moment, by the uids of their entries) is this one or an earlier one."""

    written: int
    moment: dt.datetime
    uid: uuid.UUID

    def unknown(self, rows: QuerySet) -> QuerySet:
        """The others. A release may be committed after the moment that it is set for, when somebody knows what comes
        behind it: by the count of writes it is found all the same."""
        behind = Q(live_from__gt=self.moment) | Q(live_from=self.moment, entry_uid__gt=self.uid)
        return rows.filter(behind | Q(written__gt=self.written)).order_by("live_from", "entry_uid")


NOTHING = Known(-1, dt.datetime.min.replace(tzinfo=dt.UTC), uuid.UUID(int=0))


class News(NamedTuple):
    """What somebody does not know yet, each entry with what is known after it; what is known after all of it; and
    whether there is more."""

    entries: list[tuple[LogEntry, Known]]
    known: Known
    more: bool


def unknown(reading: Reading, known: Known, most: int) -> News:
    """Of all entries what became public or was withdrawn and is not known yet, in the order of becoming so.

    Writers queue: what was written by a count of writes is all that ever will have been.
    """
    found = releases(reading.moment, kinds=EntryKind.values).filter(written__lte=reading.counter)
    found = known.unknown(found).defer(*(f"publication__{name}" for name in ("document", "search", "search_names")))
    rows = [(LogEntry(row, None), Known(reading.counter, row.live_from, row.entry_uid)) for row in found[: most + 1]]
    places = [place for _entry, place in rows[:most]]
    if len(rows) > most:
        return News(rows[:most], places[-1], more=True)
    # What came late stands before what is known already.
    _written, moment, uid = max([known, *places], key=lambda place: place[1:])
    return News(rows, Known(reading.counter, moment, uid), more=False)


# ── By days ────────


def by_day(found: list[LogEntry]) -> list[tuple[dt.date, list[LogEntry]]]:
    return [(day, list(group)) for day, group in groupby(found, key=lambda entry: entry.day)]


def parse_days(query) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that `from=` and `to=` mean, both inclusive. Raises BadRequest, with the reason."""
    try:
        first = PartialDate.parse(query["from"]).first_day if "from" in query else None
        last = PartialDate.parse(query["to"]).last_day if "to" in query else None
    except ValidationError as error:
        raise BadRequest(error.messages[0]) from error
    if first and last and first > last:
        raise BadRequest(_("The first day is after the last."))
    return first, last


def between_days(rows: QuerySet, first: dt.date | None, last: dt.date | None) -> QuerySet:
    """Of releases those of these days, where the portal is."""
    if first:
        rows = rows.filter(live_from__gte=midnight(first))
    return rows.filter(live_from__lt=midnight(last + dt.timedelta(1))) if last else rows


def midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def years(rows: QuerySet, today: dt.date) -> list[int]:
    """The years that a log reaches over, newest first."""
    first = rows.order_by("live_from").values_list("live_from", flat=True).first()
    return list(range(today.year, timezone.localdate(first).year - 1, -1)) if first else []
