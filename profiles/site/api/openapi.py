"""The API described for machines (OpenAPI 3.1).

Parameters come from the filters, codes from the vocabularies, the document's shape from what makes documents; so it
cannot say other than what the API does.
"""

from django.urls import reverse

from profiles.published import identity
from profiles.reading import factrows
from profiles.reading.filters import LIST, MemberFilter
from profiles.values.choices import EntryKind, SourceKind
from profiles.values.languages import LANGUAGES, either

from ..files.columns import Type
from ..files.formats import CSV, FORMATS, JSON, JSON_LINES, XLSX, Format
from ..files.tables import FACTS, MEMBERS, TABLES, Table
from ..opendata import licence
from ..publisher import publisher
from .schemas import (
    BAD_REQUEST,
    CHANGE,
    CHANGES,
    CONFIRMATIONS,
    GONE,
    LIST_OF_MEMBERS,
    LISTED,
    MEETINGS,
    PAGING,
    PAPERS,
    PROBLEM,
    PROGRAMMES,
    REGISTER,
    RESTING,
    VERSIONS,
    VOCABULARY,
)
from .shapes import DAY, FLAG, HTML, NUMBER, ON, PAIR, SLUG, TEXT, choice, document_schema, maybe, record, ref, rows

# What clients are to leave as it is.
BYTES = {"type": "string", "format": "binary"}
ERRORS = {
    "400": ("A parameter is unknown or has a value that does not exist.", "BadRequest"),
    "404": ("Nothing that is public has this address.", "Problem"),
    "410": ("It was withdrawn: why, when, and what to read instead.", "Gone"),
}


# ── Parameters ────────


def filter_parameters(request, reading) -> list[dict]:
    """The directory's filters, with the codes that they take today."""
    form = MemberFilter.of(request.GET, reading).form
    return [listed_parameter(name, form.fields[name]) for name in LIST if name in form.fields] + [
        query("on", "As of a day, a month or a year (its last day, as far as it has come). Today if left out.", ON)
    ]


def listed_parameter(name: str, field) -> dict:
    if not hasattr(field, "choices"):
        return query(name, str(field.label), TEXT | {"maxLength": field.max_length, "pattern": "^[^\\u0000]*$"})
    codes = [str(code) for code, _label in field.choices if code]
    if name == "sort":
        return query(name, str(field.label), choice(*codes))
    return query(name, f"{field.label}; may be repeated.", rows(choice(*codes))) | {"style": "form", "explode": True}


def query(name: str, description: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def in_path(name: str, schema: dict) -> dict:
    return {"name": name, "in": "path", "required": True, "schema": schema}


LANG = query("lang", "The language of errors and labels.", choice(*LANGUAGES) | {"default": "en"})
# Without a default, which clients would send along with `after`.
PAGE = query(
    "page",
    "50 to a page, the first if left out. What is behind page 200 is reached by `next`.",
    {"type": "integer", "minimum": 1, "maximum": 200},
)
FACETS = query(
    "facets",
    "1: with the number of profiles for each choice.",
    choice("0", "1") | {"default": "0"},
)
BY_SLUG = in_path("slug", {"type": "string", "pattern": SLUG})
CURSOR = TEXT | {"maxLength": 1500, "pattern": "^[-A-Za-z0-9_]*$"}
AFTER = query(
    "after",
    "From behind a place in the list on: the value that `next` has. With the same other parameters, without `page`.",
    CURSOR,
)
KNOWN = query("after", "What is not known yet at a `cursor`.", CURSOR)
SINCE = query(
    "since",
    "From a day on (its beginning where the directory is kept), or from a moment on. Not with `after`.",
    TEXT | {"examples": ["2026-11-01", "2026-11-01T08:00:00Z"]},
)
WORDS = query("q", "Words of the title, publisher or code.", TEXT | {"pattern": "^[^\\u0000]*$"})
KINDS = query("kind", "Facts of a kind; may be repeated.", rows(choice(*factrows.KINDS)))
CODES = query("code", "Facts of a member type, role, body, theme or meeting; may be repeated.", rows(TEXT))
KIND = query("kind", "Of a kind.", choice(*SourceKind.values))
BY_CODE = in_path("code", {"type": "string", "pattern": SLUG})
BY_NUMBER = in_path("number", {"type": "integer", "minimum": 1, "maximum": 999_999_999})


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


def one(name: str, what: str) -> dict:
    """The stored document of an entry that is no profile."""
    return operation(f"get{name}", f"The published document of {what}", ref(name), "404", "410", takes=[BY_SLUG])


def export(name: str, summary: str, content_type: str, schema: dict, takes) -> dict:
    """A file: its errors are problems where it is JSON, and a sentence elsewhere."""
    answered = answers(content_type, schema, "400")
    if "json" not in content_type:
        answered["400"]["content"] = {"text/plain": {"schema": TEXT}}
    return {"get": {"operationId": name, "summary": summary, "parameters": takes, "responses": answered}}


def table_export(table: Table, form: Format, filters: list[dict], reading) -> dict:
    row = ref("Fact") if table == FACTS else table_row(table, reading)
    schema = record(about={"type": "object"}, rows=rows(row))
    if table == MEMBERS:
        schema = record(about={"type": "object"}, members=rows(ref("Member")), on_the_day={"type": "object"})
    schemas = {CSV: TEXT, XLSX: BYTES, JSON: schema, JSON_LINES: BYTES}
    content_type = form.content_type.partition(";")[0]
    takes = filters if table.takes else []
    name = f"export{table.name.title()}{form.ending.title()}"
    return export(name, str(table.summary), content_type, schemas[form], takes)


def paths(filters: list[dict], reading) -> dict:
    tables = [(table, form) for table in TABLES for form in FORMATS]
    return {
        "/api/v1/": operation("getIndex", "Where everything is.", ref("Index")),
        "/api/v1/members/": operation(
            "listMembers",
            "Members and observers, filtered as the directory is.",
            ref("MemberList"),
            takes=[*filters, PAGE, AFTER, FACETS],
        ),
        "/api/v1/members/{slug}/": operation(
            "getMember", "The published document of one profile.", ref("Member"), "404", "410", takes=[BY_SLUG]
        ),
        "/api/v1/members/{slug}/versions/": operation(
            "listMemberVersions",
            "What was public and when, newest first.",
            ref("VersionList"),
            "404",
            "410",
            takes=[BY_SLUG],
        ),
        "/api/v1/members/{slug}/confirmations/": operation(
            "listMemberConfirmations",
            "Which facts of the document were confirmed, when last, and whether by the member or observer itself.",
            ref("ConfirmationList"),
            "404",
            "410",
            takes=[BY_SLUG],
        ),
        "/api/v1/members/{slug}/versions/{number}/": operation(
            "getMemberVersion",
            "A document that was once public.",
            ref("Member"),
            "404",
            "410",
            takes=[BY_SLUG, BY_NUMBER],
        ),
        "/api/v1/meetings/": operation("listMeetings", "All meetings, earliest first.", ref("MeetingList")),
        "/api/v1/meetings/{slug}/": one("Meeting", "one meeting, with who took part."),
        "/api/v1/documents/": operation("listDocuments", "All documents, latest first.", ref("DocumentList")),
        "/api/v1/documents/{slug}/": one("Document", "one document."),
        "/api/v1/programmes/": operation(
            "listProgrammes", "All programmes, the latest begun first.", ref("ProgrammeList")
        ),
        "/api/v1/programmes/{slug}/": one("Programme", "one programme, with who has a part in it."),
        "/api/v1/sources/": operation(
            "listSources",
            "The sources that something public rests on.",
            ref("SourceList"),
            takes=[WORDS, KIND, PAGE, AFTER],
        ),
        "/api/v1/sources/{code}/": operation(
            "getSource", "One source, and what rests on it.", ref("SourceUse"), "404", takes=[BY_CODE, PAGE, AFTER]
        ),
        "/api/v1/facts/": operation(
            "listFacts",
            "Every fact as a row, in the columns of `/facts.csv`: those of 50 profiles to a page.",
            ref("FactList"),
            takes=[*filters, KINDS, CODES, PAGE, AFTER],
        ),
        "/api/v1/changes/": operation(
            "listChanges",
            "What was published, changed and withdrawn, in that order: what is not known yet at a cursor.",
            ref("ChangeList"),
            takes=[SINCE, KNOWN],
        ),
        "/api/v1/vocabulary/": operation("getVocabulary", "Codes with today’s labels; meetings.", ref("Vocabulary")),
        "/api/v1/openapi.json": operation("getDescription", "This description.", {"type": "object"}),
        **{f"/{table.name}.{form.ending}": table_export(table, form, filters, reading) for table, form in tables},
        "/directory.xlsx": export(
            "exportDirectoryXlsx", "All tables as one workbook.", XLSX.content_type, BYTES, filters
        ),
    }


# Who publishes, as far as it is known.
PUBLISHER = {"type": "object", "properties": dict.fromkeys(("name", "about", "address"), PAIR)}
PUBLISHER["properties"] |= dict.fromkeys(("email", "telephone", "url"), TEXT)
INDEX = record(
    version=NUMBER, licence=TEXT, publisher=PUBLISHER, links={"type": "object", "additionalProperties": TEXT}
)
FACT_LIST = record(as_of=DAY, licence=TEXT, count=NUMBER, **PAGING, facts=rows(ref("Fact")))
# What stands in a column, by its type; dates that are as precise as their source are no dates to machines.
CELLS = {Type.BOOLEAN: FLAG, Type.INTEGER: NUMBER, Type.DATE: DAY}


def table_row(table: Table, reading) -> dict:
    """A row of a table; what is not stated, or has no meaning there, is null."""
    columns = table.columns(reading, "")
    return record(**{row.name: maybe(CELLS.get(row.type, TEXT)) | {"description": str(row.meaning)} for row in columns})


# What the document of each kind of entry is called.
DOCUMENTS = {
    "Member": EntryKind.PROFILE,
    "Meeting": EntryKind.MEETING,
    "Document": EntryKind.PAPER,
    "Programme": EntryKind.PROGRAMME,
}


def contact() -> dict[str, str]:
    """Who answers for the API."""
    speaker = publisher()
    known = {"name": either(speaker.name), "url": speaker.url, "email": speaker.email}
    return {name: value for name, value in known.items() if value}


def describe(request, reading) -> dict:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": identity.names(reading.identity)["directory_name"],
            "version": "1",
            "description": "Published facts about members and observers, each with its dates and source. Read only.",
            "license": {"name": licence().short, "url": licence().address},
            "contact": contact(),
        },
        "servers": [{"url": request.build_absolute_uri("/").rstrip("/")}],
        "externalDocs": {"url": request.build_absolute_uri(reverse("api"))},
        "paths": paths(filter_parameters(request, reading), reading),
        "components": {
            "schemas": {
                "Pair": record(**dict.fromkeys(LANGUAGES, TEXT)),
                "RichPair": record(**dict.fromkeys(LANGUAGES, HTML)),
                "Uid": {"type": "string", "format": "uuid"},
                "Index": INDEX,
                **{name: document_schema(kind) for name, kind in DOCUMENTS.items()},
                "MemberSummary": LISTED,
                "MemberList": LIST_OF_MEMBERS,
                "VersionList": VERSIONS,
                "ConfirmationList": CONFIRMATIONS,
                "MeetingList": MEETINGS,
                "DocumentList": PAPERS,
                "ProgrammeList": PROGRAMMES,
                "SourceList": REGISTER,
                "SourceUse": RESTING,
                "Change": CHANGE,
                "ChangeList": CHANGES,
                "Fact": table_row(FACTS, reading),
                "FactList": FACT_LIST,
                "Vocabulary": VOCABULARY,
                "Problem": PROBLEM,
                "BadRequest": BAD_REQUEST,
                "Gone": GONE,
            }
        },
    }
