"""Answers that name many: who the members are, who works on a theme, who is in another body."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from profiles.published import orders
from profiles.published.models import Publication
from profiles.published.models.coded import Vocabulary
from profiles.values.choices import Standing, Status
from profiles.values.partialdate import PartialDate
from profiles.values.period import Bounds

from ..reading import Reading
from .question import Question

# How many are named.
NAMED = 40


@dataclass(frozen=True)
class WhoAnswer:
    """Who is something: of a standing, a member type, a theme, or in another body."""

    kind: ClassVar[str] = "who"
    subject: str
    code: str
    # In a body, what.
    status: str
    word: Vocabulary | None
    when: PartialDate | None
    certain: int
    possible: int
    # Of each the first, with address and names alone.
    certainly: list[Publication]
    possibly: list[Publication]

    @property
    def number(self) -> int:
        return self.certain + self.possible

    @property
    def left_out(self) -> int:
        return self.number - len(self.certainly) - len(self.possibly)


@dataclass(frozen=True)
class JoinedAnswer(WhoAnswer):
    """Who first became a member or an observer in a time; perhaps nobody."""

    kind: ClassVar[str] = "joined"


def joined(question: Question) -> Iterator[JoinedAnswer]:
    """Who joined in a time, where nobody is named of whom that is asked."""
    if question.is_since and question.asked and not (question.profiles or question.others):
        bits = joined_in(question.reading, *question.span)
        yield JoinedAnswer("joined", "", "", None, question.when, *counted(question.reading, *bits))


def joined_in(reading: Reading, first: dt.date, last: dt.date) -> tuple[int, int]:
    """Who certainly, and who only possibly, first was anything in the dialogue on one of some days; as bits."""

    def bits(wanted) -> int:
        """Who has a membership that fits. One that is not sure begins on no certain day."""
        order = reading.roll.order("name", reading.language)
        return orders.either(order.holders(lambda fact: fact.kind == "type" and wanted(fact)).values())

    perhaps_before = bits(lambda fact: fact.possible_from < first)
    before = bits(lambda fact: fact.is_sure and fact.certain_from < first)
    certain = bits(lambda fact: fact.is_sure and first <= fact.possible_from and fact.certain_from <= last)
    certain &= ~perhaps_before
    # What is not sure may have begun later in the year that is all that it states.
    possible = bits(lambda fact: fact.possible_from <= last and first.year <= fact.certain_from.year)
    return certain, possible & ~before & ~certain


def standings(question: Question) -> Iterator[WhoAnswer]:
    """Who the members or the observers are, or those of a type; not of whom something is asked, nor before anybody was
    one."""
    if question.profiles or question.is_since or question.span[1].year < question.reading.roll.first_year:
        return
    types = question.vocabulary("type")
    for row in types:
        yield from filter(None, [who(question, "type", row.code, row)])
    if not types and not question.others:
        for code in Standing.values:
            if code in question.asked:
                yield from filter(None, [who(question, "standing", code, None)])


def themes(question: Question) -> Iterator[WhoAnswer]:
    if not question.asked - {"member"} and not question.profiles:
        for row in question.vocabulary("area"):
            yield from filter(None, [who(question, "area", row.code, row)])


def who(question: Question, kind: str, code: str, word: Vocabulary | None) -> WhoAnswer | None:
    reading = question.reading
    status = (Status.OBSERVER if "observer" in question.asked else Status.MEMBER) if kind == "body" else ""
    certain, possible = held_by(reading, question.span, kind, code, status)
    if not certain | possible:
        return None
    return WhoAnswer(kind, code, status, word, question.when, *counted(reading, certain, possible))


def counted(reading: Reading, certain: int, possible: int) -> tuple[int, int, list[Publication], list[Publication]]:
    """How many there are, certainly and possibly, and of each the first."""
    order = reading.roll.order("name", reading.language)
    sure, perhaps = (list(islice(order.primary_keys(bits), NAMED)) for bits in (certain, possible))
    rows = Publication.objects.only("kind", "slug", "name_en", "name_ar", "joined").in_bulk(sure + perhaps)
    names = ([rows[pk] for pk in pks] for pks in (sure, perhaps))
    return certain.bit_count(), possible.bit_count(), *names


def held_by(reading: Reading, span, kind: str, code: str, status: str = "") -> tuple[int, int]:
    """Who certainly, and who only possibly, has something on any of some days; as bits in the order of names."""
    order = reading.roll.order("name", reading.language)
    if span[0] == span[1] and kind in ("type", "standing"):
        day = order.day(span[0])
        certain, possible = (held.get((kind, code), 0) for held in (day.certain, day.possible))
        return certain, possible & ~certain

    def bits(held: str) -> int:
        def wanted(fact: orders.Fact) -> bool:
            return is_of(fact, kind, code, status) and Bounds(*fact[3:]).during(*span) == held

        return orders.either(order.holders(wanted).values())

    certain = bits("certain")
    return certain, bits("possible") & ~certain


def is_of(fact: orders.Fact, kind: str, code: str, status: str) -> bool:
    return fact[:2] == (kind, code) and (fact.status == status if status else fact.says_so)
