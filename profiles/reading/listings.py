"""Lists of live publications: in an order, in groups, read as they are asked for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

from profiles.published import orders, roll
from profiles.published.madeof import unheard
from profiles.published.models import MemberType, Publication

from . import facts
from .facts import GroupKey
from .pages import no_cursor, read_cursor, write_cursor
from .reading import Reading

READ_AT_ONCE = 200


class Listing:
    """Live publications in order, read as they are asked for: a slice of it reads those alone.

    Each has `released` (since when it is live) and `group` (the key of its group). `sort` is the word for what it is
    sorted by.
    """

    def __init__(self, members: roll.Roll, order: orders.Order, groups: list[tuple[GroupKey, int]], sort: str = ""):
        self.members, self.order, self.sort = members, order, sort
        self.all_groups = groups
        self.groups = [(key, bits) for key, bits in groups if bits]

    def __len__(self) -> int:
        return sum(bits.bit_count() for _key, bits in self.groups)

    def within(self, chosen: int) -> "Listing":
        """Those among some others, given as bits."""
        return Listing(self.members, self.order, [(key, bits & chosen) for key, bits in self.all_groups], self.sort)

    def counts(self) -> dict[GroupKey, int]:
        """How many there are in each group. Those of one key stand together, in whatever order they were found."""
        counts = defaultdict(int)
        for key, bits in self.groups:
            counts[key] += bits.bit_count()
        return dict(counts)

    def first_of_each(self, number: int) -> "Part":
        """The first few of each group."""
        lines = [(key, pk) for key, bits in self.groups for pk in islice(self.order.primary_keys(bits), number)]
        return Part(self, lines)

    def only(self, pks) -> "Part":
        """Those of some primary keys."""
        return Part(self, [(key, pk) for key, pk in self.keys() if pk in pks])

    def keys(self) -> Iterator[tuple[GroupKey, int]]:
        """The group and the primary key of each."""
        for key, bits in self.groups:
            for pk in self.order.primary_keys(bits):
                yield key, pk

    def __getitem__(self, part: slice) -> "Part":
        return Part(self, list(islice(self.keys(), part.start, part.stop)))

    def cursor(self, index: int) -> str:
        """The place behind a profile: of which group, and behind which key."""
        ((_key, pk),) = self[index : index + 1].lines
        bit = self.order.bits([pk])
        number = next(number for number, (_key, bits) in enumerate(self.all_groups) if bits & bit)
        return write_cursor(self.sort, self.order.language, number, *self.members.key(self.order, pk))

    def start(self, cursor: str) -> int:
        """How many profiles stand before a place. Raises BadRequest."""
        kinds = map(type, self.members.key(self.order, self.order.pks[0])) if self.order.pks else ()
        sort, language, number, *key = read_cursor(cursor, str, str, int, *kinds)
        if (sort, language) != (self.sort, self.order.language):
            raise no_cursor(cursor)
        before = self.members.up_to(self.order, tuple(key))
        return sum(
            (bits & before if place == number else bits).bit_count()
            for place, (_key, bits) in enumerate(self.all_groups)
            if place <= number
        )

    def __iter__(self) -> Iterator[Publication]:
        keys = self.keys()
        while part := list(islice(keys, READ_AT_ONCE)):
            yield from self.read(part)

    def read(self, part: list[tuple[GroupKey, int]]) -> list[Publication]:
        with unheard():
            found = Publication.objects.in_bulk([pk for _key, pk in part])
        for key, pk in part:
            found[pk].released, found[pk].group = self.members.released[pk], key
        return [found[pk] for _key, pk in part]


class Part:
    """Some of a listing, in order: `lines` of group and primary key. Going through it reads the publications."""

    def __init__(self, listing: Listing, lines: list[tuple[GroupKey, int]]):
        self.listing, self.lines = listing, lines

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Publication]:
        return iter(self.publications.values())

    @cached_property
    def publications(self) -> dict[int, Publication]:
        return {publication.pk: publication for publication in self.listing.read(self.lines)}

    def groups(self, reading: Reading) -> list["Group"]:
        counts = self.listing.counts()
        return [
            Group(self, reading, [pk for _key, pk in lines], key, counts[key])
            for key, lines in groupby(self.lines, key=lambda line: line[0])
        ]


@dataclass
class Group:
    """Profiles of a list under one heading, and how many there are on all its pages: those of a member type, of one
    that is not sure, former ones, or who joins later."""

    part: Part
    reading: Reading
    pks: list[int]
    key: GroupKey
    total: int

    @property
    def code(self) -> str:
        return self.key.code

    @property
    def held(self) -> str:
        return self.key.held

    @property
    def type(self) -> MemberType | None:
        return self.reading.vocabularies.type.get(self.key.code)

    @cached_property
    def rows(self) -> list[facts.Profile]:
        return facts.profiles([self.part.publications[pk] for pk in self.pks], self.reading)
