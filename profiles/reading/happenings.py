"""What happened to the dated facts of profiles between two days: what began, ended, or passed from one to another.

The first day does not count and the last does: what began or ended after the one and by the
other. It is certain where its date must lie there, possible where it may. Days are those of `Period.bounds`, by which
numbers are counted: no number changes of which nothing is told.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from profiles.published import documents
from profiles.published.models import Confirmation
from profiles.values.choices import Certainty, Status
from profiles.values.period import ALWAYS, NEVER, Period, Qualifier

from .facts import Profile, Term

SECTIONS = ("memberships", "roles", "affiliations", "responsible")


@dataclass(frozen=True)
class Happening:
    """A fact that began, ended, or did both between the days; or one that took the place of another: a membership of
    another type (`changed`), a role or a responsible entity (`took_over`).

    What is known to have held for so long, and nothing says that it ended, `lapsed`; it was only `named` where it may
    have begun between the days too.
    """

    section: str
    term: Term
    kind: str
    sure: bool
    former: Term | None = None

    @property
    def date(self) -> str:
        """The date that it is sorted by."""
        if self.kind in ("ended", "lapsed"):
            return self.term["end"]
        return self.term["start"] or self.term["start_by"]

    @property
    def is_mention(self) -> bool:
        """Whether it is known only that it held by then: it may have begun at any time before."""
        term = self.term
        return self.kind == "began" and (not term["start"] or term["start_qualifier"] == Qualifier.AT_LATEST)

    @property
    def is_undated(self) -> bool:
        """Whether it is over, and nothing says since when."""
        return not self.date

    @property
    def ends_what_began_before(self) -> bool:
        return self.kind in ("ended", "lapsed") and self.term["start"] != self.date


def between(profiles: list[Profile], first: dt.date, last: dt.date) -> list[Happening]:
    """All that happened. One query, for the days on which the facts were confirmed."""
    found = {key: [row for profile in profiles for row in happenings(profile, key, first, last)] for key in SECTIONS}
    found["roles"] = pair_handovers(found["roles"])
    rows = [row for key in SECTIONS for row in found[key]]
    days = Confirmation.objects.filter(fact_uid__in={row.term["uid"] for row in rows}).latest_days()
    return [with_confirmation(row, days) for row in rows]


def happenings(profile: Profile, section: str, first: dt.date, last: dt.date) -> list[Happening]:
    """What happened to one kind of fact of a profile."""
    terms = [term for term in getattr(profile, section) if says_something(term)]
    found = [happening for term in terms for happening in of_term(section, term, first, last)]
    return {"memberships": pair_type_change, "responsible": pair_successions}.get(section, list)(found)


def of_term(section: str, term: Term, first: dt.date, last: dt.date) -> list[Happening]:
    began, ended = (within(dates, first, last) for dates in (start_days(term.fact), end_days(term.fact)))
    if not Certainty(term["certainty"]).is_sure:
        began = began and "possible"
    if not (Certainty(term["certainty"]).is_sure and is_end_stated(term.fact)):
        ended = ended and "possible"
    lapsed = ended and not is_over(term.fact)
    if began and ended and is_named_once(term.fact):
        return [Happening(section, term, "named", sure=began == "certain")]
    if began and began == ended:
        return [Happening(section, term, "named" if lapsed else "both", sure=began == "certain")]
    kinds = (("began", began), ("lapsed" if lapsed else "ended", ended))
    return [Happening(section, term, kind, sure=held == "certain") for kind, held in kinds if held]


def pair_type_change(found: list[Happening]) -> list[Happening]:
    """One membership that ended and another of another type that began are one change."""
    if sorted(happening.kind for happening in found) != ["began", "ended"]:
        return found
    ended, began = sorted(found, key=lambda happening: happening.kind, reverse=True)
    if ended.term["type"]["code"] == began.term["type"]["code"]:
        return found
    return [replace(began, kind="changed", sure=ended.sure and began.sure, former=ended.term)]


def pair_successions(found: list[Happening]) -> list[Happening]:
    """A responsible entity that ended and the one that took over from it are one change."""
    ended = {row.term["uid"]: row for row in found if row.kind == "ended"}
    told = []
    for row in found:
        former = row.term.predecessor if row.kind == "began" else None
        told.append(replace(row, kind="took_over", former=former) if former else row)
    done = [ended[row.term.fact["succeeds"]] for row in told if row.former and row.former["uid"] in ended]
    return [row for row in told if row not in done]


def pair_handovers(found: list[Happening]) -> list[Happening]:
    """A role that one handed over and another took on one day is one change."""
    ended = {}
    for row in found:
        if row.kind == "ended" and row.sure and len(row.date) == 10:
            ended.setdefault((row.term["role"]["code"], row.date), row)
    told, done = [], []
    for row in found:
        former = ended.get((row.term["role"]["code"], row.date)) if row.kind == "began" and row.sure else None
        done += [former] if former else []
        told.append(replace(row, kind="took_over", former=former.term) if former else row)
    return [row for row in told if row not in done]


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


def is_named_once(fact: dict) -> bool:
    """Whether it is known of one date alone, and nothing says that it had begun before or held after."""
    return fact["start"] == fact["end"] and fact["end_qualifier"] == Qualifier.AT_EARLIEST


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
    profile = happening.term.profile
    own = days.get(profile.publication.entry_uid)
    if not own:
        return happening
    facts = {item["uid"]: item for key in documents.FACTS for item in profile.content[key]}
    uid = happening.term["uid"]
    return replace(happening, term=replace(happening.term, confirmed=own.get((uid, documents.fact_digest(facts[uid])))))
