"""The meetings: all of them, and each with who took part; its versions, and how it is cited."""

from profiles.reading import attendance
from profiles.values.choices import EntryKind

from ..lookups import live_publication, past_publication
from ..public import public
from ..rendering import render
from ..versions import bibtex_file, of_versions


@public()
def meetings(request, reading):
    """All meetings, the latest first, by kind."""
    kinds = reading.vocabularies.meeting_kind.values()
    groups = [(kind, [row for row in reversed(reading.meetings) if row.kind.code == kind.code]) for kind in kinds]
    slugs = {row["host_slug"] for row in reading.meetings}
    context = {
        "groups": [(kind, rows) for kind, rows in groups if rows],
        "hosts": attendance.by_slug(slugs, reading),
        "section": "meetings",
    }
    return render(request, reading, "meetings.html", context)


@public()
def meeting(request, reading, slug):
    publication = live_publication(reading, slug, EntryKind.MEETING)
    content = publication.content()
    context = meeting_context(request, reading, publication, attendance.MeetingPage.live(content, reading))
    return render(request, reading, "meeting.html", context | {"reportable": slug})


@public()
def version(request, reading, slug, number):
    """A past publication that was once live."""
    publication, current = past_publication(reading, slug, number, EntryKind.MEETING)
    content = publication.content()
    page = attendance.MeetingPage(content, reading, content["kind"]["label"])
    context = meeting_context(request, reading, publication, page) | {"old_version": True, "current": current}
    response = render(request, reading, "meeting.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@public()
def cite(request, reading, slug, number):
    """A published version as a file for reference managers."""
    publication, _current = past_publication(reading, slug, number, EntryKind.MEETING)
    return bibtex_file(request, reading, publication)


def meeting_context(request, reading, publication, page: attendance.MeetingPage) -> dict:
    found = {"about": page, "publication": publication, "section": "meetings"}
    return found | of_versions(request, reading, publication, page.content)
