"""Between the working copy and its document: one canonical JSON text per entity, and back again.

A document names vocabulary by code with both labels, carries every dated fact with its `uid`, and is all that the
public pages read. `document(apply(d)) == d` holds for every document `d` of today's schema and vocabulary.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .models.entities import Entity
from .models.terms import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .models.vocabulary import Body, Certainty, MemberType, Role, ThematicArea
from .partialdate import Bounds, Period

SCHEMA = 1

PLAIN = ("slug", "kind", "organization_kind", "iso2", "iso3", "native_name", "acronym", "website", "logo")
PAIRS = ("name", "formal_name", "former_names", "summary", "body")


@dataclass(frozen=True)
class FactKind:
    """How one kind of dated fact stands in a document: which columns, which pairs, which vocabulary."""

    model: type[models.Model]
    plain: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ("note",)
    links: tuple[tuple[str, type[models.Model]], ...] = ()

    DATED = (*Period.KEYS, "certainty", "source_title", "source_url")

    @property
    def columns(self):
        return (*self.DATED, *self.plain)


FACTS = {
    "memberships": FactKind(Membership, links=(("type", MemberType),)),
    "role_terms": FactKind(RoleTerm, pairs=("title", "note"), links=(("role", Role),)),
    "affiliations": FactKind(Affiliation, plain=("status",), links=(("body", Body),)),
    "responsible_entities": FactKind(
        ResponsibleEntity,
        plain=("native_name", "acronym", "kind", "website", "position"),
        pairs=("name", "text", "contact", "note"),
    ),
}


def document(entity: Entity) -> dict:
    """The working copy as a document."""
    content = {"schema": SCHEMA, "uid": str(entity.uid)}
    content |= {key: getattr(entity, key) for key in PLAIN}
    content |= {key: pair(entity, key) for key in PAIRS}
    content["areas"] = [area.as_document() for area in entity.areas.order_by("position", "code")]
    for key, kind in FACTS.items():
        rows = getattr(entity, key).select_related(*(name for name, _model in kind.links)).order_by()
        content[key] = sorted((fact(row, kind) for row in rows), key=order)
    return content


def fact(row, kind: FactKind) -> dict:
    """One dated fact as a document has it."""
    content = {"uid": str(row.uid)}
    content |= {key: getattr(row, key) for key in kind.columns}
    content |= {key: pair(row, key) for key in kind.pairs}
    content |= {name: getattr(row, name).as_document() for name, _model in kind.links}
    return content


def pair(row, name: str) -> dict[str, str]:
    return {"en": getattr(row, f"{name}_en"), "ar": getattr(row, f"{name}_ar")}


def order(fact: dict) -> tuple:
    """Responsible entities as arranged, affiliations by body, everything by its start."""
    return fact.get("position", 0), fact.get("body", {}).get("code", ""), fact["start"], fact["uid"]


def canonical(content: dict) -> str:
    """The text of a document: the bytes that are stored, served and digested."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: dict | str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    text = content if isinstance(content, str) else canonical(content)
    return hashlib.sha256(text.encode()).hexdigest()


def upgraded(content: dict) -> dict:
    """A document of any earlier schema in today's. Raises ValueError for one from the future."""
    if content["schema"] != SCHEMA:
        raise ValueError(f"No way from schema {content['schema']} to {SCHEMA}.")
    return content


def apply(content: dict, entity: Entity) -> Entity:
    """Make the working copy read as this document, matching dated facts by `uid`. Call it in a transaction.

    Raises ValidationError where the document breaks a rule or names a word that the vocabulary lacks.
    """
    published_slug = entity.slug if entity.pk and entity.is_published() else None
    for key in PLAIN:
        setattr(entity, key, content.get(key, ""))
    entity.slug = published_slug or entity.slug
    for key in PAIRS:
        set_pair(entity, key, content[key])
    checked(entity)
    entity.save()
    entity.areas.set([word(ThematicArea, item) for item in content["areas"]])
    for key, kind in FACTS.items():
        apply_facts(content[key], kind, entity, getattr(entity, key))
    return entity


def apply_facts(facts: list[dict], kind: FactKind, entity: Entity, rows) -> None:
    rows.exclude(uid__in=[item["uid"] for item in facts]).delete()
    present = {str(row.uid): row for row in rows.all()}
    for item in facts:
        write(present.get(item["uid"]) or kind.model(entity=entity, uid=item["uid"]), item, kind)


def write(row, item: dict, kind: FactKind) -> None:
    """Make a row say what the document says of it."""
    for key in kind.columns:
        setattr(row, key, item[key])
    for key in kind.pairs:
        set_pair(row, key, item[key])
    for name, model in kind.links:
        setattr(row, name, word(model, item[name]))
    checked(row)
    row.save()


def set_pair(row, name: str, value: dict[str, str]) -> None:
    setattr(row, f"{name}_en", value["en"])
    setattr(row, f"{name}_ar", value["ar"])


def checked(row) -> None:
    """`full_clean`, with an error that names the row."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError(f"{row._meta.verbose_name} {row}: {'; '.join(messages(error))}") from error


def messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]


def unknown_words(content: dict) -> list[str]:
    """What a document names that the vocabulary lacks, a sentence each."""
    named = [(ThematicArea, item) for item in content["areas"]]
    for key, kind in FACTS.items():
        named += [(model, item[name]) for item in content[key] for name, model in kind.links]
    found = []
    for model, item in named:
        try:
            word(model, item)
        except ValidationError as error:
            found += error.messages
    return list(dict.fromkeys(found))


def word(model, item: dict):
    """The vocabulary row that a document names."""
    row = model.objects.filter(code=item["code"]).first()
    if row is None:
        raise ValidationError(
            _("The %(kind)s “%(code)s” does not exist.") % {"kind": model._meta.verbose_name, "code": item["code"]}
        )
    return row


def bounds(fact: dict, recorded: dt.date) -> Bounds:
    """When a fact of a document holds. Disputed and not stated facts are never certain."""
    found = Period.of(fact).bounds(recorded)
    if fact["certainty"] in (Certainty.DISPUTED, Certainty.NOT_STATED):
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
    held = [item for item in content["memberships"] if item["certainty"] in (Certainty.STATED, Certainty.INFERRED)]
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
