"""A document: everything that is public of one entry, as one canonical JSON text.

It names vocabulary by code with both labels, carries every dated fact with its `uid`, and is all that the public pages
read. What is said here needs no table: its shape, its text and digest, and what follows from it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from profiles.values.choices import Capacity, Carries, Certainty, EntryKind, Part
from profiles.values.languages import any_of
from profiles.values.period import ALWAYS, NEVER, Bounds, Period, Qualifier

SCHEMA = 2

PLAIN = ("slug", "kind", "organization_kind", "iso2", "iso3", "wikidata", "ror", "native_name", "website", "logo")
PAIRS = ("name", "formal_name", "former_names", "other_names", "acronym", "summary", "body")


@dataclass(frozen=True)
class FactKind:
    """How one kind of fact stands in a document: which texts, which pairs of texts, which vocabulary; whether it is
    dated; and the texts that stand there only where they are not empty, so that older documents need not have them."""

    plain: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ("note",)
    links: tuple[str, ...] = ()
    dated: bool = True
    optional: tuple[str, ...] = ()

    STATED = ("certainty", "sources")
    DATED = (*Period.KEYS, "start_printed", "unusual", *STATED)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(self.DATED if self.dated else ("recorded", *self.STATED)), *self.plain)


FACTS = {
    "memberships": FactKind(links=("type",)),
    "role_terms": FactKind(pairs=("title", "note"), links=("role",)),
    "affiliations": FactKind(plain=("status",), links=("body",)),
    "responsible_entities": FactKind(
        plain=("native_name", "kind", "website", "position"),
        pairs=("name", "translation", "acronym", "text", "contact", "note"),
        # The `uid` of the office of the same profile that it took over from.
        optional=("succeeds",),
    ),
}


@dataclass(frozen=True)
class Shape:
    """How the documents of one kind of entry are made up: plain texts, pairs of texts, those of the pairs in which
    footnotes may stand, whether it names thematic areas, which vocabularies, and its kinds of facts."""

    plain: tuple[str, ...]
    pairs: tuple[str, ...]
    footnoted: tuple[str, ...] = ()
    has_areas: bool = False
    links: tuple[str, ...] = ()
    facts: Mapping[str, FactKind] = field(default_factory=dict)


SHAPES = {
    EntryKind.PROFILE: Shape(PLAIN, PAIRS, footnoted=("body",), has_areas=True, facts=FACTS),
    EntryKind.MEETING: Shape(
        plain=(
            "slug",
            "ordinal",
            "start",
            "start_qualifier",
            "end",
            "end_qualifier",
            "certainty",
            "unusual",
            "host_slug",
            "rests_on",
        ),
        pairs=("name", "place", "agenda", "outcome", "note"),
        footnoted=("agenda", "outcome"),
        has_areas=True,
        links=("kind",),
        facts={
            "attendances": FactKind(
                plain=("entity_slug", "capacity", "level"), pairs=("name", "head", "note"), dated=False
            )
        },
    ),
    EntryKind.TEXT: Shape(plain=("slug",), pairs=("name", "body")),
    EntryKind.PAPER: Shape(
        plain=(
            "slug",
            "kind",
            "day",
            "certainty",
            "unusual",
            "languages",
            "meeting_slug",
            "url",
            "archived_url",
            "file",
            "rests_on",
        ),
        pairs=("name", "summary", "note"),
        footnoted=("summary",),
        has_areas=True,
        facts={"parties": FactKind(plain=("entity_slug",), pairs=("name", "note"), dated=False)},
    ),
    EntryKind.PROGRAMME: Shape(
        plain=(
            "slug",
            "state",
            "start",
            "start_qualifier",
            "end",
            "end_qualifier",
            "certainty",
            "unusual",
            "rests_on",
        ),
        pairs=("name", "summary", "note"),
        footnoted=("summary",),
        has_areas=True,
        facts={"parts": FactKind(plain=("entity_slug", "part"), pairs=("name", "note"))},
    ),
}
FOOTNOTE = re.compile(r'<sup data-source="([a-z0-9-]+)"></sup>')


def kind_of(content: dict) -> EntryKind:
    """What a document is of. One that does not say is of a profile, as all were once."""
    return EntryKind(content.get("entry", EntryKind.PROFILE))


def shape_of(content: dict) -> Shape:
    return SHAPES[kind_of(content)]


def facts_of(content: dict) -> Iterator[tuple[str, dict]]:
    """All dated facts of a document, each with its kind."""
    for key in shape_of(content).facts:
        for fact in content[key]:
            yield key, fact


def fact_order(fact: dict) -> tuple:
    """Responsible entities as arranged, affiliations by body, whom an entry names by what they are there and by name,
    all by their start."""
    if names_somebody(fact):
        return rank(fact), any_of(fact["name"]), fact.get("start", ""), fact["uid"]
    return fact.get("position", 0), fact.get("body", {}).get("code", ""), fact["start"], fact["uid"]


RANKS = {"capacity": Capacity.values, "part": Part.values}


def rank(fact: dict) -> int:
    """Where somebody whom a fact names stands, by what that is there: chairs before guests, leads before partners."""
    return next((order.index(fact[key]) for key, order in RANKS.items() if key in fact), 0)


def names_somebody(fact: dict) -> bool:
    """Whether a fact names who took part, is a party, has a part: by profile or by name."""
    return "entity_slug" in fact


def is_dated(fact: dict) -> bool:
    """Whether any date is said of a fact."""
    return any(fact.get(key) for key in ("start", "start_by", "end"))


# The columns in which a document names a stored file: a logo, a PDF.
FILES = frozenset({"logo", "file"})


def stored_file(content: dict) -> str:
    """The name of the file that a document shows."""
    return next((content[key] for key in FILES if content.get(key)), "")


def canonical(content: dict) -> str:
    """The text of a document: the bytes that are stored, served and digested."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: dict | str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    text = content if isinstance(content, str) else canonical(content)
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(content: dict) -> str:
    """The digest of what a document says, without the details of its sources, which are the register's to change."""
    return digest({key: value for key, value in content.items() if key != "sources"})


def fact_digest(fact: dict) -> str:
    """The digest of what a dated fact says, whenever it was recorded."""
    return digest({key: value for key, value in fact.items() if key != "recorded"})


def bounds(fact: dict) -> Bounds:
    """When a fact of a document holds. Disputed and not stated facts are never certain."""
    found = Period.of(fact).bounds()
    return found if Certainty(fact["certainty"]).is_sure else found.never_certain()


def facets(content: dict) -> list[dict]:
    """The dated statements of a document to filter and count by: kind, code, status and the four bounds."""
    rows = []

    def add(kind, code, found, status=""):
        rows.append({"kind": kind, "code": code, "status": status} | vars(found))

    for item in content.get("memberships", ()):
        found = bounds(item)
        add("type", item["type"]["code"], found)
        add("standing", item["type"]["standing"], found)
    for item in content.get("role_terms", ()):
        add("role", item["role"]["code"], bounds(item))
    for item in content.get("affiliations", ()):
        add("body", item["body"]["code"], bounds(item), item["status"])
    if kind_of(content) == EntryKind.MEETING:
        add("meeting", content["kind"]["code"], Bounds(NEVER, NEVER, ALWAYS, ALWAYS))
    for item in content.get("areas", ()):
        add("area", item["code"], Bounds(NEVER, NEVER, ALWAYS, ALWAYS))
    return rows


class Cited(NamedTuple):
    """A source as a page cites it: its number there (none for what stands in no list), its details, and what of a fact
    it carries."""

    number: int
    source: dict
    carries: str


class Citation(NamedTuple):
    """That something in a document rests on a source: a dated fact (by kind and uid), or a text of the entry or of a
    responsible entity."""

    source: str
    part: str
    fact_uid: str | None
    carries: str


def citations(content: dict) -> list[Citation]:
    """What rests on which source, in the order of the document, each once."""
    return list(dict.fromkeys(_citations(content)))


def _citations(content: dict) -> Iterator[Citation]:
    for cited in content.get("rests_on", ()):
        yield Citation(cited["code"], "rests_on", None, cited["carries"])
    for key in shape_of(content).footnoted:
        for text in content[key].values():
            for code in FOOTNOTE.findall(text):
                yield Citation(code, key, None, Carries.ALL)
    for key, fact in facts_of(content):
        for cited in fact["sources"]:
            yield Citation(cited["code"], key, fact["uid"], cited["carries"])
        for text in fact.get("text", {}).values():
            for code in FOOTNOTE.findall(text):
                yield Citation(code, "text", fact["uid"], Carries.ALL)


def join_date(content: dict) -> dict | None:
    """The membership whose start is the join date: the earliest that is stated or inferred."""
    held = [item for item in content["memberships"] if Certainty(item["certainty"]).is_sure]
    return min((item for item in held if item["start"]), key=lambda item: item["start"], default=None)


def shown_start(fact: dict) -> tuple[str, str]:
    """How the start of a fact is shown, as a partial date and a qualifier: as it was printed, or else is meant."""
    return (fact["start_printed"], Qualifier.EXACT) if fact["start_printed"] else meant_start(fact)


def meant_start(fact: dict) -> tuple[str, str]:
    """The start of a fact as a partial date and a qualifier; the day by which it held, where no more is known."""
    by = not fact["start"] and fact["start_by"]
    return (by, Qualifier.AT_LATEST) if by else (fact["start"], fact["start_qualifier"])


def overlaps(content: dict, kind: str = "memberships") -> list[tuple[dict, dict]]:
    """Pairs of facts of a kind that certainly hold at one time, which memberships cannot."""
    held = [(item, bounds(item)) for item in content.get(kind, ())]
    return [
        (first, second)
        for index, (first, a) in enumerate(held)
        for second, b in held[index + 1 :]
        if max(a.certain_from, b.certain_from) < min(a.certain_until, b.certain_until)
    ]
