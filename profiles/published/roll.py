"""The roll of members: all that is live, in order, with the bits of every facet value; what filters and counts ask.

A filter is an AND of whole numbers, a count is the number of their set bits, so a list costs the same with a hundred
members as with ten thousand. Each process keeps one roll and brings it up to date when the stamp says that something
was published: it then reads what is new and nothing else. What is on the roll holds for one stamp; what holds on a
day is worked out when the day is first asked for.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from profiles.values import languages
from profiles.values.choices import EntryKind
from profiles.values.period import ALWAYS, NEVER

from . import diff, vocabularies
from .madeof import digest_of, part
from .models import Facet, Publication, Release
from .orders import Fact, Order, RollEntry
from .stamp import Stamped

# How rows are sorted, in a language. Who has the very name of another stands by its slug, which it has for ever.
KEYS = {
    "name": lambda language: lambda row: (row.name[language], row.slug),
    "joined": lambda language: lambda row: (row.joined == "", row.joined, row.name[language], row.slug),
}
# Of a fact, as texts: many say the same, and of each its days are read once.
DAYS = [Cast(name, TextField()) for name in Fact._fields[3:]]
# A release may be committed a moment after the moment that it is set for.
LATE = dt.timedelta(minutes=1)


class Roll:
    """All publications that are live at a moment. It is not changed once it is made."""

    def __init__(self, stamp, moment, live, rows, facts, merged=MappingProxyType({})):
        self.stamp, self.moment = stamp, moment
        # Of each entity its latest release: (moment, publication or None, release).
        self.live: dict = live
        self.rows: dict[int, RollEntry] = rows
        self.facts: dict[Fact, int] = facts
        # What merged words read as, by kind: facts keep the words in which they were published.
        self.merged: Mapping[str, dict[str, str]] = merged
        self.orders: dict[tuple[str, str], Order] = {}
        self.states = frozenset(row.iso2 for row in rows.values() if row.iso2)

    @cached_property
    def newest(self) -> tuple[int, dt.datetime | None]:
        """The id of the release that was written last, and the moment of the one that came last."""
        releases = self.live.values()
        return max((pk for *_rest, pk in releases), default=0), max(
            (moment for moment, *_rest in releases), default=None
        )

    @cached_property
    def digest(self) -> str:
        """Of who is live: releases that are past never change, so it follows from the newest of them."""
        return digest_of((self.newest, sorted(self.merged.items())))

    @cached_property
    def facts_digest(self) -> str:
        """Of what is live but for its prose."""
        rows = (self.rows[pk] for pk in self.released)
        return digest_of((sorted(row.like or row.pk for row in rows), sorted(self.merged.items())))

    @cached_property
    def released(self) -> dict[int, dt.datetime]:
        """Since when each publication is live."""
        return {pk: moment for moment, pk, _release in self.live.values() if pk}

    @cached_property
    def first_year(self) -> int:
        """The first year in which anybody is known to have been a member or an observer; this one if nobody is."""
        days = [day for fact in self.facts if fact.kind == "type" for day in (fact.possible_from, fact.certain_from)]
        return min((day.year for day in days if day not in (NEVER, ALWAYS)), default=self.moment.year)

    def order(self, sort: str, language: str) -> "Order":
        """The publications sorted by `name` or `joined`."""
        found = self.orders.get((sort, language))
        if found is None:
            rows = sorted((self.rows[pk] for pk in self.released), key=KEYS[sort](language))
            facts = [self.today(fact) for fact in self.facts]
            found = self.orders[sort, language] = Order(rows, facts, sort, language)
        return found

    def key(self, order: Order, pk: int) -> tuple:
        """What a publication is sorted by in an order."""
        return KEYS[order.sort](order.language)(self.rows[pk])

    def up_to(self, order: Order, key: tuple) -> int:
        """The bits of those that stand before a key in an order, or at it."""
        return (1 << bisect_right(order.pks, key, key=lambda pk: self.key(order, pk))) - 1

    def take_over_orders(self, before: "Roll", instead: dict[int, int]) -> None:
        """Those of the roll before, where nothing is new but publications `instead` of others that say the same but for
        their prose: each stands where the other stood."""
        for name, order in list(before.orders.items()):  # Another request may add one.
            self.orders[name] = order.with_others(instead)

    def today(self, fact: Fact) -> Fact:
        """A fact in the word that its own reads as."""
        code = self.merged.get(fact.kind, {}).get(fact.code)
        return fact._replace(code=code) if code else fact


# The newest first; and the one before it, for requests that began before something was published.
_kept: tuple[Roll, ...] = ()
_lock = Lock()


@part
def current(stamp: Stamped) -> Roll:
    """The roll for a stamp: one that is kept, or the newest brought up to date where more has been published since."""
    global _kept
    moment = stamp.released or timezone.now()
    found = get_kept(stamp)
    if found is None:
        with _lock:
            found = get_kept(stamp)
            if found is None:
                last = _kept[0] if _kept and stamp.follows(_kept[0].stamp) else None
                found = advance(last, moment, stamp) if last else read(moment, stamp)
                _kept = (found, *_kept[:1])
    return found


class Facts(NamedTuple):
    """The roll, for answers that show no prose: its digest is another only where a fact is."""

    roll: Roll
    digest: str


@part
def facts(stamp: Stamped) -> Facts:
    """The roll for a stamp, without the prose."""
    found = current(stamp)
    return Facts(found, found.facts_digest)


@part
def states(stamp: Stamped) -> tuple[str, ...]:
    """The ISO codes of all that are live, in order."""
    return tuple(sorted(current(stamp).states))


def get_kept(stamp: Stamped) -> Roll | None:
    return next((roll for roll in _kept if roll.stamp == stamp), None)


def forget() -> None:
    """Read everything anew next time."""
    global _kept
    _kept = ()


def read(moment: dt.datetime, stamp: Stamped) -> Roll:
    """The roll from nothing."""
    live, facts = latest(Release.objects.of_kind(EntryKind.PROFILE).live(moment)), {}
    rows = rows_of([pk for _moment, pk, _release in live.values() if pk], facts)
    return Roll(stamp, moment, live, rows, facts, vocabularies.current(stamp).merged)


def advance(roll: Roll, moment: dt.datetime, stamp: Stamped) -> Roll:
    """The roll with what has become live or withdrawn since. Writers queue, so a later release has a greater id."""
    past = Release.objects.of_kind(EntryKind.PROFILE).past(moment)
    since = {
        uid: found
        for uid, found in latest(past.since(roll.newest[0], roll.moment - LATE)).items()
        if uid not in roll.live or found[0] > roll.live[uid][0]
    }
    merged = vocabularies.current(stamp).merged
    if not since:
        same = Roll(stamp, moment, roll.live, roll.rows, roll.facts, merged)
        same.orders = roll.orders if merged == roll.merged else {}
        return same
    facts = dict(roll.facts)
    live = roll.live | since
    before = {pk: roll.live[uid][1] for uid, (_moment, pk, _release) in since.items() if uid in roll.live}
    gone = set(before.values())
    rows = {pk: row for pk, row in roll.rows.items() if pk not in gone}
    came = rows_of([pk for _moment, pk, _release in since.values() if pk], facts)
    rows |= {pk: row._replace(like=like(roll.rows.get(before.get(pk)), pk)) for pk, row in came.items()}
    found = Roll(stamp, moment, live, rows, facts, merged)
    if merged == roll.merged and len(came) == len(gone) and all(rows[pk].like != pk for pk in came):
        found.take_over_orders(roll, {before[pk]: pk for pk in came})
    return found


def like(before: RollEntry | None, pk: int) -> int:
    """What a publication is like: what the one before it was, if it says the same but for its prose."""
    if before is None:
        return pk
    found = Publication.objects.in_bulk([before.pk, pk])
    same = diff.is_in_prose_alone(found[before.pk].content(), found[pk].content())
    return before.like or before.pk if same else pk


def latest(releases) -> dict:
    """For each entry the latest of some releases: its moment, publication and id."""
    rows = releases.order_by("live_from").values_list("entry_uid", "live_from", "publication", "pk")
    return {uid: found for uid, *found in rows}


def rows_of(pks: list[int], facts: dict[Fact, int]) -> dict[int, RollEntry]:
    """The rows of some publications. New facts are added to `facts`."""
    found, known = {}, {}
    for start in range(0, len(pks), 500):
        part = pks[start : start + 500]
        numbers = defaultdict(list)
        facets = Facet.objects.filter(publication__in=part).order_by("pk")
        for publication, *said in facets.values_list("publication", *Fact._fields[:3], *DAYS):
            said = tuple(said)
            if said not in known:
                fact = Fact(*said[:3], *map(dt.date.fromisoformat, said[3:]))
                known[said] = facts.setdefault(fact, len(facts))
            numbers[publication].append(known[said])
        columns = Publication.objects.filter(pk__in=part).with_iso2()
        names = ("pk", "joined", "iso2", "slug", *languages.columns_of("sort"))
        for pk, joined, iso2, slug, *sorts in columns.values_list(*names):
            found[pk] = RollEntry(pk, languages.pair(*sorts), joined, tuple(numbers[pk]), iso2, slug=slug)
    return found
