"""Answers about meetings: which they were, who hosted them, what was adopted there; and between which two of them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from profiles.published.meetings import Meeting
from profiles.values.choices import Certainty
from profiles.values.partialdate import PartialDate

from ..entries import papers
from ..entries.page import by_slug
from ..facts import Profile
from ..meetings import around, has_begun, is_main, last_day
from ..reading import Reading
from .question import Groups, Question, begin, by_word, major

# How many are one answer.
FEW = 4
# How the consultations before and after the day are asked for.
NEAREST = by_word({"last": "last latest آخر الأخيرة أحدث", "next": "next upcoming المقبلة القادمة التالية"})


class Gathering(NamedTuple):
    """A meeting: whether it was certainly held by today, its host, what was adopted there and what presented."""

    held: str
    meeting: Meeting
    host: Profile | None
    adopted: list[dict]
    presented: list[dict]


@dataclass(frozen=True)
class MeetingsAnswer:
    """Meetings, latest first."""

    kind: ClassVar[str] = "meetings"
    lines: list[Gathering]


@dataclass(frozen=True)
class BetweenAnswer:
    """Two consultations and their last days, between which something changed."""

    kind: ClassVar[str] = "between"
    before: Meeting
    after: Meeting
    first: dt.date
    last: dt.date


def gathered(question: Question) -> Iterator[MeetingsAnswer]:
    """The meetings that are asked for, where they are few."""
    rows = nearest(question) or meetings_of(question)
    if "adopted" in question.asked:
        rows = [
            row for row in rows if any(map(papers.is_adopted, papers.of_meeting(row.slug, question.reading)))
        ] or rows
    if 0 < len(rows) <= FEW:
        hosts = by_slug({row["host_slug"] for row in rows}, question.reading)
        yield MeetingsAnswer([gathering(row, hosts, question.reading) for row in reversed(rows)])


def nearest(question: Question) -> list[Meeting]:
    """The last consultation that has begun, or the next, if one of them is asked for."""
    asked = {NEAREST[group[0]] for group in question.words if group[0] in NEAREST}
    if "meeting" not in question.asked or question.when:
        return []
    words = [group for group in question.words if group[0] not in NEAREST]
    found = zip(("last", "next"), around(question.reading), strict=True)
    return [row for name, row in found if row and name in asked and is_meeting(row, words, set())]


def gathering(row: Meeting, hosts: dict[str, Profile], reading: Reading) -> Gathering:
    found = papers.of_meeting(row.slug, reading)
    adopted = [paper for paper in found if papers.is_adopted(paper)]
    presented = [paper for paper in found if paper not in adopted]
    held = "certain" if Certainty(row["certainty"]).is_sure and was_held(row, reading.today) else "possible"
    return Gathering(held, row, hosts.get(row["host_slug"]), adopted, presented)


def was_held(row: Meeting, day: dt.date) -> bool:
    """Whether a meeting has begun by a day or is over, if its dates are right."""
    return has_begun(row, day) or bool(row["end"] and PartialDate(row["end"]).last_day < day)


def meetings_of(question: Question) -> list[Meeting]:
    """The meetings of which the words of a question are a place, a name, a kind or a number, in the time it names."""
    asked, rows = question.asked, question.reading.meetings
    if "host" in asked:
        slugs = {profile["slug"] for profile in question.profiles}
        rows = [row for row in rows if row["host_slug"] and (row["host_slug"] in slugs or not slugs)]
        words = question.others
    else:
        words = question.words
    if not (words or question.when or question.profiles) or (asked & {"member", "observer", "office"}):
        return []
    if question.profiles and not asked & {"meeting", "host", "adopted"}:
        return []
    return [row for row in rows if is_meeting(row, words, question.numbers) and is_within(row, question.when)]


def is_meeting(row: Meeting, words: Groups, numbers: set[int]) -> bool:
    words = [group for group in words if not (numbers and group[0][0].isdecimal())]
    return (not numbers or row["ordinal"] in numbers) and begin(words, words_of(row))


def words_of(row: Meeting) -> list[str]:
    """The words of the names of a meeting, its places and what kind it is."""
    pairs = (row["name"], row["place"], row.kind.labels())
    return [word for pair in pairs for text in pair.values() for word in major(text)]


def is_within(row: Meeting, when: PartialDate | None) -> bool:
    """Whether a meeting lasted into a time, if its dates are as they stand."""
    if not when:
        return True
    if not row["start"]:
        return False
    first, last = PartialDate(row["start"]).first_day, PartialDate(row["end"] or row["start"]).last_day
    return first <= when.last_day and when.first_day <= last


def between(question: Question) -> Iterator[BetweenAnswer]:
    """Two consultations, each named by a word or a number, of which is asked what changed."""
    if "between" not in question.asked:
        return
    main = [row for row in question.reading.meetings if is_main(row, question.reading) and last_day(row)]
    found = [row for row in main if row["ordinal"] in question.numbers or is_named_apart(row, main, question.words)]
    if len(found) == 2:
        yield BetweenAnswer(*found, *map(last_day, found))


def is_named_apart(row: Meeting, rows: list[Meeting], words: Groups) -> bool:
    """Whether one of some words is of the name of this meeting alone."""
    return any([other for other in rows if begin([group], words_of(other))] == [row] for group in words)
