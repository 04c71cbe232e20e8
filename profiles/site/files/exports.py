"""The directory as files, filtered as its page is: CSV and Excel with a row for each profile, JSON with the documents;
and as CSV what there is beside profiles, whole.

The same rows, columns and names of columns in both languages; only the names of the parameters' values and the
notes about the file are in the language of the address. Documents are read as they are written.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from profiles.reading import facts
from profiles.reading.filters import LIST, MemberFilter
from profiles.values.spreadsheet import cell

from ..opendata import LICENCE, shared
from ..public import public
from ..publisher import publisher
from .columns import Column, columns, participation_of, standing_of

# Excel takes a CSV file without it for one in the code page of the machine, which breaks every Arabic name.
BYTE_ORDER_MARK = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# ── Rows ────────


def table(request, reading, rows) -> Iterator[list]:
    """The row of names, and a row for each profile."""
    # Not a generator itself: when a stream is read, the language of the address is no longer in force.
    profiles = (facts.Profile.of(row, day=reading.day, vocabularies=reading.vocabularies) for row in rows)
    return lines(columns(request, reading), profiles)


def lines(chosen: list[Column], rows: Iterable) -> Iterator[list]:
    """The names of the columns, and the cells of each row."""
    cells = ([cell(column.value(row)) for column in chosen] for row in rows)
    return chain([[column.name for column in chosen]], cells)


def about(request, reading) -> dict:
    """What a file says about itself."""
    return {
        "source": request.build_absolute_uri(reverse("members")),
        "address": request.build_absolute_uri(f"{request.path}?{request.GET.urlencode()}".rstrip("?")),
        "as_of": reading.day.isoformat(),
        "generated": reading.today.isoformat(),
        "filters": {name: values for name, values in request.GET.lists() if name != "on"},
        "publisher": publisher().for_api(),
        "licence": LICENCE,
        "documentation": request.build_absolute_uri(reverse("api")),
    }


# ── The files ────────


@shared
@public(*LIST)
def members_csv(request, reading):
    rows = table(request, reading, MemberFilter.of(request.GET, reading).listing())
    return attach(reading, StreamingHttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8"), "csv")


@shared
@public()
def table_csv(request, reading, shown):
    """All that there is beside profiles, of one kind, as it is today."""
    rows = lines(shown.columns(request, reading), shown.rows(reading))
    return attach(reading, HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8"), "csv", shown.name)


def csv_text(rows) -> Iterator[str]:
    """RFC 4180, in UTF-8 with a byte order mark, some rows at a time."""
    buffer = io.StringIO(BYTE_ORDER_MARK)
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > 16_384:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


@shared
@public(*LIST)
def members_json(request, reading):
    """The documents as they are stored."""
    head = json.dumps(about(request, reading), ensure_ascii=False)
    stream = documents(head, MemberFilter.of(request.GET, reading).listing(), reading)
    return attach(reading, StreamingHttpResponse(stream, content_type="application/json"), "json")


def documents(head: str, rows, reading) -> Iterator[str]:
    """The documents, and after them by slug what each is on the day."""
    yield f'{{"about":{head},"members":['
    before, on_the_day = "", {}
    for publication in rows:
        yield before + publication.document
        before = ","
        (profile,) = facts.profiles([publication], reading)
        term = profile.membership
        on_the_day[publication.slug] = {
            "type": term["type"]["code"] if term else None,
            "standing": standing_of(profile) or None,
            "held": participation_of(profile),
            "certainty": term["certainty"] if term else None,
        }
    yield f'],"on_the_day":{json.dumps(on_the_day)}}}\n'


@shared
@public(*LIST)
def members_xlsx(request, reading):
    filterset = MemberFilter.of(request.GET, reading)
    book = workbook(reading, table(request, reading, filterset.listing()), notes(request, reading, filterset))
    return attach(reading, HttpResponse(book, content_type=XLSX), "xlsx")


def notes(request, reading, filterset) -> list[tuple[str, str]]:
    """What the sheet “About” says, in the reader's language."""
    file = about(request, reading)
    filters = "; ".join(f"{filterset.form.fields[name].label}: {label}" for name, _value, label in filterset.active())
    return [
        (gettext("Source"), file["source"]),
        (gettext("Address of this file"), file["address"]),
        (gettext("As of"), file["as_of"]),
        (gettext("File made on"), file["generated"]),
        (gettext("Filters"), filters or gettext("none")),
        (gettext("Licence"), f"Creative Commons Attribution 4.0, {LICENCE}"),
        (gettext("What the columns mean"), file["documentation"]),
    ]


def workbook(reading, rows, notes) -> bytes:
    # Read by this export alone: the other pages of a web process need not carry it.
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        # The same data make the same bytes: the answer's ETag says so.
        book.set_properties({"created": dt.datetime.combine(reading.today, dt.time())})
        bold = book.add_format({"bold": True})
        members = book.add_worksheet("Members")
        members.freeze_panes(1, 1)
        for index, row in enumerate(rows):
            fill(members, index, row, None if index else bold)
        sheet = book.add_worksheet("About")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
        for index, row in enumerate(notes):
            fill(sheet, index, map(cell, row), None)
    return target.getvalue()


def fill(sheet, index: int, row, style) -> None:
    """Every cell is written as text or number, never guessed."""
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(index, column, value, style)
        elif value:
            sheet.write_string(index, column, str(value), style)


def attach(reading, response, ending: str, what: str = "members"):
    """A download named after what is in it and the day that it speaks of."""
    name = f"abu-dhabi-dialogue-{what}-{reading.day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
