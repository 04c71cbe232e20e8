"""What the pages say: a profile read from its document, and statements computed over all that is live.

Everything here reads publications, confirmations and vocabularies; the day is always passed in.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from profiles.published import documents
from profiles.published.documents import Cited
from profiles.published.models import Confirmation, Publication
from profiles.published.models.confirmations import Confirmed
from profiles.published.vocabularies import Vocabularies
from profiles.values.choices import Carries, Certainty, Standing
from profiles.values.languages import either
from profiles.values.period import Bounds, Period

from .reading import Reading


class GroupKey(NamedTuple):
    """Where a list sorts a profile: the code of its member type and how sure that is; or no code and `former` or
    `ahead` (it joins later); or neither, in a list without groups."""

    code: str = ""
    held: str = ""


@dataclass(frozen=True)
class Term:
    """A dated fact of a document, on a day: `held` is certain, possible or no."""

    fact: dict
    held: str
    confirmation: Confirmed | None = None
    profile: "Profile | None" = field(default=None, compare=False, repr=False)

    def __getitem__(self, key):
        return self.fact[key]

    @cached_property
    def cited(self) -> list[Cited]:
        """What it rests on, as its profile cites it."""
        return self.profile.cited_by(self.fact) if self.profile else []

    @property
    def predecessor(self) -> "Term | None":
        """The responsible entity of the same profile that this one took over from."""
        offices = self.profile.responsible if self.profile else []
        return next((term for term in offices if term["uid"] == self.fact.get("succeeds")), None)

    @property
    def successors(self) -> list["Term"]:
        """Those that took over from it."""
        offices = self.profile.responsible if self.profile else []
        return [term for term in offices if term.fact.get("succeeds") == self.fact["uid"]]

    @property
    def has_begun(self) -> bool:
        """Whether it may have begun by the day, if its dates are right."""
        return documents.bounds(self.fact).possible_from <= self.profile.day

    @property
    def is_reachable(self) -> bool:
        """Of a responsible entity: whether it is known how."""
        return bool(self.fact["website"] or either(self.fact["contact"]))

    @property
    def confirmed(self) -> dt.date | None:
        """The day on which it was confirmed last, as it reads now."""
        return self.confirmation and self.confirmation.day

    @property
    def confirmed_by(self) -> str:
        """What said so on that day is in the dialogue, where it was the profile’s own side: `member`, `observer`."""
        if not (self.confirmation and self.confirmation.by_member):
            return ""
        held = self.profile and self.profile.membership
        return held["type"]["standing"] if held else Standing.MEMBER

    @property
    def period(self) -> Period:
        return Period.of(self.fact)

    @property
    def shown_period(self) -> Period:
        """The period in one line of text: its start as it is meant, whatever was printed."""
        start, qualifier = documents.meant_start(self.fact)
        return replace(self.period, start=start, start_qualifier=qualifier, start_by="")


@dataclass
class Profile:
    """An entity as its document says, on a day. The page, the preview and an old version all read this.

    `vocabularies` lay today's labels over the document's own, `register` today's details of sources by code; without
    them (an old version) the document's stand. `linked` are the codes of those sources that have a page of their own.
    """

    content: dict
    day: dt.date
    vocabularies: Vocabularies | None = None
    confirmed: dict[tuple[str, str], Confirmed] = field(default_factory=dict)
    publication: Publication | None = None
    released: dt.datetime | None = None
    # Where its logo can be had, for a document that is not public.
    logo_address: str = ""
    register: dict[str, dict] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, publication: Publication, *, day: dt.date, **kwargs) -> "Profile":
        released = getattr(publication, "released", None)
        return cls(publication.content(), day, publication=publication, released=released, **kwargs)

    def __getitem__(self, key):
        """`profile.name` in a template is the document's; what is computed here goes first."""
        if hasattr(type(self), key):
            raise KeyError(key)
        return self.content[key]

    def _terms(self, key: str) -> list[Term]:
        terms = []
        for item in self.content[key]:
            fact = item | {link: self._today(link, item[link]) for link in documents.FACTS[key].links}
            told = self.confirmed.get((item["uid"], documents.fact_digest(item))) if self.confirmed else None
            terms.append(Term(fact, documents.bounds(item).on(self.day), told, self))
        return terms

    # ── What the page cites ────────

    @cached_property
    def _details(self) -> dict[str, dict]:
        """The details of what the document cites, by code."""
        own = {source["code"]: source for source in self.content["sources"]}
        return {code: self.register.get(code, source) for code, source in own.items()}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source on the page, by code: in the order in which the page cites them."""
        codes = dict.fromkeys(code for code in self._codes() if code in self._details)
        return {code: number for number, code in enumerate(codes, 1)}

    def _codes(self) -> Iterator[str]:
        """What is cited, in the order of `templates/profile.html`: whoever moves a section there moves it here."""
        for term in (self.membership or self.last_membership, self.join, *self.memberships):
            yield from _codes_of(term)
        for term in (*self.responsible_now, *self.responsible_before):
            yield from _codes_of(term)
            yield from documents.FOOTNOTE.findall(either(term["text"]))
        for term in self.roles:
            yield from _codes_of(term)
        yield from documents.FOOTNOTE.findall(either(self.content["body"]))
        for term in self.affiliations:
            yield from _codes_of(term)

    @property
    def sources(self) -> list[Cited]:
        """All that the page cites, in the order of its numbers."""
        return [Cited(number, self._details[code], Carries.ALL) for code, number in self.numbers.items()]

    def cited_by(self, fact: dict) -> list[Cited]:
        """What a fact of the document rests on."""
        return [
            Cited(self.numbers[cited["code"]], self._details[cited["code"]], cited["carries"])
            for cited in fact["sources"]
            if cited["code"] in self._details
        ]

    # ── What it says ────────

    def _today(self, kind: str, item: dict) -> dict:
        row = self.vocabularies.word(kind, item["code"]) if self.vocabularies else None
        return item | row.as_document() | {"row": row} if row else item

    @cached_property
    def memberships(self) -> list[Term]:
        """One at a time: on a day on which one certainly holds no other possibly does."""
        terms = self._terms("memberships")
        if not any(term.held == "certain" for term in terms):
            return terms
        return [replace(term, held="no") if term.held == "possible" else term for term in terms]

    @cached_property
    def roles(self) -> list[Term]:
        """Those held on the day first, the certain before the possible; of each the newest first."""
        newest_first = sorted(self._terms("role_terms"), key=lambda term: term["start"], reverse=True)
        return sorted(newest_first, key=lambda term: Bounds.HELD.index(term.held))

    @cached_property
    def affiliations(self) -> list[Term]:
        return self._terms("affiliations")

    @cached_property
    def areas(self) -> list[dict]:
        """Each once: two of them may read as one today."""
        return list(
            {area["code"]: area for area in (self._today("area", item) for item in self.content["areas"])}.values()
        )

    @cached_property
    def responsible(self) -> list[Term]:
        return self._terms("responsible_entities")

    @property
    def checked(self) -> dt.date | None:
        """The newest day on which one of its facts, as it reads now, was confirmed."""
        terms = (*self.memberships, *self.roles, *self.affiliations, *self.responsible)
        return max((term.confirmed for term in terms if term.confirmed), default=None)

    @property
    def responsible_now(self):
        """Those of the day, the certain first."""
        return sorted((term for term in self.responsible if term.held != "no"), key=lambda term: term.held)

    @property
    def responsible_before(self):
        return [term for term in self.responsible if term.held == "no"]

    @cached_property
    def membership(self) -> Term | None:
        """What it is on that day: what it certainly is, or else what it may be."""
        places = list(self.vocabularies.type) if self.vocabularies else []
        held = [term for term in self.memberships if term.held != "no"]
        return min(held, key=lambda term: (term.held, places and places.index(term["type"]["code"])), default=None)

    @property
    def held(self) -> str:
        """How sure it is that it is a member or an observer on the day, one of `Bounds.HELD`."""
        return self.membership.held if self.membership else "no"

    @cached_property
    def last_membership(self) -> Term | None:
        """For a former member: what it was, of what had begun by the day."""
        held = [term for term in self.memberships if Certainty(term["certainty"]).is_sure and term.has_begun]
        return max(held, key=lambda term: (documents.bounds(term.fact).certain_until, term["start"]), default=None)

    @cached_property
    def join(self) -> Term | None:
        """The membership whose start is the join date."""
        fact = documents.join_date(self.content)
        return next((term for term in self.memberships if fact and term["uid"] == fact["uid"]), None)

    @property
    def has_gaps(self) -> bool:
        """Whether its history is more than one membership that holds still."""
        return len(self.memberships) > 1 or any(term["end"] or term["ended"] for term in self.memberships)

    @property
    def group(self) -> GroupKey:
        if self.membership:
            return GroupKey(self.membership["type"]["code"], self.membership.held)
        return GroupKey("", "former" if any(term.has_begun for term in self.memberships) else "ahead")


def _codes_of(term: Term | None) -> list[str]:
    """The codes of the sources of a fact, in the order in which its row cites them: start, end, all of it."""
    places = [Carries.START, Carries.END, Carries.ALL]
    cited = term["sources"] if term else []
    return [source["code"] for source in sorted(cited, key=lambda source: places.index(source["carries"]))]


def profiles(publications, reading: Reading) -> list[Profile]:
    """Publications as they read on the day, with today's labels."""
    return [Profile.of(row, day=reading.day, vocabularies=reading.vocabularies) for row in publications]


def confirmed_profiles(publications, reading: Reading) -> list[Profile]:
    """The same with the confirmations of their facts."""
    found = profiles(publications, reading)
    uids = [profile.publication.entry_uid for profile in found]
    days = Confirmation.objects.filter(entry_uid__in=uids).latest()
    return [replace(profile, confirmed=days.get(profile.publication.entry_uid, {})) for profile in found]


def confirmed_profile(publication: Publication, reading: Reading) -> Profile:
    (found,) = confirmed_profiles([publication], reading)
    return found
