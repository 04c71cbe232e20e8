"""The schemas of the API's other answers: lists, words, versions, problems; codes from the choices."""

from profiles.published import documents
from profiles.values.choices import (
    Carries,
    Certainty,
    Coverage,
    EntityKind,
    EntryKind,
    OrganizationKind,
    PaperKind,
    ProgrammeState,
    Standing,
)
from profiles.values.languages import LANGUAGES
from profiles.values.partialdate import PRECISIONS
from profiles.values.period import Qualifier

from .shapes import (
    CITED,
    DATE,
    DAY,
    DETAILS,
    FLAG,
    HELD,
    LINKS,
    MOMENT,
    NUMBER,
    PAIR,
    TEXT,
    WORD,
    code,
    fact_schema,
    maybe,
    one_of,
    record,
    ref,
    rows,
)


def word_schema(*pairs: str, **plain) -> dict:
    return record(code=TEXT, label=PAIR, retired=FLAG, **dict.fromkeys(pairs, PAIR), **plain)


# Beside the one in English.
ACRONYMS = {f"acronym_{code}": TEXT for code in LANGUAGES[1:]}
# The codes of words that read as this one.
MERGED = rows(TEXT)
VOCABULARY = record(
    licence=TEXT,
    types=rows(word_schema("plural", "description", merged=MERGED, standing=one_of(Standing))),
    roles=rows(word_schema("description", merged=MERGED, single_holder=FLAG, last_day_counts=FLAG)),
    areas=rows(word_schema("description", merged=MERGED, sources=CITED)),
    bodies=rows(
        word_schema(
            "description",
            merged=MERGED,
            acronym=TEXT,
            **ACRONYMS,
            website=TEXT,
            entity_slug=TEXT,
            sizes=TEXT,
            coverage=one_of(Coverage),
            coverage_day=DATE,
            sources=CITED,
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
            sources=CITED,
        )
    ),
    meeting_kinds=rows(word_schema("plural", merged=MERGED)),
)
LISTED = record(
    slug=TEXT,
    uid=ref("Uid"),
    name=PAIR,
    acronym=TEXT,
    **ACRONYMS,
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
            precision=code(*PRECISIONS.values()),
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
    members=rows(ref("MemberSummary")),
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


def resting(kind: EntryKind) -> dict:
    """What of an entry rests on a source: of a profile a fact, its text, or that of an office; of another the whole, a
    text, or a fact."""
    shape = documents.SHAPES[kind]
    others = ("body", "text") if kind == EntryKind.PROFILE else ("rests_on", *shape.footnoted)
    parts = (*shape.facts, *others)
    facts = [fact_schema(key, fact) for key, fact in shape.facts.items()]
    fact = {"anyOf": [*facts, {"type": "null"}]}
    return rows(record(part=code(*parts), carries=rows(one_of(Carries)), fact=fact))


def citing(kind: EntryKind) -> dict:
    """An entry that is no profile, and what of it rests on a source."""
    return record(**WORD["properties"], rests=resting(kind), links=LINKED)


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
            rests=resting(EntryKind.PROFILE),
            links=LINKED,
        )
    ),
    areas=rows(WORD),
    bodies=rows(LINKS["body"]),
    meetings=rows(citing(EntryKind.MEETING)),
    documents=rows(citing(EntryKind.PAPER)),
    programmes=rows(citing(EntryKind.PROGRAMME)),
)


def listed(**columns) -> dict:
    """An entry in the list of its kind."""
    return record(
        slug=TEXT, uid=ref("Uid"), name=PAIR, certainty=one_of(Certainty), **columns, areas=rows(TEXT), links=LINKED
    )


PERIOD = {"start": DATE, "start_qualifier": one_of(Qualifier), "end": DATE, "end_qualifier": one_of(Qualifier)}
MEETING = listed(**PERIOD, kind=TEXT, ordinal=maybe(NUMBER), place=PAIR, host_slug=TEXT, participants=NUMBER)
MEETINGS = record(licence=TEXT, count=NUMBER, meetings=rows(MEETING))
PAPER = listed(kind=one_of(PaperKind), day=DATE, languages=TEXT, meeting_slug=TEXT, url=TEXT)
PAPERS = record(licence=TEXT, count=NUMBER, documents=rows(PAPER))
PROGRAMMES = record(licence=TEXT, count=NUMBER, programmes=rows(listed(**PERIOD, state=one_of(ProgrammeState))))
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
CONFIRMATIONS = record(
    slug=TEXT,
    version=NUMBER,
    licence=TEXT,
    confirmations=rows(
        record(
            part=code(*documents.FACTS),
            uid=ref("Uid"),
            confirmed=DAY,
            confirmed_by_member=FLAG,
        )
    ),
)
MAYBE_TEXT, MAYBE_NUMBER = maybe(TEXT), maybe(NUMBER)
CHANGE = record(
    cursor=TEXT,
    moment=MOMENT,
    act=code("published", "changed", "published_again", "withdrawn"),
    kind=one_of(EntryKind),
    slug=TEXT,
    uid=ref("Uid"),
    version=MAYBE_NUMBER,
    digest=MAYBE_TEXT,
    reason=maybe(PAIR),
    successor=MAYBE_TEXT,
    links=record(self=MAYBE_TEXT, pages=PAIR),
)
CHANGES = record(licence=TEXT, changes=rows(ref("Change")), cursor=TEXT, next=MAYBE_TEXT, later=TEXT)
PROBLEM = record(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT, instance=TEXT)
BAD_REQUEST = record(**PROBLEM["properties"], errors=rows(record(parameter=TEXT, detail=TEXT)))
GONE = record(**PROBLEM["properties"], reason=PAIR, withdrawn=MOMENT, successor=MAYBE_TEXT)
