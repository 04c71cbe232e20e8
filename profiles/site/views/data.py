"""The directory as open data: what there is, its releases, their files, and what catalogues read of them."""

import json
from itertools import groupby, islice

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from profiles.published import identity
from profiles.published.models import DataRelease
from profiles.reading import since
from profiles.values import files

from .. import jsonld
from ..addresses import address_of, nameless
from ..citing import ReleaseCitation
from ..files.tables import TABLES
from ..opendata import shared
from ..public import public
from ..releases import catalog, changelog, serving
from ..releases.building import CHANGES
from ..releases.trail import TRAIL
from ..rendering import render

# How many changes a page tells: the file has all of them.
TOLD = 200
FORMATS = {"csv": "CSV", "jsonl.gz": "JSON Lines", "parquet": "Parquet"}
WHOLE = {
    "zip": _("All files in one (ZIP)"),
    "sqlite": _("All tables as a database (SQLite)"),
    "xlsx": _("All tables (Excel)"),
}


@public()
def data(request, reading):
    """What the data are, and all releases."""
    releases = list(DataRelease.objects.all())
    newest = releases[0] if releases else None
    context = {
        "releases": releases,
        "newest": newest,
        "shown": files_of(newest) if newest else None,
        "citation": ReleaseCitation.of(newest, request, read=reading.today) if newest else None,
        "tables": TABLES,
        "section": "data",
        "linked": linked(request, reading, newest, request.build_absolute_uri(reverse("data"))),
    }
    return render(request, reading, "opendata/data.html", context)


@public()
def release(request, reading, release):
    """A release: its files, what changed since the one before, and what has been corrected since."""
    row = found(release)
    around = DataRelease.objects.filter(number__in=(row.number - 1, row.number + 1))
    numbers = {other.number: other for other in around}
    newest = DataRelease.objects.first()
    context = {
        "release": row,
        "previous": numbers.get(row.number - 1),
        "following": numbers.get(row.number + 1),
        "newest": newest,
        "since": since.tally(since.Seen(row.moment, row.counter), reading.moment),
        "shown": files_of(row),
        "changes": changes_of(row, reading.language),
        "untold": max(0, sum(row.counts.values()) - TOLD),
        "citation": ReleaseCitation.of(row, request, read=reading.today),
        "section": "data",
        "linked": linked(request, reading, row, request.build_absolute_uri(request.path)),
    }
    return render(request, reading, "opendata/release.html", context)


@public()
def cite(request, reading, release):
    """A release as a file for reference managers."""
    row = found(release)
    text = ReleaseCitation.of(row, request, read=reading.today).bibtex()
    response = HttpResponse(text, content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{identity.current().file_name}-members-{row.name}.bib"'
    response["X-Robots-Tag"] = "noindex"
    return response


@shared
@require_safe
def file(request, release, file):
    """A file of a release, which never changes."""
    row = found(release)
    if file == "release.json":
        return manifest(request, row)
    if (released := row.file(file)) is None:
        raise Http404
    return serving.serve(request, released, f"{identity.current().file_name}-{row.name}-{file}")


def manifest(request, row: DataRelease) -> HttpResponse:
    """What a release is made of, byte for byte as its digest is of."""
    response = HttpResponse(row.manifest, content_type="application/json")
    return serving.keep(response, f'"{row.digest}"')


@shared
@public()
def catalogue(request, reading):
    """All releases as DCAT-AP, in JSON-LD."""
    found = catalog.catalog(root_of(request), reading, list(DataRelease.objects.all()))
    return HttpResponse(json.dumps(found, ensure_ascii=False), content_type="application/ld+json")


def found(name: str) -> DataRelease:
    row = DataRelease.objects.filter(name=name).first()
    if row is None:
        raise Http404
    return row


def root_of(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def linked(request, reading, row: DataRelease | None, address: str) -> str:
    return jsonld.script([catalog.dataset_for_pages(root_of(request), reading, row, address)])


def files_of(row: DataRelease) -> dict:
    """The files of a release as a page shows them: all in one; of each table its formats; what changed; the others."""
    found = {"whole": [], "tables": {}, "changes": [], "others": []}
    for released in row.files:
        name, _dot, ending = released.name.partition(".")
        if name == "directory":
            found["whole"].insert(0, (WHOLE[ending], released))
        elif released.name in (CHANGES, "CHANGELOG.md") or name.startswith("delta-"):
            # Of most tables nothing has changed.
            found["changes"] += [released] if released.rows != 0 else []
        elif ending in FORMATS and released.name != TRAIL:
            found["tables"].setdefault(name, []).append((FORMATS[ending], released))
        else:
            found["others"].append(released)
    return found


def changes_of(row: DataRelease, language: str) -> list[tuple[str, list[dict]]]:
    """What the release says of what changed since the last, the first of it: by what changed. Where that file is gone,
    its page tells all else."""
    try:
        with files.open_released(row.file(CHANGES).sha256) as source:
            told = list(islice(changelog.read(source), TOLD))
    except Http404:
        return []
    for record in told:
        record["told"] = changelog.lines_of(record, language)
        if record["change"] == "withdrawn":
            record["called"] = nameless(record["kind"], record["slug"])
            record["instead"] = record["successor"] and address_of(record["kind"], record["successor"])
    return [(changelog.CHANGES[change], list(rows)) for change, rows in groupby(told, key=lambda row: row["change"])]
