"""The schemas of the API's answers: codes from the choices, the document's shape from what makes documents."""

from profiles.published import documents
from profiles.values.choices import (
    Capacity,
    Carries,
    Certainty,
    Coverage,
    EntityKind,
    EntryKind,
    Level,
    OrganizationKind,
    ResponsibleKind,
    SourceKind,
    Standing,
    Status,
)
from profiles.values.partialdate import PRECISIONS
from profiles.values.period import Bounds, Qualifier

TEXT = {"type": "string"}
FLAG = {"type": "boolean"}
NUMBER = {"type": "integer"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
ON = {
    "type": "string",
    "pattern": r"^([12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$",
    "examples": ["2012-04-19", "2012"],
}
SLUG = r"^[-a-zA-Z0-9_]+$"
DATE = {
    "type": "string",
    "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
    "description": "A year, a month or a day, as the source says; empty: not stated.",
}
HELD = {"type": "string", "enum": [*Bounds.HELD]}


def one_of(choices, *more) -> dict:
    return {"type": "string", "enum": [*choices.values, *more]}


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
WORD = record(code=TEXT, label=PAIR)

# What is known of columns of documents beside that they are texts.
SHAPES = {
    "kind": one_of(EntityKind),
    "organization_kind": one_of(OrganizationKind, ""),
    **dict.fromkeys(("start", "start_by", "start_printed", "end"), DATE),
    "recorded": DAY,
    "unusual": FLAG,
    "sources": rows(record(code=TEXT, carries=one_of(Carries))),
    "start_qualifier": one_of(Qualifier),
    "end_qualifier": one_of(Qualifier),
    "ended": FLAG,
    "certainty": one_of(Certainty),
    "position": NUMBER,
    "status": one_of(Status),
    "type": record(code=TEXT, label=PAIR, standing=one_of(Standing)),
    "role": record(code=TEXT, label=PAIR, last_day_counts=FLAG),
    "body": record(code=TEXT, label=PAIR, acronym=PAIR),
}
SHAPES_OF = {"responsible_entities": {"kind": one_of(ResponsibleKind, "")}}


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


def fact_schema(key: str, kind: documents.FactKind) -> dict:
    shapes = SHAPES | SHAPES_OF.get(key, {})
    plain = {name: shapes.get(name, TEXT) for name in kind.columns}
    links = {name: shapes[name] for name in kind.links}
    return record(uid=ref("Uid"), **plain, **dict.fromkeys(kind.pairs, PAIR), **links)


def document_schema() -> dict:
    return record(
        schema=NUMBER,
        uid=ref("Uid"),
        **{key: SHAPES.get(key, TEXT) for key in documents.PLAIN},
        **dict.fromkeys(documents.PAIRS, PAIR),
        areas=rows(WORD),
        sources=rows(DETAILS),
        **{key: rows(fact_schema(key, kind)) for key, kind in documents.FACTS.items()},
    )


MEETING_SHAPES = SHAPES | {
    "ordinal": maybe(NUMBER),
    "rests_on": SHAPES["sources"],
    "capacity": one_of(Capacity),
    "level": one_of(Level),
}


def meeting_schema() -> dict:
    """The document of a meeting."""
    shape = documents.SHAPES[EntryKind.MEETING]
    attendances = shape.facts["attendances"]
    return record(
        schema=NUMBER,
        entry={"type": "string", "const": "meeting"},
        uid=ref("Uid"),
        **{key: MEETING_SHAPES.get(key, TEXT) for key in shape.plain},
        **dict.fromkeys(shape.pairs, PAIR),
        kind=WORD,
        areas=rows(WORD),
        sources=rows(DETAILS),
        attendances=rows(
            record(
                uid=ref("Uid"),
                **{name: MEETING_SHAPES.get(name, TEXT) for name in attendances.columns},
                **dict.fromkeys(attendances.pairs, PAIR),
            )
        ),
    )


def word_schema(*pairs: str, **plain) -> dict:
    return record(code=TEXT, label=PAIR, retired=FLAG, **dict.fromkeys(pairs, PAIR), **plain)


CITED = {"sources": rows(record(code=TEXT, carries=one_of(Carries)))}
VOCABULARY = record(
    licence=TEXT,
    types=rows(word_schema("plural", "description", standing=one_of(Standing))),
    roles=rows(word_schema("description", single_holder=FLAG, last_day_counts=FLAG)),
    areas=rows(word_schema("description", **CITED)),
    bodies=rows(
        word_schema(
            "description",
            acronym=TEXT,
            acronym_ar=TEXT,
            website=TEXT,
            entity_slug=TEXT,
            sizes=TEXT,
            coverage=one_of(Coverage),
            coverage_day=DATE,
            **CITED,
        )
    ),
    meetings=rows(
        word_schema(
            "place",
            "outcome",
            "note",
            kind=TEXT,
            ordinal=maybe(NUMBER),
            start=DATE,
            start_qualifier=one_of(Qualifier),
            end=DATE,
            end_qualifier=one_of(Qualifier),
            certainty=one_of(Certainty),
            host_slug=TEXT,
            **CITED,
        )
    ),
    meeting_kinds=rows(word_schema("plural")),
)
LISTED = record(
    slug=TEXT,
    uid=ref("Uid"),
    name=PAIR,
    acronym=TEXT,
    acronym_ar=TEXT,
    kind=one_of(EntityKind),
    organization_kind=one_of(OrganizationKind, ""),
    iso2=TEXT,
    iso3=TEXT,
    type=maybe(record(code=TEXT, label=PAIR, standing=one_of(Standing))),
    standing=maybe(one_of(Standing, "former")),
    held=HELD,
    certainty=maybe(one_of(Certainty)),
    joined=maybe(
        record(
            date=DATE,
            precision={"type": "string", "enum": [*PRECISIONS.values()]},
            qualifier=one_of(Qualifier),
            by=DATE,
            printed=DATE,
        )
    ),
    roles=rows(TEXT),
    roles_possible=rows(TEXT),
    areas=rows(TEXT),
    version=NUMBER,
    published=maybe(MOMENT),
    links=record(self=TEXT, versions=TEXT, pages=PAIR),
)
LIST_OF_MEMBERS = record(
    as_of=DAY,
    licence=TEXT,
    count=NUMBER,
    count_certain=NUMBER,
    count_possible=NUMBER,
    page=NUMBER,
    pages=NUMBER,
    previous=maybe(TEXT),
    next=maybe(TEXT),
    members=rows(ref("Listed")),
)
LIST_OF_MEMBERS["properties"]["facets"] = {
    "type": "object",
    "additionalProperties": rows(record(code=TEXT, label=TEXT, count=NUMBER)),
}
PAGING = {"page": NUMBER, "pages": NUMBER, "previous": maybe(TEXT), "next": maybe(TEXT)}
LINKED = record(self=TEXT, pages=PAIR)
REGISTER = record(
    licence=TEXT,
    count=NUMBER,
    **PAGING,
    sources=rows(record(**DETAILS["properties"], profiles=NUMBER, words=NUMBER, links=LINKED)),
)
# Which part of a document rests on a source: a list of facts, the text of the profile, that of a responsible entity.
PARTS = {"type": "string", "enum": [*documents.FACTS, "body", "text"]}
RESTING = record(
    licence=TEXT,
    source=record(**DETAILS["properties"], links=LINKED),
    count=NUMBER,
    **PAGING,
    profiles=rows(
        record(
            slug=TEXT,
            uid=ref("Uid"),
            name=PAIR,
            version=NUMBER,
            rests=rows(
                record(
                    part=PARTS,
                    carries=rows(one_of(Carries)),
                    fact=maybe(
                        record(
                            uid=ref("Uid"),
                            **{name: SHAPES.get(name, TEXT) for name in documents.FactKind.DATED},
                            note=PAIR,
                        )
                    ),
                )
            ),
            links=LINKED,
        )
    ),
    areas=rows(WORD),
    bodies=rows(WORD),
    meetings=rows(WORD),
)
MEETINGS = record(
    licence=TEXT,
    count=NUMBER,
    meetings=rows(
        record(
            slug=TEXT,
            uid=ref("Uid"),
            name=PAIR,
            kind=TEXT,
            ordinal=maybe(NUMBER),
            start=DATE,
            start_qualifier=one_of(Qualifier),
            end=DATE,
            end_qualifier=one_of(Qualifier),
            certainty=one_of(Certainty),
            place=PAIR,
            host_slug=TEXT,
            areas=rows(TEXT),
            participants=NUMBER,
            links=LINKED,
        )
    ),
)
VERSIONS = record(
    slug=TEXT,
    licence=TEXT,
    versions=rows(
        record(
            number=NUMBER,
            digest=TEXT,
            public_from=MOMENT,
            public_until=maybe(MOMENT),
            note=PAIR,
            links=record(self=TEXT),
        )
    ),
)
PROBLEM = record(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT, instance=TEXT)
GONE = record(**PROBLEM["properties"], reason=PAIR, withdrawn=MOMENT, successor=maybe(TEXT))
