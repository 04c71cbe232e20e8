"""The list of meetings."""

from profiles.reading.entries.page import by_slug

from ..public import public
from ..rendering import render


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
