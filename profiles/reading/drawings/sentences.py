"""What a picture says, as one sentence: its title, and its words where it is not seen."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from profiles.published.documents import shown_start
from profiles.published.meetings import Meeting
from profiles.values.choices import Certainty, Standing
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate
from profiles.values.period import NEVER, Period, Qualifier, display

from ..facts import Profile, Term
from ..holders import Holder
from ..meetings import has_begun, main, plural
from ..reading import Reading
from .settled import Settled

# Up to how many are named of those who held a role most often.
FOREMOST = 3


def over_time(reading: Reading, chair: Holder | None) -> str:
    """Who has chaired since when, and how many main meetings there have been, by the day."""
    meetings = [row for row in main(reading) if has_begun(row, reading.day)]
    parts = []
    if chair:
        since, name = display(*shown_start(chair.term.fact)), either(chair.profile["name"])
        parts.append(gettext("Chair since %(since)s: %(name)s") % {"since": since, "name": name})
    if meetings:
        values = {"kind": plural(reading), "number": len(meetings), "year": PartialDate(meetings[0]["start"][:4])}
        parts.append(gettext("%(kind)s since %(year)s: %(number)d") % values)
    return of_the_day(reading, parts) or gettext("Who has taken part, and when")


def on_map(reading: Reading, profiles: list[Profile], chair: Profile | None) -> str:
    """How many members and observers there are of those that are listed, and who is in the chair."""
    held = [row.membership for row in profiles if row.membership]
    sure = Counter(term["type"]["standing"] for term in held if term.held == "certain")
    more, parts = len(held) - sure.total(), []
    if number := sure[Standing.MEMBER]:
        parts.append(ngettext("%(number)s member", "%(number)s members", number) % {"number": number})
    if number := sure[Standing.OBSERVER]:
        parts.append(ngettext("%(number)s observer", "%(number)s observers", number) % {"number": number})
    if more:
        parts.append(ngettext("perhaps %(more)s more", "perhaps %(more)s more", more) % {"more": more})
    if chair:
        parts.append(gettext("in the chair: %s") % either(chair["name"]))
    return of_the_day(reading, parts) or gettext("Members and observers on the map")


def of_settled(settled: Settled) -> str:
    """Since when those have been members who are not drawn."""
    number = len(settled.rows)
    if settled.alone:
        sentence = ngettext(
            "%(number)d has been a member since %(since)s",
            "All %(number)d have been members since %(since)s",
            number,
        )
    else:
        sentence = ngettext(
            "The other %(number)d has been a member since %(since)s",
            "The other %(number)d have been members since %(since)s",
            number,
        )
    return sentence % {"number": number, "since": settled.since.display()}


def of_profile(reading: Reading, profile: Profile, hosted: list[Meeting]) -> str:
    """Which roles it held, how many meetings it hosted and how often it was a member by the day, and since when.

    One membership is told where there is nothing else.
    """
    roles, more_roles = told([(term["role"]["code"], term) for term in profile.roles], reading.day)
    hostings, more_hostings = told([(meeting.slug, meeting) for meeting in hosted], reading.day)
    # As one thing: what is claimed beside a membership that is certain contradicts it.
    memberships, doubted = told([("", term) for term in profile.memberships], reading.day)
    number = len(memberships.get("", ()))
    groups = [(roles, roles_in_words(len(roles))), (hostings, hosted_in_words(len(hostings)))]
    if number > bool(roles or hostings):
        groups.append((memberships, memberships_in_words(number)))
    shown = [(found, words) for found, words in groups if found]
    facts = [fact for found, _words in shown for same in found.values() for fact in same]
    perhaps = [
        (more_roles, roles_in_words(len(more_roles))),
        (more_hostings, hosted_in_words(len(more_hostings))),
        (doubted, memberships_in_words(len(doubted))),
    ]
    parts = in_sum([words for _found, words in shown], since(facts), [words for found, words in perhaps if found])
    return of_the_day(reading, parts or [gettext("nothing yet")])


def of_role(reading: Reading, holders: list[Holder]) -> str:
    """How many held a role by the day and since when; where some did so again, how many terms, and who most often."""
    held, more = told([(holder.profile["slug"], holder.term) for holder in holders], reading.day)
    terms = [term for found in held.values() for term in found]
    number, again = len(held), len(terms) > len(held)
    what = [terms_in_words(len(terms)) if again else holders_in_words(number)] if held else []
    parts = in_sum(what, since(terms), [holders_in_words(len(more))] if more else [])
    if again:
        parts[1:1] = [
            holders_in_words(number),
            *most_often(holders, {slug: len(found) for slug, found in held.items()}),
        ]
    return of_the_day(reading, parts or [gettext("nothing yet")])


def most_often(holders: list[Holder], times: dict[str, int]) -> list[str]:
    """Who of several held a role most often, where those are few."""
    most = max(times.values())
    foremost = {holder.profile["slug"]: holder for holder in holders if times.get(holder.profile["slug"]) == most}
    if len(times) == 1 or len(foremost) > FOREMOST:
        return []
    names = gettext(", ").join(f"{either(holder.profile['name'])} ({most})" for holder in foremost.values())
    return [gettext("most often: %s") % names]


def told(facts: list[tuple[str, Term | Meeting]], day: dt.date) -> tuple[dict[str, list], set[str]]:
    """Of facts, each with what it counts as: those that had certainly begun by a day, and what else may have."""
    sure, perhaps = {}, set()
    for name, fact in facts:
        bounds = dates_of(fact).bounds()
        has_begun = bounds.certain_from <= day or bounds.possible_until <= day
        if has_begun and Certainty(fact["certainty"]).is_sure:
            sure.setdefault(name, []).append(fact)
        elif bounds.possible_from <= day:
            perhaps.add(name)
    return sure, perhaps - set(sure)


def dates_of(fact: Term | Meeting) -> Period:
    return fact.days if isinstance(fact, Meeting) else fact.shown_period


def since(facts: Iterable[Term | Meeting]) -> str:
    """The year in which the first of some facts began, as surely as it is known; nothing where none is stated."""
    periods = [dates_of(fact) for fact in facts]
    starts = [(period.start, period.start_qualifier) for period in periods if period.start]
    if not starts:
        return ""
    date, qualifier = min(starts)
    earlier = any(period.bounds().possible_from == NEVER for period in periods)
    return display(date[:4], Qualifier.AT_LATEST if earlier else qualifier)


def in_sum(what: list[str], year: str, perhaps: list[str]) -> list[str]:
    """What there certainly was, since when, and what else there perhaps was, as parts of a sentence."""
    parts = []
    if what:
        values = {"what": listed(what), "since": year}
        parts.append(gettext("%(what)s since %(since)s") % values if year else values["what"])
    if perhaps:
        sentence = gettext("perhaps also %(what)s") if what else gettext("perhaps %(what)s")
        parts.append(sentence % {"what": listed(perhaps)})
    return parts


def listed(parts: list[str]) -> str:
    """Parts of a sentence with “and” before the last."""
    *first, last = parts
    return gettext("%(first)s and %(last)s") % {"first": gettext(", ").join(first), "last": last} if first else last


def roles_in_words(number: int) -> str:
    return ngettext("%(number)s role", "%(number)s roles", number) % {"number": number}


def hosted_in_words(number: int) -> str:
    return ngettext("%(number)s meeting hosted", "%(number)s meetings hosted", number) % {"number": number}


def holders_in_words(number: int) -> str:
    return ngettext("%(number)s holder", "%(number)s holders", number) % {"number": number}


def terms_in_words(number: int) -> str:
    return ngettext("%(number)s term", "%(number)s terms", number) % {"number": number}


def memberships_in_words(number: int) -> str:
    return ngettext("%(number)s membership", "%(number)s memberships", number) % {"number": number}


def of_the_day(reading: Reading, parts: list[str]) -> str:
    """The parts as a sentence, which says the day where that is not today."""
    sentence = gettext("; ").join(parts)
    if not (sentence and reading.is_past):
        return sentence[:1].upper() + sentence[1:]
    day = PartialDate(reading.day.isoformat()).display()
    return gettext("On %(day)s: %(sentence)s") % {"day": day, "sentence": sentence}
