"""What the pages say: a profile read from its document, and statements computed over all that is live.

Everything here reads publications, confirmations and vocabularies; the day is always passed in.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from urllib.parse import urlencode

from django.core import serializers
from django.db.models import Max, Q
from django.utils import timezone

from . import roll, snapshots
from .models import (
    Body,
    Confirmation,
    Facet,
    Meeting,
    MemberType,
    Page,
    Publication,
    Role,
    ThematicArea,
)
from .partialdate import Bounds, Period


@dataclass(frozen=True)
class Words:
    """The vocabularies of today, by code."""

    type: dict[str, MemberType]
    role: dict[str, Role]
    area: dict[str, ThematicArea]
    body: dict[str, Body]
    pages: dict[str, Page]
    meetings: list[Meeting]
    # Of all that they say: what is made with the same words has the same digest.
    digest: str


@lru_cache(maxsize=1)
def words(counter: int) -> Words:
    """Today's vocabularies, read once for as long as the stamp's counter stands."""
    by_code = [{row.code: row for row in model.objects.all()} for model in (MemberType, Role, ThematicArea, Body, Page)]
    meetings = list(Meeting.objects.all())
    said = serializers.serialize("json", [row for rows in by_code for row in rows.values()] + meetings)
    return Words(*by_code, meetings=meetings, digest=hashlib.sha256(said.encode()).hexdigest()[:16])


@dataclass(frozen=True)
class Term:
    """A dated fact of a document, on a day: `held` is certain, possible or no; `confirmed` a day or None."""

    fact: dict
    held: str
    confirmed: dt.date | None = None

    def __getitem__(self, key):
        return self.fact[key]

    @property
    def period(self) -> Period:
        return Period.of(self.fact)


@dataclass
class Profile:
    """An entity as its document says, on a day. The page, the preview and an old version all read this.

    `words` lays today's labels over the document's own; without it (an old version) the document's stand.
    """

    content: dict
    day: dt.date
    recorded: dt.date
    words: Words | None = None
    confirmed: dict[tuple[str, str], dt.date] = field(default_factory=dict)
    publication: Publication | None = None
    released: dt.datetime | None = None
    # Where its logo can be had, for a document that is not public.
    logo_address: str = ""

    @classmethod
    def of(cls, publication: Publication, *, day: dt.date, **kwargs) -> "Profile":
        recorded = timezone.localdate(publication.created_at)
        released = getattr(publication, "released", None)
        return cls(publication.content(), day, recorded, publication=publication, released=released, **kwargs)

    def __getitem__(self, key):
        """`profile.name` in a template is the document's; what is computed here goes first."""
        if hasattr(type(self), key):
            raise KeyError(key)
        return self.content[key]

    def _terms(self, key: str, word: str = "") -> list[Term]:
        terms = []
        for item in self.content[key]:
            fact = item | {word: self._today(word, item[word])} if word else item
            confirmed = self.confirmed.get((item["uid"], snapshots.digest(item))) if self.confirmed else None
            terms.append(Term(fact, snapshots.bounds(item, self.recorded).on(self.day), confirmed))
        return terms

    def _today(self, kind: str, item: dict) -> dict:
        row = getattr(self.words, kind).get(item["code"]) if self.words else None
        return item | row.as_document() | {"row": row} if row else item

    @cached_property
    def memberships(self) -> list[Term]:
        return self._terms("memberships", "type")

    @cached_property
    def roles(self) -> list[Term]:
        return sorted(self._terms("role_terms", "role"), key=lambda term: (term.held == "no", term["start"]))

    @cached_property
    def affiliations(self) -> list[Term]:
        return self._terms("affiliations", "body")

    @cached_property
    def areas(self) -> list[dict]:
        return [self._today("area", item) for item in self.content["areas"]]

    @cached_property
    def responsible(self) -> list[Term]:
        return self._terms("responsible_entities")

    @property
    def responsible_now(self):
        return [term for term in self.responsible if term.held != "no"]

    @property
    def responsible_before(self):
        return [term for term in self.responsible if term.held == "no"]

    @cached_property
    def membership(self) -> Term | None:
        """What it is on that day: what it certainly is, or else what it may be."""
        places = list(self.words.type) if self.words else []
        held = [term for term in self.memberships if term.held != "no"]
        return min(held, key=lambda term: (term.held, places and places.index(term["type"]["code"])), default=None)

    @cached_property
    def last_membership(self) -> Term | None:
        """For a former member: what it was, of what had begun by the day."""
        held = [term for term in self.memberships if term["certainty"] in ("stated", "inferred") and self._begun(term)]
        return max(held, key=lambda term: term["start"], default=None)

    def _begun(self, term: Term) -> bool:
        return snapshots.bounds(term.fact, self.recorded).possible_from <= self.day

    @cached_property
    def join(self) -> Term | None:
        """The membership whose start is the join date."""
        fact = snapshots.join_date(self.content)
        return next((term for term in self.memberships if fact and term["uid"] == fact["uid"]), None)

    @property
    def has_gaps(self) -> bool:
        """Whether its history is more than one unbroken membership."""
        return len(self.memberships) > 1

    @property
    def group(self) -> tuple[str, str]:
        """Where a list sorts it: its member type's code and how sure that is; or "" and `former` or `ahead`."""
        if self.membership:
            return self.membership["type"]["code"], self.membership.held
        return "", "former" if any(map(self._begun, self.memberships)) else "ahead"


def profiles(publications, *, day: dt.date, words: Words) -> list[Profile]:
    return [Profile.of(publication, day=day, words=words) for publication in publications]


def profile(publication: Publication, *, day: dt.date, words: Words) -> Profile:
    """A live publication with today's labels and the confirmations of its facts."""
    (found,) = confirmed_profiles([publication], day=day, words=words)
    return found


def confirmed_profiles(publications, *, day: dt.date, words: Words) -> list[Profile]:
    """Live publications with today's labels and the confirmations of their facts."""
    publications = list(publications)
    latest = Confirmation.objects.filter(entity_uid__in=[publication.entity_uid for publication in publications])
    found = defaultdict(dict)
    for entity, uid, digest, last in latest.values_list("entity_uid", "fact_uid", "digest").annotate(last=Max("day")):
        found[entity][str(uid), digest] = last
    return [Profile.of(row, day=day, words=words, confirmed=found[row.entity_uid]) for row in publications]


@dataclass(frozen=True)
class Total:
    """How many: certainly, and how many more perhaps."""

    certain: int = 0
    possible: int = 0

    @property
    def more(self) -> int:
        return self.possible - self.certain


def on(day: dt.date) -> Q:
    """Facets that may hold on a day."""
    return Q(possible_from__lte=day, possible_until__gt=day)


def totals(day: roll.Day, kind: str) -> dict[str, Total]:
    """For each code of a kind, how many profiles have it on that day."""
    return {
        code: Total((day.certain.get((kind, code), 0)).bit_count(), bits.bit_count())
        for (found, code), bits in day.possible.items()
        if found == kind
    }


@dataclass(frozen=True)
class Overlap:
    """How the members of the dialogue stand in another body on a day. `others` counts statuses but member, observer."""

    body: Body
    day: dt.date
    members: int
    counts: dict[str, Total]

    @property
    def member(self) -> int:
        return self.counts.get("member", Total()).certain

    @property
    def observer(self) -> int:
        return self.counts.get("observer", Total()).certain


def overlap(body: Body, day: roll.Day) -> Overlap:
    """Of the member states, how many are members and observers of a body: counted from the published affiliations."""
    members = day.certain.get(("standing", "member"), 0)
    counts = {
        status: Total((sure & members).bit_count(), (perhaps & members).bit_count())
        for (code, status), (sure, perhaps) in day.statuses.items()
        if code == body.code and perhaps & members
    }
    return Overlap(body, day.day, members.bit_count(), counts)


BOUNDS = ("possible_from", "certain_from", "certain_until", "possible_until")


def standings(*, moment: dt.datetime, day: dt.date) -> list[tuple[int, str, str, str, str]]:
    """Of those who may be members on a day, how they stand here and in all other bodies, in one query.

    Rows of (publication, kind, code, status, held).
    """
    members = Publication.objects.live(moment).filter(
        pk__in=Facet.objects.filter(on(day), kind="standing", code="member").values("publication")
    )
    rows = Facet.objects.filter(
        Q(kind="body") | Q(kind="standing", code="member"), publication__in=members.order_by().values("pk")
    ).values_list("publication", "kind", "code", "status", *BOUNDS)
    return [(*row[:4], Bounds(*row[4:]).on(day)) for row in rows.order_by("pk")]


def types_on(publications, day: dt.date) -> dict[int, str]:
    """The code of the member type that each of these publications has on a day; a certain one before a possible."""
    rows = Facet.objects.filter(on(day), kind="type", publication__in=publications.order_by().values("pk"))
    rows = rows.values_list("publication", "code", *BOUNDS)
    found = sorted((Bounds(*row[2:]).on(day) == "certain", *row[:2]) for row in rows)
    return {publication: code for _certain, publication, code in found}


@dataclass(frozen=True)
class Holder:
    """Who held a role: the profile and the term."""

    profile: Profile
    term: Term


def holders(pks, *, day: dt.date, words: Words) -> dict[str, list[Holder]]:
    """Of some publications all roles that they ever held, earliest first, by the role's code."""
    found = defaultdict(list)
    for holder in confirmed_profiles(Publication.objects.filter(pk__in=pks), day=day, words=words):
        for term in holder.roles:
            found[term["role"]["code"]].append(Holder(holder, term))
    return {code: sorted(terms, key=lambda holder: holder.term["start"]) for code, terms in found.items()}


def sure_holder(terms: list[Holder]) -> Holder | None:
    """Who certainly holds it on the day."""
    return next((holder for holder in terms if holder.term.held == "certain"), None)


@dataclass(frozen=True)
class Neighbours:
    """Profiles near one: those of its member type, or else on its themes. `shared` gives the number of themes that
    they share by the publication's primary key, most first; `query` is the directory's filter that lists them all."""

    type: MemberType | None
    shared: dict[int, int]
    query: str


def neighbours(profile: Profile, *, on: roll.Day, past: bool, words: Words, most: int = 8) -> Neighbours | None:
    """Who stands beside a live profile on a day; nothing where it states neither a member type nor a theme."""
    type_ = profile.membership["type"]["code"] if profile.membership else ""
    areas = [area["code"] for area in profile.areas]
    sharing = at_least([on.possible.get(("area", code), 0) for code in areas])
    others = on.order.everybody & ~on.order.bits([profile.publication.pk])
    near = others & (on.possible.get(("type", type_), 0) if type_ else sharing[0] if sharing else 0)
    shared = {}
    for number in range(len(sharing), -1, -1):
        bits = near & sharing[number - 1] if number else near
        shared |= dict.fromkeys(islice(on.order.chosen(bits), most - len(shared)), number)
        near &= ~bits
    query = {"type": type_} if type_ else {"area": areas}
    query |= {"on": profile.day.isoformat()} if past else {}
    return Neighbours(words.type.get(type_), shared, urlencode(query, doseq=True)) if shared else None


def at_least(groups: list[int]) -> list[int]:
    """Who is in at least one of some groups, in at least two, and so on; all given as bits."""
    found = [0] * len(groups)
    for bits in groups:
        for number in range(len(groups) - 1, 0, -1):
            found[number] |= found[number - 1] & bits
        found[0] |= bits
    return found


def meetings_around(day: dt.date, words: Words) -> tuple[Meeting | None, Meeting | None]:
    """The last ministerial consultation that has begun by a day, and the next."""
    ministerial = [row for row in words.meetings if row.kind == Meeting.Kind.MINISTERIAL and row.start]
    begun = [row for row in ministerial if Period(row.start, row.start_qualifier).bounds(day).on(day) == "certain"]
    ahead = [row for row in ministerial if row not in begun]
    return (begun[-1] if begun else None), (ahead[0] if ahead else None)
