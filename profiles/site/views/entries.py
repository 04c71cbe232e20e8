"""The pages of an entry that is no profile and no text: as it is now, a past version, and that as a file for citing;
and the lists of documents and of programmes."""

from typing import NamedTuple

from profiles.reading.entries.attendance import MeetingPage
from profiles.reading.entries.page import EntryPage
from profiles.reading.entries.papers import PaperPage, by_kind
from profiles.reading.entries.programmes import ProgrammePage
from profiles.values.choices import EntryKind

from ..addresses import NAMES
from ..lookups import live_publication, past_publication
from ..opendata import shared
from ..public import public
from ..rendering import render
from ..versions import bibtex_file, of_versions


class Shown(NamedTuple):
    """How entries of a kind are shown: their template, the section that they stand in, what it has as `about`."""

    kind: EntryKind
    template: str
    section: str
    page: type[EntryPage]

    @property
    def context(self) -> dict[str, str]:
        """What the template says of the kind: its section, and the name of an entry of it in addresses."""
        return {"section": self.section, "entry_name": NAMES[self.kind]}


SHOWN = {
    shown.kind: shown
    for shown in (
        Shown(EntryKind.MEETING, "meeting.html", "meetings", MeetingPage),
        Shown(EntryKind.PAPER, "document.html", "documents", PaperPage),
        Shown(EntryKind.PROGRAMME, "programme.html", "programmes", ProgrammePage),
    )
}


@public()
def show(request, reading, slug, shown):
    publication = live_publication(reading, slug, shown.kind)
    about = shown.page.live(publication.content(), reading)
    return answer(request, reading, shown, publication, about, reportable=slug)


@public()
def version(request, reading, slug, number, shown):
    """A past publication that was once live, in its own words."""
    publication, current = past_publication(reading, slug, number, shown.kind)
    about = shown.page(publication.content(), reading)
    response = answer(request, reading, shown, publication, about, old_version=True, current=current)
    response["X-Robots-Tag"] = "noindex"
    return response


@shared
@public()
def cite(request, reading, slug, number, shown):
    """A published version as a file for reference managers."""
    publication, _current = past_publication(reading, slug, number, shown.kind)
    return bibtex_file(request, reading, publication)


def answer(request, reading, shown, publication, about, **more):
    context = {"about": about, "publication": publication, **shown.context, **more}
    context |= of_versions(request, reading, publication, about.content)
    return render(request, reading, shown.template, context)


@public()
def papers(request, reading):
    """All documents, the latest first, by kind."""
    return render(request, reading, "documents.html", {"groups": by_kind(reading.papers), "section": "documents"})


@public()
def programmes(request, reading):
    """All programmes, the latest begun first."""
    rows = [ProgrammePage.of(content, reading) for content in reading.programmes]
    return render(request, reading, "programmes.html", {"programmes": rows, "section": "programmes"})
