"""The list of meetings, and how each is shown."""

from profiles.reading.entries.attendance import MeetingPage
from profiles.reading.entries.page import by_slug
from profiles.values.choices import EntryKind

from ..public import public
from ..rendering import render
from .entries import Shown

SHOWN = Shown(EntryKind.MEETING, "meeting.html", "meetings", MeetingPage)


@public()
def meetings(request, reading):
    """All meetings, the latest first, by kind."""
    kinds = reading.vocabularies.meeting_kind.values()
    groups = [(kind, [row for row in reversed(reading.meetings) if row.kind.code == kind.code]) for kind in kinds]
    context = {
        "groups": [(kind, rows) for kind, rows in groups if rows],
        "hosts": by_slug({row["host_slug"] for row in reading.meetings}, reading),
        "section": "meetings",
    }
    return render(request, reading, "meetings.html", context)
