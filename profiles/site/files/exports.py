"""The downloads: each table in each format, filtered as the directory is; and all of it as one workbook.

The same rows, columns and names of columns in both languages; only the names of the parameters' values and the
notes about the file are in the language of the address.
"""

import json
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse

from profiles.published.models import Publication
from profiles.reading import facts
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.reading import Reading

from ..opendata import shared
from ..public import public
from .about import About, about
from .columns import moment, participation_of, standing_of
from .formats import FORMATS, JSON, XLSX, Format, encoded, in_json, json_parts
from .tables import MEMBERS, TABLES, Table
from .workbooks import by_turns


def download(table: Table, format: Format):
    """The view that gives a table in a format."""

    @shared
    @public(*table.takes, strict=True)
    def give(request, reading):
        base = base_of(request)
        chunks = format.write(about_file(request, reading), table.fill(reading, base, request.GET))
        return attach(request, reading, table.name, format, chunks, is_long=table.is_long)

    return give


@shared
@public(*LIST, strict=True)
def workbook(request, reading):
    """All tables, a sheet each; of the profiles and facts those that the directory's filters select."""
    tables = [table.fill(reading, base_of(request), request.GET) for table in TABLES]
    chunks = XLSX.write(about_file(request, reading), *tables)
    return attach(request, reading, "directory", XLSX, chunks, is_long=True)


@shared
@public(*LIST, strict=True)
def members_json(request, reading):
    """The documents as they are stored, and after them by slug what each is on the day."""
    listing = MemberFilter.of(request.GET, reading).listing()
    chunks = encoded(documents(about_file(request, reading), listing, reading))
    return attach(request, reading, MEMBERS.name, JSON, chunks, is_long=True)


def documents(about: About, publications, reading: Reading) -> Iterator[str]:
    on_the_day = {}

    def stored() -> Iterator[str]:
        for publication in publications:
            yield publication.document
            on_the_day[publication.slug] = standing_on_the_day(publication, reading)

    yield from json_parts(f'{{"about":{in_json(about.said)},"members":[', stored(), "]")
    yield f',"on_the_day":{json.dumps(on_the_day)}}}\n'


def standing_on_the_day(publication: Publication, reading: Reading) -> dict:
    (profile,) = facts.profiles([publication], reading)
    term = profile.membership
    return {
        "type": term["type"]["code"] if term else None,
        "standing": standing_of(profile) or None,
        "held": participation_of(profile),
        "certainty": term["certainty"] if term else None,
        "version": publication.number,
        "digest": publication.digest,
        "published": moment(publication.released),
        "recorded": moment(publication.created_at),
    }


# ── The answer ────────


def base_of(request) -> str:
    """Where the site is, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def about_file(request, reading: Reading) -> About:
    return about(reading, base_of(request), request.path, request.GET)


def attach(request, reading: Reading, what: str, format: Format, chunks: Iterator[bytes], *, is_long: bool):
    """A download named after what is in it and the day that it speaks of. What is long is sent as it is made; what is
    short is answered as a whole, so that it may be kept."""
    if is_long and format is XLSX:
        chunks = by_turns(chunks)
    response = StreamingHttpResponse(chunks) if is_long else HttpResponse(b"".join(chunks))
    response["Content-Type"] = format.content_type
    name = f"{reading.identity.file_name}-{what}-{reading.day.isoformat()}.{format.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# By table and format: all but the documents.
DOWNLOADS = {
    (table.name, format.ending): members_json if (table, format) == (MEMBERS, JSON) else download(table, format)
    for table in TABLES
    for format in FORMATS
}
# What the addresses of all files are called.
NAMES = (*(f"{name}_{ending}" for name, ending in DOWNLOADS), "directory_xlsx")
