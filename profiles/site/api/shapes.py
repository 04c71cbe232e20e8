"""The schemas of what is stored: the documents of each kind of entry, from what makes documents."""

from profiles.published import documents
from profiles.values.choices import (
    Capacity,
    Carries,
    Certainty,
    EntityKind,
    EntryKind,
    Level,
    OrganizationKind,
    PaperKind,
    Part,
    ProgrammeState,
    ResponsibleKind,
    SourceKind,
    Standing,
    Status,
)
from profiles.values.period import Bounds, Qualifier

TEXT = {"type": "string"}
FLAG = {"type": "boolean"}
NUMBER = {"type": "integer"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
ON = {
    "type": "string",
    "pattern": r"^([12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$",
    "examples": ["2020-12-31", "2020"],
}
SLUG = r"^[-a-zA-Z0-9_]+$"
DATE = {
    "type": "string",
    "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
    "description": "A year, a month or a day, as the source says; empty: not stated.",
}


def code(*values: str) -> dict:
    """A word of a list that may grow: those of today are said, and whoever reads it must let others pass."""
    known = [value for value in values if value]
    description = f"One of {', '.join(f'`{value}`' for value in known)}; others may be added." if known else "A code."
    if "" in values:
        description += " Empty: not stated."
    return {"type": "string", "description": description, "x-extensible-enum": known}


def choice(*values: str) -> dict:
    """What a parameter takes; an empty one, as forms send it, is as if it were left out, and is no choice."""
    empty = {"type": "string", "maxLength": 0}
    return {"anyOf": [{"type": "string", "enum": list(values)}, empty]} if values else empty


def one_of(choices, *more) -> dict:
    return code(*choices.values, *more)


HELD = code(*Bounds.HELD)


def record(**properties) -> dict:
    """An object with all of these; more may be added in time."""
    return {"type": "object", "required": list(properties), "properties": properties}


def rows(of: dict) -> dict:
    return {"type": "array", "items": of}


def maybe(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


PAIR = ref("Pair")
RICH_PAIR = ref("RichPair")
HTML = TEXT | {
    "contentMediaType": "text/html",
    "description": "HTML of few tags: p, h2, h3, h4, ul, ol (start; type a, A, i or I), li, blockquote, table (thead,"
    " tbody, tr, th, td with colspan and rowspan), strong, em, sup, sub, a (href), br. An empty sup with data-source is"
    " a footnote: it names one of the sources. Others may be added; what they stand around is text.",
}
WORD = record(code=TEXT, label=PAIR)

# What is known of columns of documents beside that they are texts.
CITED = rows(record(code=TEXT, carries=one_of(Carries)))
COLUMNS = {
    **dict.fromkeys(("start", "start_by", "start_printed", "end"), DATE),
    "start_qualifier": one_of(Qualifier),
    "end_qualifier": one_of(Qualifier),
    "ended": FLAG,
    "unusual": FLAG,
    "recorded": DAY,
    "certainty": one_of(Certainty),
    "sources": CITED,
    "rests_on": CITED,
    "position": NUMBER,
    "succeeds": ref("Uid"),
    "ordinal": maybe(NUMBER),
    "organization_kind": one_of(OrganizationKind, ""),
    "status": one_of(Status),
    "day": DATE,
    "state": one_of(ProgrammeState),
    "part": one_of(Part),
    "capacity": one_of(Capacity),
    "level": one_of(Level),
}
# Columns that say another thing in each place.
COLUMNS_OF = {
    EntryKind.PROFILE: {"kind": one_of(EntityKind)},
    EntryKind.PAPER: {"kind": one_of(PaperKind)},
    "responsible_entities": {"kind": one_of(ResponsibleKind, "")},
}
LINKS = {
    "type": record(code=TEXT, label=PAIR, standing=one_of(Standing)),
    "role": record(code=TEXT, label=PAIR, last_day_counts=FLAG),
    "body": record(code=TEXT, label=PAIR, acronym=PAIR),
    "kind": WORD,
}
DETAILS = record(
    code=TEXT,
    title=PAIR,
    publisher=TEXT,
    day=DATE,
    language=TEXT,
    url=TEXT,
    archived_url=TEXT,
    retrieved_on=TEXT,
    kind=one_of(SourceKind, ""),
)


def pairs(names, footnoted=()) -> dict:
    """Texts in both languages: plain, or HTML."""
    rich = {"body", "text", *footnoted}
    return {name: RICH_PAIR if name in rich else PAIR for name in names}


def columns(place: str, names) -> dict:
    known = COLUMNS | COLUMNS_OF.get(place, {})
    return {name: known.get(name, TEXT) for name in names}


def fact_schema(key: str, kind: documents.FactKind) -> dict:
    """One dated fact of a document."""
    links = {name: LINKS[name] for name in kind.links}
    schema = record(uid=ref("Uid"), **columns(key, kind.columns), **pairs(kind.pairs), **links)
    schema["properties"] |= columns(key, kind.optional)
    return schema


def document_schema(entry_kind: EntryKind) -> dict:
    """The document of an entry of that kind."""
    shape = documents.SHAPES[entry_kind]
    return record(
        schema=NUMBER,
        uid=ref("Uid"),
        # A profile does not say that it is one.
        **({} if entry_kind == EntryKind.PROFILE else {"entry": {"type": "string", "const": str(entry_kind)}}),
        **columns(entry_kind, shape.plain),
        **pairs(shape.pairs, shape.footnoted),
        **{name: LINKS[name] for name in shape.links},
        **({"areas": rows(WORD)} if shape.has_areas else {}),
        sources=rows(DETAILS),
        **{key: rows(fact_schema(key, kind)) for key, kind in shape.facts.items()},
    )
