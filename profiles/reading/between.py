"""What differed in the dialogue between two days, from the dated facts of what is published today.

The first day does not count and the last does: what began or ended after the one and by the
other. It is certain where its date must lie there, possible where it may. Days are those of `Period.bounds`, by which
numbers are counted: no number changes of which nothing is told.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from itertools import pairwise

from profiles.published import documents, roll
from profiles.published.meetings import Meeting
from profiles.published.models import Confirmation, MemberType
from profiles.values.choices import Certainty, Status
from profiles.values.period import ALWAYS, NEVER, Period, Qualifier

from . import counting
from .facts import Profile, Term
from .meetings import last_day, ministerial

SECTIONS = ("memberships", "roles", "affiliations", "responsible")
LINKS = {"memberships": "type", "roles": "role", "affiliations": "body"}


@dataclass(frozen=True)
class Happening:
    """A fact that began, ended, or did both between the days; or a membership that took another's place (`changed`).

    What is known to have held for so long, and nothing says that it ended, `lapsed`; it was only `named` where it may
    have begun between the days too.
    """

    profile: Profile
    term: Term
    kind: str
    sure: bool
    former: Term | None = None

    @property
    def date(self) -> str:
        """The date that it is sorted by."""
        return self.term["end"] if self.kind in ("ended", "lapsed") else self.term["start"]


@dataclass(frozen=True)
class Section:
    """What happened in one kind of fact, the certain apart from the possible."""

    key: str
    sure: list[Happening]
    maybe: list[Happening]

    def __bool__(self):
        return bool(self.sure or self.maybe)


def sections(profiles: list[Profile], first: dt.date, last: dt.date) -> list[Section]:
    """What differed, section by section. One query, for the days on which the facts were confirmed."""
    found = {
        key: [happening for row in profiles for happening in happenings(row, key, first, last)] for key in SECTIONS
    }
    uids = {happening.term["uid"] for key in SECTIONS for happening in found[key]}
    days = Confirmation.objects.filter(fact_uid__in=uids).latest_days()
    return [section(key, [with_confirmation(happening, days) for happening in found[key]]) for key in SECTIONS]


def section(key: str, found: list[Happening]) -> Section:
    found = sorted(found, key=lambda happening: (place(happening, key), happening.date, happening.kind != "ended"))
    return Section(
        key,
        [happening for happening in found if happening.sure],
        [happening for happening in found if not happening.sure],
    )


def place(happening: Happening, key: str) -> tuple:
    """Roles and bodies stand together, in the order of their vocabulary."""
    if key not in ("roles", "affiliations"):
        return ()
    subject = happening.term[LINKS[key]]
    return (subject["row"].position if "row" in subject else 0, subject["code"])


def happenings(profile: Profile, key: str, first: dt.date, last: dt.date) -> list[Happening]:
    """What happened to one kind of fact of a profile."""
    terms = [term for term in getattr(profile, key) if says_something(term)]
    found = [happening for term in terms for happening in of_term(profile, term, first, last)]
    return pair_type_change(found) if key == "memberships" else found


def of_term(profile: Profile, term: Term, first: dt.date, last: dt.date) -> list[Happening]:
    began, ended = (within(dates, first, last) for dates in (start_days(term.fact), end_days(term.fact)))
    if not Certainty(term["certainty"]).is_sure:
        began = began and "possible"
    if not (Certainty(term["certainty"]).is_sure and is_end_stated(term.fact)):
        ended = ended and "possible"
    lapsed = ended and not is_over(term.fact)
    if began and began == ended:
        return [Happening(profile, term, "named" if lapsed else "both", began == "certain")]
    kinds = (("began", began), ("lapsed" if lapsed else "ended", ended))
    return [Happening(profile, term, kind, held == "certain") for kind, held in kinds if held]


def pair_type_change(found: list[Happening]) -> list[Happening]:
    """One membership that ended and another of another type that began are one change."""
    if sorted(happening.kind for happening in found) != ["began", "ended"]:
        return found
    ended, began = sorted(found, key=lambda happening: happening.kind, reverse=True)
    if ended.term["type"]["code"] == began.term["type"]["code"]:
        return found
    return [replace(began, kind="changed", sure=ended.sure and began.sure, former=ended.term)]


def start_days(fact: dict) -> tuple[dt.date, dt.date] | None:
    """The days on which it may have begun; none where no date is stated."""
    bounds = Period.of(fact).bounds()
    return (bounds.possible_from, bounds.certain_from) if fact["start"] or fact["start_by"] else None


def end_days(fact: dict) -> tuple[dt.date, dt.date] | None:
    """The days that may be the first after it; none where it is open, or has no date at all.

    A last day that counts is the day of the event: a meeting that closed on the day is over by it.
    """
    if not (fact["end"] or (fact["ended"] and start_days(fact))):
        return None
    bounds = replace(Period.of(fact), last_day_counts=False).bounds()
    return bounds.certain_until, bounds.possible_until


def is_end_stated(fact: dict) -> bool:
    """Whether its end has a date, and not only a day on which it still held."""
    return bool(fact["end"]) and fact["end_qualifier"] != Qualifier.AT_EARLIEST


def is_over(fact: dict) -> bool:
    """Whether it is said that it ended."""
    return fact["ended"] or is_end_stated(fact)


def says_something(term: Term) -> bool:
    """Not that it is nothing to another body, or that nothing is stated."""
    return term.fact.get("status") not in (Status.NONE, Status.NOT_STATED)


def within(days: tuple[dt.date, dt.date] | None, first: dt.date, last: dt.date) -> str:
    """Whether a date that lies somewhere in `days` lies after `first` and up to `last`: certain, possible or ""."""
    if days is None or days[1] <= first or days[0] > last:
        return ""
    if first < days[0] and days[1] <= last:
        return "certain"
    # "By 2010" says something about a time that 2010 lies in, and nothing about all those before it.
    open_start, open_end = days[0] == NEVER, days[1] == ALWAYS
    says_something = (not open_start or days[1] <= last) and (not open_end or days[0] > first)
    return "possible" if says_something else ""


def with_confirmation(happening: Happening, days: dict[uuid.UUID, dict]) -> Happening:
    """The same with the day on which its fact was confirmed last, if it was."""
    own = days.get(happening.profile.publication.entry_uid)
    if not own:
        return happening
    facts = {item["uid"]: item for key in documents.FACTS for item in happening.profile.content[key]}
    uid = happening.term["uid"]
    return replace(happening, term=replace(happening.term, confirmed=own.get((uid, documents.fact_digest(facts[uid])))))


# ── The meetings in between ────────


@dataclass(frozen=True)
class Held:
    """The meetings of which at least one day lies between two days, earliest first: certainly, or possibly."""

    sure: list[Meeting]
    maybe: list[Meeting]


def held(meetings: list[Meeting], first: dt.date, last: dt.date) -> Held:
    """Which meetings were held after the first day and up to the last."""
    found = [(row, held_within(row, first, last)) for row in meetings]
    return Held(*([row for row, held in found if held == state] for state in ("certain", "possible")))


def held_within(meeting: Meeting, first: dt.date, last: dt.date) -> str:
    """Whether a day of a meeting lies after `first` and up to `last`: certain, possible or ""."""
    if not meeting["start"]:
        return ""
    bounds, day = meeting.days.bounds(), dt.timedelta(1)
    # It is over on the day after its last; it began no later than it ended, and ended no earlier than it began.
    over_at_earliest = max(bounds.certain_until, bounds.possible_from + day)
    began_at_latest = min(bounds.certain_from, bounds.possible_until - day)
    if began_at_latest <= last and over_at_earliest > first + day and Certainty(meeting["certainty"]).is_sure:
        return "certain"
    # “By 2010” says nothing about all the times before it, nor “from 2010 on” about all those after.
    if bounds.possible_from == NEVER and bounds.possible_until > last + day:
        return ""
    if bounds.possible_until == ALWAYS and bounds.possible_from <= first:
        return ""
    return "possible" if bounds.possible_from <= last and bounds.possible_until > first + day else ""


# ── The days that are offered ────────


def consultations(meetings: list[Meeting], today: dt.date) -> list[tuple[dt.date, Meeting]]:
    """The ministerial consultations up to a day, each with its last day, on which what it decided holds."""
    rows = [(last_day(row), row) for row in ministerial(meetings)]
    return [(day, row) for day, row in rows if day and day <= today]


def steps(meetings: list[tuple[dt.date, Meeting]]) -> list[dict]:
    """From each consultation to the next."""
    return [
        {"first": first, "last": last, "before": before, "after": after}
        for (first, before), (last, after) in pairwise(meetings)
    ]


def days_between(
    first: dt.date | None,
    last: dt.date | None,
    meetings: list[tuple[dt.date, Meeting]],
    today: dt.date,
    *,
    whole: bool = False,
) -> tuple[dt.date, dt.date]:
    """The two days; of one that is not given: today, and the consultation before.

    `whole`: the first is that of a year or month, all of which is asked for, so the day before it is meant.
    """
    if first and whole:
        first -= dt.timedelta(1)
    if last is None:
        last = meetings[-1][0] if first is None and len(meetings) > 1 else today
    if first is None:
        earlier = [day for day, _row in meetings if day < last]
        first = earlier[-1] if earlier else dt.date(last.year, 1, 1)
    return first, last


@dataclass(frozen=True)
class TypeTotals:
    """How many there were on both days: of a member type, or (without one) of members altogether."""

    type: MemberType | None
    before: counting.Total
    after: counting.Total


def totals(order: roll.Order, types: dict[str, MemberType], first: dt.date, last: dt.date) -> list[TypeTotals]:
    """All members, and each member type that had any on one of the days."""
    kinds = [("standing", "member", None), *(("type", code, row) for code, row in types.items())]
    on = [{kind: counting.totals(order.day(day), kind) for kind in ("standing", "type")} for day in (first, last)]
    rows = [TypeTotals(row, *(found[kind].get(code, counting.Total()) for found in on)) for kind, code, row in kinds]
    return [row for row in rows if row.before.possible or row.after.possible]
