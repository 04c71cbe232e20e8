"""What happened to the dated facts of profiles between two days: what began, ended, or passed from one to another.

The first day does not count and the last does: what began or ended after the one and by the
other. It is certain where its date must lie there, possible where it may. Days are those of `Period.bounds`, by which
numbers are counted: no number changes of which nothing is told.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from profiles.published import documents
from profiles.published.models import Confirmation
from profiles.values.choices import Certainty, Status
from profiles.values.period import ALWAYS, NEVER, Bounds, Period, Qualifier, day_after, possible_days

from .facts import Profile, Term

SECTIONS = ("memberships", "roles", "affiliations", "responsible")


@dataclass(frozen=True)
class Happening:
    """A fact that began, ended, or did both between the days; or one that took the place of another: a membership of
    another type (`changed`), a role or a responsible entity (`took_over`).

    What is known to have held for so long, and nothing says that it ended, `lapsed`; it was only `named` where it may
    have begun between the days too. `alone`: of a membership, that the profile had none before what began, and
    none after what ended.
    """

    section: str
    term: Term
    kind: str
    sure: bool
    former: Term | None = None
    alone: bool = False

    @property
    def date(self) -> str:
        """The date that it is sorted by."""
        if self.kind in ("ended", "lapsed"):
            return self.term["end"]
        return self.term["start"] or self.term["start_by"]

    @property
    def is_mention(self) -> bool:
        """Whether it is known only that it held by then: it may have begun at any time before."""
        return self.kind == "began" and not is_start_stated(self.term.fact)

    @property
    def is_only_named(self) -> bool:
        """Whether nobody says that it began or ended."""
        return is_only_named(self.section, self.term)

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
    days = Confirmation.objects.filter(fact_uid__in={row.term["uid"] for row in rows}).latest()
    return [with_confirmation(row, days) for row in rows]


def happenings(profile: Profile, section: str, first: dt.date, last: dt.date) -> list[Happening]:
    """What happened to one kind of fact of a profile."""
    terms = [term for term in getattr(profile, section) if says_something(term)]
    if section == "memberships":
        return of_memberships(terms, first, last)
    found = [row for term in terms for row in of_term(section, term, *held_edges(term, first, last))]
    return pair_successions(found) if section == "responsible" else found


def held_edges(term: Term, first: dt.date, last: dt.date) -> tuple[str, str]:
    """Whether a fact began between the days, and whether it ended: certain, possible or ""."""
    began, ended = (within(dates, first, last) for dates in (start_days(term.fact), end_days(term.fact)))
    is_sure = Certainty(term["certainty"]).is_sure
    return (
        began if is_sure else began and "possible",
        ended if is_sure and is_end_stated(term.fact) else ended and "possible",
    )


def of_term(section: str, term: Term, began: str, ended: str) -> list[Happening]:
    """What is told of one fact, by how surely it began and ended between the days."""
    lapsed = ended and not is_over(term.fact)
    if began and ended and (is_named_once(term.fact) or is_only_named(section, term)):
        return [Happening(section, term, "named", sure=began == "certain")]
    if began and ended and (began == ended or not term["end"]):
        return [Happening(section, term, "named" if lapsed else "both", sure=began == "certain")]
    kinds = (("began", began), ("lapsed" if lapsed else "ended", ended))
    return [Happening(section, term, kind, sure=held == "certain") for kind, held in kinds if held]


# ── Memberships, one after another ────────


def of_memberships(terms: list[Term], first: dt.date, last: dt.date) -> list[Happening]:
    """What happened to the memberships of a profile: what passes into one of another type is one change, and what
    passes into one of the same type is nothing."""
    edges = {term["uid"]: held_edges(term, first, last) for term in terms}
    began, ended = ({uid: pair[side] for uid, pair in edges.items()} for side in (0, 1))
    told = []
    for former, term in successions(terms):
        start, end = began[term["uid"]], ended[former["uid"]]
        if former["type"]["code"] != term["type"]["code"]:
            if not start:
                continue
            sure = start == "certain" and end != "possible"
            told.append(Happening("memberships", term, "changed", sure=sure, former=former))
        elif not (start == end == "certain" and held_surely(former)):
            # There may be days between, or before, on which it is counted as possible alone.
            continue
        began[term["uid"]] = ended[former["uid"]] = ""
    rows = [row for term in terms for row in of_term("memberships", term, began[term["uid"]], ended[term["uid"]])]
    return told + [replace(row, alone=is_alone(row, terms)) for row in rows]


def successions(terms: list[Term]) -> Iterator[tuple[Term, Term]]:
    """Memberships that follow one another, as far as sources say so: the one may have ended on the day on which the
    other began, or on the day before."""
    stated = [term for term in terms if not is_only_named("memberships", term)]
    for former, term in pairwise(sorted(stated, key=lambda term: (first_named(term.fact), bounds(term).certain_until))):
        if is_end_stated(former.fact) and is_start_stated(term.fact):
            end, start = end_days(former.fact), start_days(term.fact)
            if start[0] <= day_after(end[1]) and end[0] <= day_after(start[1]):
                yield former, term


def is_alone(row: Happening, terms: list[Term]) -> bool:
    """Whether the profile can have had no other membership before one that began, nor when one had just ended."""
    fact, own = row.term.fact, bounds(row.term)
    others = [term for term in terms if term is not row.term]
    begun, gone = min(own.certain_from, own.certain_until), (own.certain_until, day_after(own.possible_until))
    joined = is_start_stated(fact) and all(first_named(term.fact) >= begun for term in others)
    left = is_end_stated(fact) and all(bounds(term).during(*gone) == "no" for term in others)
    return {"began": joined, "ended": left, "both": joined and left}.get(row.kind, False)


def bounds(term: Term) -> Bounds:
    """Between which days it holds, however sure it is."""
    return Period.of(term.fact).bounds()


def held_surely(term: Term) -> bool:
    """Whether there are days on which it certainly held."""
    return bounds(term).certain_from < bounds(term).certain_until


def first_named(fact: dict) -> dt.date:
    """The first day on which it may have held; where it is only known to have held by then, that one."""
    if is_start_stated(fact) or not (fact["start"] or fact["start_by"]):
        return Period.of(fact).possible_start
    return possible_days(fact["start"] or fact["start_by"], Qualifier.EXACT)[0]


# ── What took the place of another ────────


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


# ── What a fact says of its dates ────────


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


def is_start_stated(fact: dict) -> bool:
    """Whether its start has a date, and not only a day by which it held."""
    return bool(fact["start"]) and fact["start_qualifier"] != Qualifier.AT_LATEST


def is_end_stated(fact: dict) -> bool:
    """Whether its end has a date, and not only a day on which it still held."""
    return bool(fact["end"]) and fact["end_qualifier"] != Qualifier.AT_EARLIEST


def is_over(fact: dict) -> bool:
    """Whether it is said that it ended."""
    return fact["ended"] or is_end_stated(fact)


def is_named_once(fact: dict) -> bool:
    """Whether it is known of one date alone, and nothing says that it had begun before or held after."""
    return fact["start"] == fact["end"] and fact["end_qualifier"] == Qualifier.AT_EARLIEST


def is_only_named(section: str, term: Term) -> bool:
    """Whether it is known only that it was named: for neither its start nor its end has it a date of their own; or it
    is a membership that nobody says, or that sources differ about."""
    if section == "memberships" and not Certainty(term["certainty"]).is_sure:
        return True
    return not (is_start_stated(term.fact) or is_end_stated(term.fact))


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
    told = own.get((uid, documents.fact_digest(facts[uid])))
    return replace(happening, term=replace(happening.term, confirmation=told))
