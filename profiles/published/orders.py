"""Live publications in an order, and who has which facet value on a day, as bits: the first in the order is bit 0."""

import datetime as dt
from collections import OrderedDict, defaultdict
from copy import copy
from functools import cached_property
from itertools import compress, islice
from typing import NamedTuple

from profiles.values.choices import Status

DAYS_KEPT = 8
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

    def is_certain_on(self, day: dt.date) -> bool:
        return self.certain_from <= day < self.certain_until

    def is_possible_on(self, day: dt.date) -> bool:
        return self.possible_from <= day < self.possible_until


class RollEntry(NamedTuple):
    """A live publication: what it is sorted by, its facts (numbers into `Roll.facts`), the ISO code of a state, and
    its slug.

    `like` is that of a publication before it which says the same but for its prose, as far as a process knows; or its
    own.
    """

    pk: int
    name: dict[str, str]
    joined: str
    facts: tuple[int, ...]
    iso2: str = ""
    like: int = 0
    slug: str = ""


class Order:
    """Publications in one order, by `sort` in a language: the first is bit 0."""

    def __init__(self, rows: list[RollEntry], facts: list[Fact], sort: str = "name", language: str = "en"):
        self.sort, self.language = sort, language
        self.pks = [row.pk for row in rows]
        self.everybody = (1 << len(rows)) - 1
        self._facts = facts
        self._holders: dict[int, list[int]] = defaultdict(list)
        for position, row in enumerate(rows):
            for number in row.facts:
                self._holders[number].append(position)
        self._days: OrderedDict[dt.date, Day] = OrderedDict()

    def with_others(self, instead: dict[int, int]) -> "Order":
        """The same order with other publications in the places of some; their facts are the same."""
        found = copy(self)
        found.pks = [instead.get(pk, pk) for pk in self.pks]
        found.__dict__.pop("positions", None)
        return found

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
        facts = ((self._facts[number], number) for number in self._holders)
        of_kind = [(fact.possible_from, fact, number) for fact, number in facts if fact[:2] == (kind, code)]
        positions = (place for *_fact, number in sorted(of_kind, reverse=True) for place in self._holders[number])
        return list(dict.fromkeys(self.pks[place] for place in islice(positions, most)))

    def each(self, kind: str, code: str) -> list[tuple[Fact, int]]:
        """Each fact of a kind and code at any time, earliest first, with who has it: a primary key."""
        facts = ((self._facts[number], places) for number, places in self._holders.items())
        of_kind = ((fact, set(places)) for fact, places in facts if fact[:2] == (kind, code))
        found = sorted((fact.possible_from, place, fact) for fact, places in of_kind for place in places)
        return [(fact, self.pks[place]) for _from, place, fact in found]

    def certain_on(self, kind: str, code: str, days) -> dict[dt.date, list[int]]:
        """Who certainly has a kind and code on each of some days, the one that had it first first: primary keys."""
        facts = ((self._facts[number], places) for number, places in self._holders.items())
        of_kind = sorted(found for found in facts if found[0][:2] == (kind, code))
        return {
            day: [self.pks[place] for fact, places in of_kind if fact.is_certain_on(day) for place in places]
            for day in days
        }

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
        self.possible = order.holders(lambda fact: fact.says_so and fact.is_possible_on(day))
        self.certain = order.holders(lambda fact: fact.says_so and fact.is_certain_on(day))
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
            for held in (lambda fact: fact.is_certain_on(self.day), lambda fact: fact.is_possible_on(self.day), bool)
        )
        found = ((key, sure.get(key, 0), perhaps.get(key, 0), bits) for key, bits in ever.items())
        return {key: (certain, possible & ~certain, bits & ~possible) for key, certain, possible, bits in found}
