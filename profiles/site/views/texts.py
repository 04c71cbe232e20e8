"""The texts of the site: about, contact, licence, accessibility; and their versions."""

from profiles.values.choices import EntryKind

from ..lookups import live_publication, past_publication
from ..opendata import shared
from ..public import public
from ..rendering import render
from ..versions import bibtex_file, of_versions


@public()
def show(request, reading, text):
    """A text as it is now; `text` is its address."""
    publication = live_publication(reading, text, EntryKind.TEXT)
    return render(request, reading, "text.html", text_context(request, reading, publication) | {"reportable": text})


@public()
def version(request, reading, text, number):
    """A past publication that was once live."""
    publication, current = past_publication(reading, text, number, EntryKind.TEXT)
    context = text_context(request, reading, publication) | {"old_version": True, "current": current}
    response = render(request, reading, "text.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@shared
@public()
def cite(request, reading, text, number):
    """A published version as a file for reference managers."""
    publication, _current = past_publication(reading, text, number, EntryKind.TEXT)
    return bibtex_file(request, reading, publication)


def text_context(request, reading, publication) -> dict:
    content = publication.content()
    found = {"text": content, "publication": publication, "section": publication.slug}
    return found | of_versions(request, reading, publication, content)
