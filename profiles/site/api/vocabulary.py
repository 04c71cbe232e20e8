"""The words that filters and documents name by code, in the API."""

from profiles.published import diff
from profiles.published.meetings import Meeting
from profiles.values.languages import LANGUAGES, of_row

from ..opendata import licence
from .endpoints import endpoint

PAIRS = {
    "type": ("plural", "description"),
    "role": ("description",),
    "area": ("description",),
    "body": ("description",),
    "meeting_kind": ("plural",),
}
PLAIN = {
    "type": ("standing",),
    "role": ("single_holder", "last_day_counts"),
    "area": ("sources",),
    "body": ("acronym", "website", "entity_slug", "sizes", "coverage", "coverage_day", "sources"),
    "meeting_kind": (),
}
NAMES = {"type": "types", "role": "roles", "area": "areas", "body": "bodies", "meeting_kind": "meeting_kinds"}


@endpoint()
def vocabulary(request, reading):
    """The words that filters name by code, with today's labels; documents may name what is merged into them, too."""
    found = reading.vocabularies
    words = {NAMES[kind]: [vocabulary_entry(found, kind, code) for code in getattr(found, kind)] for kind in PAIRS}
    return {"licence": licence().address} | words | {"meetings": [meeting_word(row) for row in reading.meetings]}


def meeting_word(meeting: Meeting) -> dict:
    """A meeting as the vocabulary has listed it since before it had a document of its own (`/api/v1/meetings/`)."""
    content = meeting.content
    outcome = {code: diff.plain(text, code) for code, text in content["outcome"].items()}
    pairs = {"label": content["name"], "place": content["place"], "outcome": outcome, "note": content["note"]}
    plain = ("ordinal", "start", "start_qualifier", "end", "end_qualifier", "certainty", "host_slug")
    kept = {key: content[key] for key in plain} | {"kind": meeting.kind.code, "sources": content["rests_on"]}
    return {"code": meeting.slug, "retired": False} | pairs | kept


def vocabulary_entry(words, kind: str, code: str) -> dict:
    row, merged = getattr(words, kind)[code], words.codes(kind, code)[1:]
    pairs = {key: of_row(row, key) for key in ("label", *PAIRS[kind])}
    plain = {key: getattr(row, key) for key in PLAIN[kind]}
    if "sources" in plain:
        # In one order whichever database stored them, so that equal data have equal bytes.
        plain["sources"] = [{key: item[key] for key in ("code", "carries")} for item in plain["sources"]]
    if kind == "body":
        plain |= {f"acronym_{language}": of_row(row, "acronym")[language] for language in LANGUAGES[1:]}
    return {"code": code, "retired": row.retired} | pairs | plain | {"merged": merged}
