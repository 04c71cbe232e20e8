"""Who held a role, and when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from profiles.published import documents
from profiles.published.madeof import unheard
from profiles.published.models import Publication
from profiles.values.choices import Certainty

from .facts import Profile, Term, confirmed_profiles
from .reading import Reading

# Profiles whose documents are held while terms are read one after another.
READ_AT_ONCE = 100


@dataclass(frozen=True)
class Holder:
    """Who held a role: the profile and the term."""

    profile: Profile
    term: Term


@dataclass(frozen=True)
class Succession:
    """All who ever held a role, the newest term first: who holds it on the day, and how many terms came before."""

    holders: list[Holder]

    @property
    def now(self) -> list[Holder]:
        """Who certainly holds it, each once."""
        return self._each_once("certain")

    @property
    def perhaps(self) -> list[Holder]:
        """Who may hold it, beside those who certainly do."""
        sure = {holder.profile["slug"] for holder in self.now}
        return [holder for holder in self._each_once("possible") if holder.profile["slug"] not in sure]

    @property
    def since(self) -> Holder | None:
        """Who certainly holds it, where that is one alone and has a start."""
        found = self.now
        return found[0] if len(found) == 1 and documents.shown_start(found[0].term.fact)[0] else None

    @property
    def before(self) -> int:
        """How many terms had ended by the day, of those that are certain."""
        return sum(has_ended(holder.term) for holder in self.holders)

    def _each_once(self, held: str) -> list[Holder]:
        return list({row.profile["slug"]: row for row in reversed(self.holders) if row.term.held == held}.values())


def has_ended(term: Term) -> bool:
    bounds = documents.bounds(term.fact)
    return Certainty(term["certainty"]).is_sure and bounds.possible_until <= term.profile.day


def by_role(pks, reading: Reading) -> dict[str, list[Holder]]:
    """Of some publications all roles that they ever held, earliest first, by the role's code.

    Terms that began alike stand in the order of their profiles' addresses.
    """
    found = defaultdict(list)
    with unheard():
        publications = list(Publication.objects.filter(pk__in=pks).order_by("slug"))
    for profile in confirmed_profiles(publications, reading):
        for term in profile.roles:
            found[term["role"]["code"]].append(Holder(profile, term))
    return {code: sorted(terms, key=lambda holder: holder.term["start"]) for code, terms in found.items()}


def each(code: str, reading: Reading) -> Iterator[Holder]:
    """Each time that somebody held a role, earliest first, read some at a time: of many no more are held."""
    terms = iter(reading.members.order.each("role", code))
    while some := list(islice(terms, READ_AT_ONCE)):
        with unheard():
            publications = Publication.objects.in_bulk({pk for _fact, pk in some})
        found = {profile.publication.pk: profile for profile in confirmed_profiles(publications.values(), reading)}
        for fact, pk in some:
            for term in found[pk].roles:
                if term["role"]["code"] == code and tuple(vars(documents.bounds(term.fact)).values()) == fact[3:]:
                    yield Holder(found[pk], term)


def current_holder(terms: list[Holder]) -> Holder | None:
    """Who certainly holds it on the day that is read."""
    return next((holder for holder in terms if holder.term.held == "certain"), None)


def on_days(code: str, days: Iterable[dt.date], reading: Reading) -> dict[dt.date, list[Holder]]:
    """Who certainly held a role on each of some days: the first two, which is enough to see whether it was one alone.

    No other documents are read than theirs, however many held it on other days.
    """
    found = reading.members.order.certain_on("role", code, set(days))
    first = {day: pks[:2] for day, pks in found.items()}
    terms = by_role({pk for pks in first.values() for pk in pks}, reading).get(code, [])
    return {
        day: [
            holder
            for holder in terms
            if holder.profile.publication.pk in pks and documents.bounds(holder.term.fact).on(day) == "certain"
        ]
        for day, pks in first.items()
    }


def only(holders: list[Holder]) -> Holder | None:
    """The one of them, if it is one."""
    return holders[0] if len(holders) == 1 else None
