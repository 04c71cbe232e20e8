"""What the page of any entry says of its versions: since when each has been public, and how this one is cited."""

from django.http import HttpResponse

from profiles.published.models import Publication, Release

from .citing import Citation


def of_versions(request, reading, publication: Publication, content: dict) -> dict:
    """For a template: `releases` (newest first) and `citation`. `content` is the document of the publication."""
    releases = Release.objects.of(publication.entry_uid).past(reading.moment).published()
    # Their numbers alone: documents of many versions are long.
    long = ("publication__document", "publication__search", "publication__search_names")
    releases = list(releases.select_related("publication").defer(*long).order_by("-live_from"))
    since = min(release.live_from for release in releases if release.publication_id == publication.pk)
    citation = Citation.of(publication, request, name=content["name"], since=since, read=reading.today)
    return {"releases": releases, "citation": citation}


def bibtex_file(request, reading, publication: Publication) -> HttpResponse:
    """A published version, with `released`, as a file for reference managers."""
    name = publication.content()["name"]
    citation = Citation.of(publication, request, name=name, since=publication.released, read=reading.today)
    response = HttpResponse(citation.bibtex(), content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{publication.slug}-{publication.number}.bib"'
    response["X-Robots-Tag"] = "noindex"
    return response
