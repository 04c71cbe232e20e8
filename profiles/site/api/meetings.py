"""The meetings in the API: a list, and the stored document of each."""

from profiles.values.choices import EntryKind

from ..lookups import live_publication
from ..opendata import LICENCE
from .endpoints import address, document, endpoint, pages_of

LISTED = ("slug", "uid", "name", "ordinal", "start", "start_qualifier", "end", "end_qualifier", "certainty", "place")


@endpoint()
def meetings(request, reading):
    """All meetings that are public, earliest first."""
    return {
        "licence": LICENCE,
        "count": len(reading.meetings),
        "meetings": [listed(request, meeting) for meeting in reading.meetings],
    }


def listed(request, meeting) -> dict:
    """A meeting in the list: without its texts and without who took part."""
    return {key: meeting[key] for key in (*LISTED, "host_slug")} | {
        "kind": meeting.kind.code,
        "areas": [area["code"] for area in meeting["areas"]],
        "participants": len(meeting["attendances"]),
        "links": {
            "self": address(request, "api_meeting", meeting.slug),
            "pages": pages_of(request, meeting.slug, "meeting"),
        },
    }


@endpoint()
def meeting(request, reading, slug):
    """The published document of one meeting."""
    return document(live_publication(reading, slug, EntryKind.MEETING))
