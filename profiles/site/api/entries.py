"""Meetings, documents and programmes in the API: a list of each, and the stored document of every one."""

from profiles.values.choices import EntryKind

from ..addresses import NAMES
from ..lookups import live_publication
from ..opendata import licence
from .endpoints import address, document, endpoint, pages_of

DATED = ("start", "start_qualifier", "end", "end_qualifier", "certainty")
# What the lists have of each: not its texts, and not whom it names.
LISTED = {
    EntryKind.MEETING: ("slug", "uid", "name", "ordinal", *DATED, "place", "host_slug"),
    EntryKind.PAPER: ("slug", "uid", "name", "kind", "day", "certainty", "languages", "meeting_slug", "url"),
    EntryKind.PROGRAMME: ("slug", "uid", "name", "state", *DATED),
}


def listed(request, content: dict, kind: EntryKind) -> dict:
    """An entry in the list of its kind."""
    slug = content["slug"]
    return {key: content[key] for key in LISTED[kind]} | {
        "areas": [area["code"] for area in content["areas"]],
        "links": {
            "self": address(request, f"api_{NAMES[kind]}", slug),
            "pages": pages_of(request, slug, NAMES[kind]),
        },
    }


@endpoint()
def meetings(request, reading):
    """All meetings that are public, earliest first."""
    rows = [
        listed(request, meeting.content, EntryKind.MEETING)
        | {"kind": meeting.kind.code, "participants": meeting.participants}
        for meeting in reading.meetings
    ]
    return {"licence": licence().address, "count": len(rows), "meetings": rows}


@endpoint()
def papers(request, reading):
    """All documents that are public, latest first."""
    rows = [listed(request, content, EntryKind.PAPER) for content in reading.papers]
    return {"licence": licence().address, "count": len(rows), "documents": rows}


@endpoint()
def programmes(request, reading):
    """All programmes that are public, the latest begun first."""
    rows = [listed(request, content, EntryKind.PROGRAMME) for content in reading.programmes]
    return {"licence": licence().address, "count": len(rows), "programmes": rows}


@endpoint()
def entry(request, reading, slug, kind):
    """The published document of one of them."""
    return document(live_publication(reading, slug, kind))
