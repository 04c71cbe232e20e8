"""What the facts answer to a question, each answer of a kind: lines that say something, with how sure that is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, NamedTuple

from profiles.published import documents
from profiles.published.models import Body, Publication, Role
from profiles.values.partialdate import PartialDate
from profiles.values.period import ALWAYS, NEVER

from .. import facts
from ..facts import Profile, Term
from ..reading import Reading
from .consultations import BetweenAnswer, MeetingsAnswer, between, gathered
from .crowds import WhoAnswer, held_by, joined, standings, themes, who
from .question import Question

# How many answers, of how many profiles that hold a role the terms are read, how many memberships of one are named.
ANSWERS, READ, LINES = 4, 12, 4


class Holding(NamedTuple):
    """That somebody holds something, and how sure that is on the days that are asked about."""

    held: str
    profile: Profile
    term: Term


@dataclass(frozen=True)
class RoleAnswer:
    """Who held a role, when; of some profiles alone, if any are named: then ever, where no time is."""

    kind: ClassVar[str] = "role"
    role: Role
    when: PartialDate | None
    lines: list[Holding]
    ever: bool = False
    # How many more hold it.
    left_out: int = 0


@dataclass(frozen=True)
class MembershipAnswer:
    """What a profile is in the dialogue, or was last; or all that it was in a time."""

    kind: ClassVar[str] = "membership"
    profile: Profile
    when: PartialDate | None
    lines: list[Holding]


@dataclass(frozen=True)
class AffiliationAnswer:
    """How a profile stands in another body: each of its statuses there."""

    kind: ClassVar[str] = "affiliation"
    profile: Profile
    body: Body
    when: PartialDate | None
    lines: list[Holding]


@dataclass(frozen=True)
class OfficeAnswer:
    """Who is responsible for a profile on the day."""

    kind: ClassVar[str] = "office"
    profile: Profile
    when: PartialDate | None

    @property
    def offices(self) -> list[Term]:
        return self.profile.responsible_now


Answer = RoleAnswer | WhoAnswer | MembershipAnswer | AffiliationAnswer | OfficeAnswer | MeetingsAnswer | BetweenAnswer


def answers(question: Question) -> list[Answer]:
    """What the first of the ways to answer a question says."""
    for way in ways(question):
        if found := list(islice(way(question), ANSWERS)):
            return found
    return []


def ways(question: Question) -> list[Callable[[Question], Iterator[Answer]]]:
    """How a question may be answered, the most to the point first."""
    if question.is_ahead:
        return [gathered]
    # “Manila 2012” asks of meetings, “Manila Process” of a body.
    places = [gathered, bodies] if question.when else [bodies, gathered]
    return [between, roles, offices, *places, joined, standings, memberships, themes]


# ── Roles, offices, other bodies ────────


def roles(question: Question) -> Iterator[RoleAnswer]:
    for role in question.roles:
        ever = bool(question.profiles) and not question.when
        found = [] if question.profiles else holding(question, role)
        rows = question.profiles or profiles_of(found[:READ], question.reading)
        lines = role_lines(rows, role, (NEVER, ALWAYS) if ever else question.span)
        if lines:
            yield RoleAnswer(role, question.when, lines, ever, len(found[READ:]))


def profiles_of(pks: list[int], reading: Reading) -> list[Profile]:
    return facts.profiles(Publication.objects.filter(pk__in=pks).order_by("slug") if pks else [], reading)


def holding(question: Question, role: Role) -> list[int]:
    """Who held a role in the days asked about: first who certainly did, the one that began last first."""
    order = question.reading.roll.order("name", question.reading.language)
    groups = [set(order.primary_keys(bits)) for bits in held_by(question.reading, question.span, "role", role.code)]
    latest = order.latest("role", role.code) if any(groups) else []
    return [pk for group in groups for pk in latest if pk in group]


def role_lines(rows: list[Profile], role: Role, span) -> list[Holding]:
    """When some profiles held a role, on any of some days; earliest first."""
    terms = [(row, [term for term in row.roles if term["role"]["code"] == role.code]) for row in rows]
    lines = [line for row, held in terms for line in during(row, held, span)]
    return sorted(lines, key=lambda line: (line.held != "certain", line.term["start"]))


def during(profile: Profile, terms: list[Term], span) -> list[Holding]:
    """Those of some terms that hold on any of some days."""
    lines = [Holding(documents.bounds(term.fact).during(*span), profile, term) for term in terms]
    return [line for line in lines if line.held != "no"]


def offices(question: Question) -> Iterator[OfficeAnswer]:
    if "office" in question.asked:
        yield from (OfficeAnswer(profile, question.when) for profile in question.profiles)


def bodies(question: Question) -> Iterator[WhoAnswer | AffiliationAnswer | MembershipAnswer]:
    """Who is in a body, or how the profiles stand in it that are named beside it."""
    if question.asked - {"member", "observer"}:
        return
    found = question.vocabulary("body") or bodies_of(question)
    for body in found:
        subjects = [row for row in question.profiles if row["slug"] != body.entity_slug]
        for profile in subjects:
            terms = [term for term in profile.affiliations if term["body"]["code"] == body.code]
            yield AffiliationAnswer(profile, body, question.when, during(profile, terms, question.span))
        if not subjects:
            yield from memberships(question) if not question.asked else ()
            yield from filter(None, [who(question, "body", body.code, body)])


def bodies_of(question: Question) -> list[Body]:
    """Of several profiles that are named those that are bodies themselves."""
    slugs = {row["slug"] for row in question.profiles}
    rows = question.reading.vocabularies.body.values()
    return [row for row in rows if row.entity_slug in slugs] if len(slugs) > 1 else []


def memberships(question: Question) -> Iterator[MembershipAnswer]:
    if question.others or question.asked - {"member", "observer"}:
        return
    for profile in question.profiles:
        if question.when:
            found = during(profile, profile.memberships, question.span)
            lines = sorted(found, key=lambda line: nearness(line, question.when))[:LINES]
        else:
            term = profile.membership or profile.last_membership
            lines = [Holding(term.held, profile, term)] if term else []
        if lines:
            yield MembershipAnswer(profile, question.when, lines)


def nearness(line: Holding, when: PartialDate) -> tuple:
    """What is certain first, then what is stated to have begun in the time that is asked about."""
    start = line.term["start"]
    return line.held != "certain", not start.startswith(when.text), start
