"""A document: everything that is public of one entity, as one canonical JSON text.

It names vocabulary by code with both labels, carries every dated fact with its `uid`, and is all that the public pages
read. What is said here needs no table: its shape, its text and digest, and what follows from it.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from profiles.values.choices import Certainty
from profiles.values.period import Bounds, Period

SCHEMA = 1

PLAIN = ("slug", "kind", "organization_kind", "iso2", "iso3", "native_name", "acronym", "website", "logo")
PAIRS = ("name", "formal_name", "former_names", "summary", "body")


@dataclass(frozen=True)
class FactKind:
    """How one kind of dated fact stands in a document: which texts, which pairs of texts, which vocabulary."""

    plain: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ("note",)
    links: tuple[str, ...] = ()

    DATED = (*Period.KEYS, "certainty", "source_title", "source_url")

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.DATED, *self.plain)


FACTS = {
    "memberships": FactKind(links=("type",)),
    "role_terms": FactKind(pairs=("title", "note"), links=("role",)),
    "affiliations": FactKind(plain=("status",), links=("body",)),
    "responsible_entities": FactKind(
        plain=("native_name", "acronym", "kind", "website", "position"), pairs=("name", "text", "contact", "note")
    ),
}


def fact_order(fact: dict) -> tuple:
    """Responsible entities as arranged, affiliations by body, everything by its start."""
    return fact.get("position", 0), fact.get("body", {}).get("code", ""), fact["start"], fact["uid"]


def canonical(content: dict) -> str:
    """The text of a document: the bytes that are stored, served and digested."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: dict | str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    text = content if isinstance(content, str) else canonical(content)
    return hashlib.sha256(text.encode()).hexdigest()


def upgrade(content: dict) -> dict:
    """A document of any earlier schema in today's. Raises ValueError for one from the future."""
    if content["schema"] != SCHEMA:
        raise ValueError(f"No way from schema {content['schema']} to {SCHEMA}.")
    return content


def bounds(fact: dict, recorded: dt.date) -> Bounds:
    """When a fact of a document holds. Disputed and not stated facts are never certain."""
    found = Period.of(fact).bounds(recorded)
    if not Certainty(fact["certainty"]).is_sure:
        return Bounds(found.possible_from, found.possible_from, found.possible_from, found.possible_until)
    return found


def facets(content: dict, recorded: dt.date) -> list[dict]:
    """The dated statements of a document to filter and count by: kind, code, status and the four bounds."""
    rows = []

    def add(kind, code, found, status=""):
        rows.append({"kind": kind, "code": code, "status": status} | vars(found))

    for item in content["memberships"]:
        found = bounds(item, recorded)
        add("type", item["type"]["code"], found)
        add("standing", item["type"]["standing"], found)
    for item in content["role_terms"]:
        add("role", item["role"]["code"], bounds(item, recorded))
    for item in content["affiliations"]:
        add("body", item["body"]["code"], bounds(item, recorded), item["status"])
    for item in content["areas"]:
        add("area", item["code"], Period().bounds(dt.date.min))
    return rows


def join_date(content: dict) -> dict | None:
    """The membership whose start is the join date: the earliest that is stated or inferred."""
    held = [item for item in content["memberships"] if Certainty(item["certainty"]).is_sure]
    return min((item for item in held if item["start"]), key=lambda item: item["start"], default=None)


def overlaps(content: dict, recorded: dt.date) -> list[tuple[dict, dict]]:
    """Pairs of memberships that certainly hold at one time, which cannot be."""
    held = [(item, bounds(item, recorded)) for item in content["memberships"]]
    return [
        (first, second)
        for index, (first, a) in enumerate(held)
        for second, b in held[index + 1 :]
        if max(a.certain_from, b.certain_from) < min(a.certain_until, b.certain_until)
    ]
