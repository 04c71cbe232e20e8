"""The roll of members: all that is live, in order, with the bits of every facet value; what filters and counts ask.

A filter is an AND of whole numbers, a count is the number of their set bits, so a list costs the same with a hundred
members as with ten thousand. Each process keeps one roll and brings it up to date when the stamp says that something
was published: it then reads what is new and nothing else. What is on the roll holds for one stamp; what holds on a
day is worked out when the day is first asked for.
"""

import datetime as dt
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import compress, islice
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple

from django.utils import timezone

from profiles.values.choices import EntryKind, Status
from profiles.values.period import ALWAYS, NEVER

from . import vocabularies
from .madeof import digest_of, part
from .models import Facet, Publication, Release
from .stamp import Stamped

DAYS_KEPT = 8
# A release may be committed a moment after the moment that it is set for.
LATE = dt.timedelta(minutes=1)
DIGITS = bytes.maketrans(b"01", b"\0\1")


class Fact(NamedTuple):
    """What a facet says, without whom it says it of."""

    kind: str
    code: str
    status: str
    possible_from: dt.date
    certain_from: dt.date
    certain_until: dt.date
    possible_until: dt.date

    @property
    def says_so(self) -> bool:
        """Not that it is nothing: the status *none* in a body makes nobody a member of it."""
        return self.status not in (Status.NONE, Status.NOT_STATED)

    @property
    def is_sure(self) -> bool:
        """Not disputed or not stated: that holds on no day for certain, and begins and ends where it may begin."""
        return not self.possible_from == self.certain_from == self.certain_until


class RollEntry(NamedTuple):
    """A live publication: what it is sorted by, its facts (numbers into `Roll.facts`), the ISO code of a state."""

    pk: int
    name: dict[str, str]
    joined: str
    facts: tuple[int, ...]
    iso2: str = ""


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
            keys = {
                "name": lambda row: (row.name[language], row.pk),
                "joined": lambda row: (row.joined == "", row.joined, row.name[language], row.pk),
            }
            rows = sorted((self.rows[pk] for pk in self.released), key=keys[sort])
            found = self.orders[sort, language] = Order(rows, [self.today(fact) for fact in self.facts])
        return found

    def today(self, fact: Fact) -> Fact:
        """A fact in the word that its own reads as."""
        code = self.merged.get(fact.kind, {}).get(fact.code)
        return fact._replace(code=code) if code else fact


class Order:
    """Publications in one order: the first is bit 0."""

    def __init__(self, rows: list[RollEntry], facts: list[Fact]):
        self.pks = [row.pk for row in rows]
        self.everybody = (1 << len(rows)) - 1
        self._facts = facts
        self._holders: dict[int, list[int]] = defaultdict(list)
        for position, row in enumerate(rows):
            for number in row.facts:
                self._holders[number].append(position)
        self._days: OrderedDict[dt.date, Day] = OrderedDict()

    @cached_property
    def positions(self) -> dict[int, int]:
        return {pk: position for position, pk in enumerate(self.pks)}

    def bits(self, pks) -> int:
        """The bits of some publications; those that are not live have none."""
        found = (self.positions.get(pk) for pk in pks)
        return self.at(position for position in found if position is not None)

    def at(self, positions) -> int:
        digits = bytearray(b"0") * len(self.pks)
        for position in positions:
            digits[position] = 49
        digits.reverse()
        return int(digits or b"0", 2)

    def primary_keys(self, bits: int) -> compress:
        """The primary keys of the set bits, in order."""
        return compress(self.pks, f"{bits:b}"[::-1].encode().translate(DIGITS))

    def day(self, day: dt.date) -> "Day":
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = Day(self, day)
            while len(self._days) > DAYS_KEPT:
                self._days.popitem(last=False)
        return found

    def holders(self, wanted, by=lambda fact: (fact.kind, fact.code)) -> dict:
        """For each kind and code (or what else facts are told apart `by`), the bits of those that have a fact of it
        for which `wanted` is true."""
        found = defaultdict(list)
        for number, positions in self._holders.items():
            fact = self._facts[number]
            if wanted(fact):
                found[by(fact)] += positions
        return {key: self.at(positions) for key, positions in found.items()}

    def latest(self, kind: str, code: str, most: int | None = None) -> list[int]:
        """Those that have a fact of a kind and code at any time, the one that began last first: primary keys."""
        facts = [(self._facts[number].possible_from, number) for number in self._holders]
        of_kind = [item for item in facts if self._facts[item[1]][:2] == (kind, code)]
        positions = (place for _day, number in sorted(of_kind, reverse=True) for place in self._holders[number])
        return list(dict.fromkeys(self.pks[place] for place in islice(positions, most)))

    @cached_property
    def stating(self) -> dict[str, int]:
        """For each kind, the bits of those that state anything of it at any time: more than that it is not stated."""
        found = defaultdict(int)
        for (kind, _code), bits in self.holders(lambda fact: fact.status != Status.NOT_STATED).items():
            found[kind] |= bits
        return found


def either(groups) -> int:
    """Who is in any of some groups; all given as bits."""
    found = 0
    for bits in groups:
        found |= bits
    return found


def of_any_type(held: dict[tuple[str, str], int]) -> int:
    """Who is anything in the dialogue, of those who have each kind and code."""
    return either(bits for (kind, _code), bits in held.items() if kind == "type")


class Day:
    """What holds on a day, as bits of an order: for each kind and code who certainly and who possibly has it.

    Nobody has two memberships at a time: who certainly has one is possibly of no other type or standing.
    """

    def __init__(self, order: Order, day: dt.date):
        self.order, self.day = order, day
        self.possible = order.holders(lambda fact: fact.says_so and self._possibly(fact))
        self.certain = order.holders(lambda fact: fact.says_so and self._certainly(fact))
        settled = of_any_type(self.certain)
        for key in self.possible:
            if key[0] in ("type", "standing"):
                self.possible[key] &= ~settled | self.certain.get(key, 0)
        begun = order.holders(lambda fact: fact.kind == "type" and fact.possible_from <= day)
        self.begun = either(begun.values())
        # Who was something once and is nothing on the day: as lists group them.
        former = self.begun & ~of_any_type(self.possible)
        self.possible["standing", "former"] = self.certain["standing", "former"] = former

    @cached_property
    def statuses(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """For each body and status in it, who certainly has it, who only possibly, and who only on other days."""
        sure, perhaps, ever = (
            self.order.holders(lambda fact, held=held: fact.kind == "body" and held(fact), by=lambda fact: fact[1:3])
            for held in (self._certainly, self._possibly, lambda _fact: True)
        )
        found = ((key, sure.get(key, 0), perhaps.get(key, 0), bits) for key, bits in ever.items())
        return {key: (certain, possible & ~certain, bits & ~possible) for key, certain, possible, bits in found}

    def _certainly(self, fact: Fact) -> bool:
        return fact.certain_from <= self.day < fact.certain_until

    def _possibly(self, fact: Fact) -> bool:
        return fact.possible_from <= self.day < fact.possible_until


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
    gone = {roll.live[uid][1] for uid in since if uid in roll.live}
    rows = {pk: row for pk, row in roll.rows.items() if pk not in gone}
    rows |= rows_of([pk for _moment, pk, _release in since.values() if pk], facts)
    return Roll(stamp, moment, live, rows, facts, merged)


def latest(releases) -> dict:
    """For each entry the latest of some releases: its moment, publication and id."""
    rows = releases.order_by("live_from").values_list("entry_uid", "live_from", "publication", "pk")
    return {uid: found for uid, *found in rows}


def rows_of(pks: list[int], facts: dict[Fact, int]) -> dict[int, RollEntry]:
    """The rows of some publications. New facts are added to `facts`."""
    found = {}
    for start in range(0, len(pks), 500):
        part = pks[start : start + 500]
        numbers = defaultdict(list)
        for publication, *fact in (
            Facet.objects.filter(publication__in=part).order_by("pk").values_list("publication", *Fact._fields)
        ):
            numbers[publication].append(facts.setdefault(Fact(*fact), len(facts)))
        columns = Publication.objects.filter(pk__in=part).with_iso2()
        for pk, en, ar, joined, iso2 in columns.values_list("pk", "sort_en", "sort_ar", "joined", "iso2"):
            found[pk] = RollEntry(pk, {"en": en, "ar": ar}, joined, tuple(numbers[pk]), iso2)
    return found
