"""The API described for machines (OpenAPI 3.1).

Parameters come from the filters, codes from the vocabularies, the document's shape from what makes documents; so it
cannot say other than what the API does.
"""

from django.urls import reverse

from profiles.published import documents
from profiles.published.models import Meeting
from profiles.reading.filters import LIST, MemberFilter
from profiles.values.choices import Certainty, EntityKind, OrganizationKind, ResponsibleKind, Standing, Status
from profiles.values.partialdate import Qualifier

from .opendata import LICENCE

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
HELD = {"type": "string", "enum": ["certain", "possible", "no"]}


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
    "start": DATE,
    "end": DATE,
    "start_qualifier": one_of(Qualifier),
    "end_qualifier": one_of(Qualifier),
    "ended": FLAG,
    "certainty": one_of(Certainty),
    "position": NUMBER,
    "status": one_of(Status),
    "type": record(code=TEXT, label=PAIR, standing=one_of(Standing)),
    "role": record(code=TEXT, label=PAIR, last_day_counts=FLAG),
    "body": record(code=TEXT, label=PAIR, acronym=TEXT),
}
SHAPES_OF = {"responsible_entities": {"kind": one_of(ResponsibleKind, "")}}


def fact_schema(key: str, kind: documents.FactKind) -> dict:
    shapes = SHAPES | SHAPES_OF.get(key, {})
    plain = {name: shapes.get(name, TEXT) for name in kind.columns}
    words = {name: shapes[name] for name in kind.links}
    return record(uid=ref("Uid"), **plain, **dict.fromkeys(kind.pairs, PAIR), **words)


def document_schema() -> dict:
    return record(
        schema=NUMBER,
        uid=ref("Uid"),
        **{key: SHAPES.get(key, TEXT) for key in documents.PLAIN},
        **dict.fromkeys(documents.PAIRS, PAIR),
        areas=rows(WORD),
        **{key: rows(fact_schema(key, kind)) for key, kind in documents.FACTS.items()},
    )


def word_schema(*pairs: str, **plain) -> dict:
    return record(code=TEXT, label=PAIR, retired=FLAG, **dict.fromkeys(pairs, PAIR), **plain)


SOURCE = {"source_title": TEXT, "source_url": TEXT}
VOCABULARY = record(
    licence=TEXT,
    types=rows(word_schema("plural", "description", standing=one_of(Standing))),
    roles=rows(word_schema("description", single_holder=FLAG, last_day_counts=FLAG)),
    areas=rows(word_schema("description", **SOURCE)),
    bodies=rows(
        word_schema("description", acronym=TEXT, website=TEXT, entity_slug=TEXT, member_states=maybe(NUMBER), **SOURCE)
    ),
    meetings=rows(
        word_schema(
            "place",
            "outcome",
            "note",
            kind=one_of(Meeting.Kind),
            ordinal=maybe(NUMBER),
            start=DATE,
            start_qualifier=one_of(Qualifier),
            end=DATE,
            end_qualifier=one_of(Qualifier),
            certainty=one_of(Certainty),
            host_slug=TEXT,
            **SOURCE,
        )
    ),
)
LISTED = record(
    slug=TEXT,
    uid=ref("Uid"),
    name=PAIR,
    acronym=TEXT,
    kind=one_of(EntityKind),
    organization_kind=one_of(OrganizationKind, ""),
    iso2=TEXT,
    iso3=TEXT,
    type=maybe(record(code=TEXT, label=PAIR, standing=one_of(Standing))),
    standing=maybe(one_of(Standing, "former")),
    held=HELD,
    certainty=maybe(one_of(Certainty)),
    joined=maybe(
        record(date=DATE, precision={"type": "string", "enum": ["year", "month", "day"]}, qualifier=one_of(Qualifier))
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

ERRORS = {
    "400": ("A parameter has a value that does not exist.", "Problem"),
    "404": ("Nothing that is public has this address.", "Problem"),
    "410": ("The profile was withdrawn: why, when, and what to read instead.", "Gone"),
}


# ── Parameters ────────


def filter_parameters(request, reading) -> list[dict]:
    """The directory's filters, with the codes that they take today."""
    form = MemberFilter.of(request.GET, reading).form
    return [listed_parameter(name, form.fields[name]) for name in LIST if name in form.fields] + [
        query("on", "As of a day, a month or a year (its last day, as far as it has come). Today if left out.", ON)
    ]


def listed_parameter(name: str, field) -> dict:
    codes = [str(code) for code, _label in getattr(field, "choices", ()) if code]
    if not codes:
        return query(name, str(field.label), TEXT | {"maxLength": field.max_length, "pattern": "^[^\\u0000]*$"})
    # An empty parameter, as forms send it, is as if it were left out.
    word = {"type": "string", "enum": [*codes, ""]}
    if name == "sort":
        return query(name, str(field.label), word)
    return query(name, f"{field.label}; may be repeated.", rows(word)) | {"style": "form", "explode": True}


def query(name: str, description: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def in_path(name: str, schema: dict, example) -> dict:
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


LANG = query(
    "lang", "The language of errors and labels.", {"type": "string", "enum": ["en", "ar", ""], "default": "en"}
)
PAGE = query("page", "50 to a page.", {"type": "integer", "minimum": 1, "maximum": 200, "default": 1})
FACETS = query(
    "facets",
    "1: with the number of profiles for each choice.",
    {"type": "string", "enum": ["0", "1", ""], "default": "0"},
)
BY_SLUG = in_path("slug", {"type": "string", "pattern": SLUG}, "iom")
BY_NUMBER = in_path("number", {"type": "integer", "minimum": 1, "maximum": 999_999_999}, 1)


# ── Operations ────────


def answers(content_type: str, schema: dict, *errors: str) -> dict:
    content = {content_type: {"schema": schema}}
    found = {"200": {"description": "What was asked for.", "content": content}, "304": {"description": "Not changed."}}
    for status in errors:
        words, name = ERRORS[status]
        found[status] = {"description": words, "content": {"application/problem+json": {"schema": ref(name)}}}
    return found


def operation(name: str, summary: str, schema: dict, *errors: str, takes=()) -> dict:
    shown = {"operationId": name, "summary": summary, "parameters": [*takes, LANG]}
    return {"get": shown | {"responses": answers("application/json", schema, "400", *errors)}}


def export(name: str, summary: str, content_type: str, schema: dict, takes) -> dict:
    answered = answers(content_type, schema)
    answered["400"] = {"description": ERRORS["400"][0], "content": {"text/html": {"schema": TEXT}}}
    return {"get": {"operationId": name, "summary": summary, "parameters": takes, "responses": answered}}


def paths(filters: list[dict]) -> dict:
    return {
        "/api/v1/": operation(
            "entry", "Where everything is.", record(version=NUMBER, licence=TEXT, links={"type": "object"})
        ),
        "/api/v1/members/": operation(
            "members",
            "Members and observers, filtered as the directory is.",
            ref("Members"),
            takes=[*filters, PAGE, FACETS],
        ),
        "/api/v1/members/{slug}/": operation(
            "member", "The published document of one profile.", ref("Document"), "404", "410", takes=[BY_SLUG]
        ),
        "/api/v1/members/{slug}/versions/": operation(
            "versions", "What was public and when, newest first.", VERSIONS, "404", "410", takes=[BY_SLUG]
        ),
        "/api/v1/members/{slug}/versions/{number}/": operation(
            "version",
            "A document that was once public.",
            ref("Document"),
            "404",
            "410",
            takes=[BY_SLUG, BY_NUMBER],
        ),
        "/api/v1/vocabulary/": operation("vocabulary", "Codes with today’s labels; meetings.", VOCABULARY),
        "/api/v1/openapi.json": operation("description", "This description.", {"type": "object"}),
        "/members.csv": export("members_csv", "The directory as CSV.", "text/csv", TEXT, filters),
        "/members.xlsx": export("members_xlsx", "The directory for Excel.", XLSX, {}, filters),
        "/members.json": export(
            "members_json",
            "The documents of the directory.",
            "application/json",
            record(about={"type": "object"}, members=rows(ref("Document")), on_the_day={"type": "object"}),
            filters,
        ),
    }


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def describe(request, reading) -> dict:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Abu Dhabi Dialogue: member directory",
            "version": "1",
            "description": "Published facts about members and observers, each with its dates and source. Read only.",
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": request.build_absolute_uri("/").rstrip("/")}],
        "externalDocs": {"url": request.build_absolute_uri(reverse("api"))},
        "paths": paths(filter_parameters(request, reading)),
        "components": {
            "schemas": {
                "Pair": record(en=TEXT, ar=TEXT),
                "Uid": {"type": "string", "format": "uuid"},
                "Document": document_schema(),
                "Listed": LISTED,
                "Members": LIST_OF_MEMBERS,
                "Problem": PROBLEM,
                "Gone": GONE,
            }
        },
    }
