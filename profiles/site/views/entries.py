"""The pages of an entry that is no profile and no text: as it is now, a past version, and that as a file for citing."""

from typing import NamedTuple

from profiles.reading.entries.page import EntryPage
from profiles.values.choices import EntryKind

from ..lookups import live_publication, past_publication
from ..public import public
from ..rendering import render
from ..versions import bibtex_file, of_versions


class Shown(NamedTuple):
    """How entries of a kind are shown: their template, the section that they stand in, what it has as `about`."""

    kind: EntryKind
    template: str
    section: str
    page: type[EntryPage]


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


@public()
def cite(request, reading, slug, number, shown):
    """A published version as a file for reference managers."""
    publication, _current = past_publication(reading, slug, number, shown.kind)
    return bibtex_file(request, reading, publication)


def answer(request, reading, shown, publication, about, **more):
    context = {"about": about, "publication": publication, "section": shown.section, **more}
    context |= of_versions(request, reading, publication, about.content)
    return render(request, reading, shown.template, context)
