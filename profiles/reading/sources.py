"""The register of sources as the public reads it: what of all that is live rests on which source.

A source that nothing live rests on is not there, whatever drafts and past versions cite.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page
from django.db.models import Count, QuerySet

from profiles.published import documents, search
from profiles.published.models import Citation, Publication, Source
from profiles.published.models.sources import of_codes
from profiles.values.choices import EntryKind
from profiles.values.languages import column_of, either

from . import facts
from .facts import Profile, Term
from .pages import Keyed, Part, page_of
from .reading import Reading

# Where a profile has the dated facts of each part of a document.
TERMS = {
    "memberships": "memberships",
    "role_terms": "roles",
    "affiliations": "affiliations",
    "responsible_entities": "responsible",
    "text": "responsible",
}


def citations(reading: Reading) -> QuerySet:
    """All citations in profiles that are live."""
    profiles = Publication.objects.of_kind(EntryKind.PROFILE)
    return Citation.objects.filter(publication__in=profiles.live(reading.moment))


@dataclass(frozen=True)
class Statement:
    """Something that is live and rests on a source: a fact of an entry, a text of it or of a responsible entity, or the
    whole. `part` is that of the citation; `term` the fact, as a profile has it or as the document of another entry
    says; `carries` what of a fact the source stands for."""

    part: str
    term: Term | dict | None
    carries: list[str]


@dataclass(frozen=True)
class Citing:
    """A meeting, document or programme, and what it says that rests on one source."""

    content: dict
    statements: list[Statement]

    def __getitem__(self, key):
        """`row.name` in a template is the document's."""
        return self.content[key]


def citing(reading: Reading) -> dict[str, list[tuple[str, object]]]:
    """What beside profiles rests on each source, by its code: kind and row. Themes, bodies; meetings, documents and
    programmes, each with what rests on it."""
    found = defaultdict(list)
    words = reading.vocabularies
    for kind, rows in (("area", words.area), ("body", words.body)):
        for row in rows.values():
            for code in dict.fromkeys(item["code"] for item in row.sources):
                found[code].append((kind, row))
    meetings = [meeting.content for meeting in reading.meetings]
    for kind, contents in (
        (EntryKind.MEETING, meetings),
        (EntryKind.PAPER, reading.papers),
        (EntryKind.PROGRAMME, reading.programmes),
    ):
        for content in contents:
            for code, statements in statements_of(content).items():
                found[code].append((kind, Citing(content, statements)))
    return found


def statements_of(content: dict) -> dict[str, list[Statement]]:
    """What an entry that is no profile says, by the source on which it rests, each fact and text once."""
    carried = defaultdict(lambda: defaultdict(list))
    for code, part, uid, carries in documents.citations(content):
        carried[code][part, uid].append(carries)
    named = {fact["uid"]: fact for _key, fact in documents.facts_of(content)}
    return {
        code: [Statement(part, named.get(uid), carries) for (part, uid), carries in found.items()]
        for code, found in carried.items()
    }


def open_codes(reading: Reading, among: Iterable[str] | None = None) -> frozenset[str]:
    """The sources that have a page, by code: all, or of some."""
    live, others = citations(reading), citing(reading).keys()
    if among is not None:
        among = set(among)
        live, others = live.filter(source__in=among), others & among
    return frozenset(live.order_by().values_list("source", flat=True).distinct()) | others


# ── The register ────────


@dataclass(frozen=True)
class Listed:
    """A source in the register: its details, in how many profiles it is cited, and what else rests on it."""

    source: dict
    profiles: int
    others: list[tuple[str, object]]

    def key(self) -> tuple[str, str]:
        """What it is sorted by."""
        return search.sort_key(either(self.source["title"])), self.source["code"]

    @cached_property
    def tokens(self) -> list[str]:
        source = self.source
        texts = [*source["title"].values(), source["publisher"], source["code"], source["day"], source["url"]]
        return search.tokenise(texts, []).split()

    def has(self, words: list[str]) -> bool:
        """Whether each of some words begins one of its own."""
        return all(any(token.startswith(word) for token in self.tokens) for word in words)


def register(reading: Reading, query: str = "", kind: str = "") -> Keyed:
    """The sources that something live rests on, by title; those alone that have the words of a query, or of a kind."""
    counts = dict(citations(reading).values_list("source").annotate(number=Count("publication", distinct=True)))
    others = citing(reading)
    rows = [row for row in Source.objects.all() if row.code in counts or row.code in others]
    found = [Listed(row.as_document(), counts.get(row.code, 0), others.get(row.code, [])) for row in rows]
    wanted = search.tokens(query)
    found = [item for item in found if item.has(wanted) and kind in ("", item.source["kind"])]
    return Keyed(sorted(found, key=Listed.key), Listed.key)


# ── One source ────────


@dataclass(frozen=True)
class Resting:
    """What rests on a source: the profiles of a page with what each says, and all that is no profile."""

    source: dict
    page: Page | Part
    profiles: list[tuple[Profile, list[Statement]]]
    others: list[tuple[str, object]]

    def of(self, kind: str) -> list:
        return [row for found, row in self.others if found == kind]

    @property
    def areas(self) -> list:
        return self.of("area")

    @property
    def bodies(self) -> list:
        return self.of("body")

    @property
    def meetings(self) -> list[Citing]:
        return self.of(EntryKind.MEETING)

    @property
    def papers(self) -> list[Citing]:
        return self.of(EntryKind.PAPER)

    @property
    def programmes(self) -> list[Citing]:
        return self.of(EntryKind.PROGRAMME)


def resting(code: str, reading: Reading, part_of: Callable[[Keyed], Page | Part] = page_of) -> Resting | None:
    """What rests on a source, of profiles those of a part; None where nothing live does."""
    order = column_of("publication__sort", reading.language), "publication__slug"
    rows = citations(reading).filter(source=code).order_by(*order, "pk")
    rows = list(rows.values_list("publication", "part", "fact_uid", "carries", *order))
    others = citing(reading).get(code, [])
    details = of_codes([code]) if rows or others else []
    if not details:
        return None
    cited = [(pk, list(of_one)) for pk, of_one in groupby(rows, key=lambda row: row[0])]
    page = part_of(Keyed(cited, lambda row: row[1][0][-2:]))
    publications = Publication.objects.in_bulk([pk for pk, _cited in page.object_list])
    profiles = facts.profiles([publications[pk] for pk, _cited in page.object_list], reading)
    pairs = zip(profiles, page.object_list, strict=True)
    found = [(profile, statements(profile, cited)) for profile, (_pk, cited) in pairs]
    return Resting(details[0], page, found, others)


def statements(profile: Profile, cited) -> list[Statement]:
    """What a profile's citations of one source stand for, each fact and text once."""
    carried = defaultdict(list)
    for _pk, part, uid, carries, *_key in cited:
        carried[part, uid and str(uid)].append(carries)
    return [Statement(part, term_of(profile, part, uid), carries) for (part, uid), carries in carried.items()]


def term_of(profile: Profile, part: str, uid: str | None) -> Term | None:
    terms = getattr(profile, TERMS[part]) if part in TERMS else []
    return next((term for term in terms if term["uid"] == uid), None)


# ── On the page of a profile ────────


def with_register(profile: Profile) -> Profile:
    """A live profile with today's details of what it cites. All of it has a page: this profile rests on it."""
    codes = [source["code"] for source in profile.content["sources"]]
    register = {source["code"]: source for source in of_codes(codes)}
    return replace(profile, register=register, linked=frozenset(register))


def with_pages(profile: Profile, reading: Reading) -> Profile:
    """An old version, in its own words, with links to those of its sources that have a page still."""
    return replace(profile, linked=open_codes(reading, [source["code"] for source in profile.content["sources"]]))
