"""The directory as files, filtered as its page is: CSV and Excel with a row for each profile, JSON with the documents.

The same rows, columns and names of columns in both languages; only the names of the parameters' values and the
notes about the file are in the language of the address. Documents are read as they are written.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.reading import facts
from profiles.reading.filters import LIST, MemberFilter
from profiles.values.choices import Status
from profiles.values.partialdate import PartialDate
from profiles.values.spreadsheet import cell

from .opendata import LICENCE, shared
from .public import public

# Excel takes a CSV file without it for one in the code page of the machine, which breaks every Arabic name.
BYTE_ORDER_MARK = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# ── Statements about one profile, for the files and for the API ────────


def standing_of(profile: facts.Profile) -> str:
    """`member` or `observer` as of the day, `former`, or nothing where it is neither."""
    if profile.membership:
        return profile.membership["type"]["standing"]
    return "former" if profile.group[1] == "former" else ""


def held(profile: facts.Profile) -> str:
    """Whether it takes part on the day: `certain`, `possible` or `no`."""
    return profile.membership.held if profile.membership else "no"


def precision(date: str) -> str:
    return PartialDate(date).precision if date else ""


def codes(terms, word: str, sure: str) -> list[str]:
    """The codes of what certainly (or only possibly) holds on the day, each once."""
    return list(dict.fromkeys(term[word]["code"] for term in terms if term.held == sure))


def status_in(profile: facts.Profile, body: str) -> str:
    """The status in a body on the day; `possible:` before what may hold.

    `none` is what a source says; `not_stated` is where none says anything; empty is where what is said is of other
    days.
    """
    terms = [term for term in profile.affiliations if term["body"]["code"] == body]
    if not terms:
        return Status.NOT_STATED.value
    said = [("possible:" if term.held == "possible" else "") + term["status"] for term in terms if term.held != "no"]
    return ";".join(dict.fromkeys(said))


def released(profile: facts.Profile) -> str:
    return profile.released.isoformat(timespec="seconds") if profile.released else ""


# ── Columns ────────


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, what it holds, and how it is read from a profile."""

    name: str
    meaning: str
    value: Callable[[facts.Profile], object]


def document(key: str, meaning: str) -> Column:
    return Column(key, meaning, lambda profile: profile.content[key])


def pair(key: str, meaning: str) -> list[Column]:
    return [
        Column(f"{key}_{code}", meaning, lambda profile, code=code: profile.content[key][code]) for code in ("en", "ar")
    ]


def of_membership(name: str, meaning: str, read) -> Column:
    return Column(name, meaning, lambda profile: read(profile.membership) if profile.membership else "")


def of_join(name: str, meaning: str, read) -> Column:
    return Column(name, meaning, lambda profile: read(profile.join) if profile.join else "")


def dated(edge: str, label: str) -> list[Column]:
    return [
        of_membership(f"membership_{edge}", label, lambda term: term[edge]),
        of_membership(f"membership_{edge}_precision", PRECISION, lambda term: precision(term[edge])),
        of_membership(
            f"membership_{edge}_qualifier", QUALIFIER, lambda term: term[f"{edge}_qualifier"] if term[edge] else ""
        ),
    ]


def offices(code: str) -> Callable:
    return lambda profile: "; ".join(filter(None, (term["name"][code] for term in profile.responsible_now)))


PRECISION = _("How precise that date is: year, month or day.")
QUALIFIER = _("How the source means it: exact, about, at_latest or at_earliest.")

FIRST = [
    document("slug", _("The name in addresses. It does not change.")),
    document("uid", _("The permanent identifier.")),
    *pair("name", _("The name, in English and in Arabic. Empty where it is not stated in that language.")),
    *pair("formal_name", _("The formal name.")),
    document("kind", _("state, organization or group.")),
    document("organization_kind", _("What kind of organization: intergovernmental, un, regional …")),
    document("iso2", _("ISO 3166-1 code of two letters, of states.")),
    document("iso3", _("ISO 3166-1 code of three letters, of states.")),
    of_membership(
        "member_type", _("Code of the member type on the day. Empty: none holds."), lambda t: t["type"]["code"]
    ),
    Column("standing", _("member or observer on the day, or former. Empty: none of them is stated."), standing_of),
    Column("held", _("Whether it takes part on the day: certain, possible or no."), held),
    Column(
        "former_member_type",
        _("Of a former member or observer: the member type it had last."),
        lambda profile: (
            profile.last_membership["type"]["code"]
            if standing_of(profile) == "former" and profile.last_membership
            else ""
        ),
    ),
    of_membership(
        "membership_certainty",
        _("How sure the membership on the day is: stated, inferred, disputed or not_stated."),
        lambda term: term["certainty"],
    ),
    of_join(
        "joined", _("Join date: the start of the earliest membership. As precise as its source."), lambda t: t["start"]
    ),
    of_join("joined_precision", PRECISION, lambda term: precision(term["start"])),
    of_join("joined_qualifier", QUALIFIER, lambda term: term["start_qualifier"]),
    *dated("start", _("Start of the membership on the day. As precise as its source; empty: not stated.")),
    *dated("end", _("End of the membership on the day. Empty: it is open, or not stated.")),
    of_membership(
        "membership_ended", _("1: it is over, though no exact end is stated."), lambda t: "1" if t["ended"] else "0"
    ),
    of_membership("membership_source", _("What the membership is taken from."), lambda term: term["source_title"]),
    of_membership("membership_source_address", _("Where that is online."), lambda term: term["source_url"]),
    Column(
        "roles",
        _("Codes of the roles certainly held on the day, joined by “;”."),
        lambda profile: ";".join(codes(profile.roles, "role", "certain")),
    ),
    Column(
        "roles_possible",
        _("Codes of the roles that may be held on the day."),
        lambda profile: ";".join(codes(profile.roles, "role", "possible")),
    ),
    Column(
        "areas",
        _("Codes of the thematic areas, joined by “;”. They are undated."),
        lambda profile: ";".join(area["code"] for area in profile.areas),
    ),
]
BODY = _(
    "Status in this body on the day: member, observer, chair, technical_secretariat; none (a source says so); "
    "not_stated (none says anything); empty (what is said is of other days). “possible:” stands before what may hold."
)


def columns(request) -> list[Column]:
    """All columns: those that are fixed, and one for each body of the vocabulary."""
    bodies = [
        Column(f"body_{code.replace('-', '_')}", BODY, lambda profile, code=code: status_in(profile, code))
        for code in request.words.body
    ]
    home = request.build_absolute_uri(reverse("member", args=["-"]))[:-2]
    day = request.day.isoformat()
    asked = f"?on={day}" if request.day != request.today else ""
    return [
        *FIRST,
        *bodies,
        Column(
            "responsible_entities_en", _("Names of the responsible entities on the day, joined by “; ”."), offices("en")
        ),
        Column(
            "responsible_entities_ar", _("Names of the responsible entities on the day, joined by “; ”."), offices("ar")
        ),
        document("website", _("The website.")),
        Column("version", _("Number of the published version."), lambda profile: profile.publication.number),
        Column("published", _("When that version became public (UTC)."), released),
        Column("address", _("The profile’s page."), lambda profile: f"{home}{profile['slug']}/{asked}"),
        Column("as_of", _("The day that the row speaks of."), lambda profile: day),
        Column("licence", _("The licence that the data may be reused under."), lambda profile: LICENCE),
    ]


def table(request, rows) -> Iterator[list]:
    """The row of names, and a row for each profile."""
    # Not a generator itself: when a stream is read, the language of the address is no longer in force.
    chosen = columns(request)
    profiles = (facts.Profile.of(row, day=request.day, words=request.words) for row in rows)
    cells = ([cell(column.value(profile)) for column in chosen] for profile in profiles)
    return chain([[column.name for column in chosen]], cells)


def about(request) -> dict:
    """What a file says about itself."""
    return {
        "source": request.build_absolute_uri(reverse("members")),
        "address": request.build_absolute_uri(f"{request.path}?{request.GET.urlencode()}".rstrip("?")),
        "as_of": request.day.isoformat(),
        "generated": request.today.isoformat(),
        "filters": {name: values for name, values in request.GET.lists() if name != "on"},
        "licence": LICENCE,
        "documentation": request.build_absolute_uri(reverse("api")),
    }


# ── The files ────────


@shared
@public(*LIST)
def members_csv(request):
    rows = table(request, MemberFilter.asked(request).listed())
    return attached(request, StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8"), "csv")


def lines(rows) -> Iterator[str]:
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
def members_json(request):
    """The documents as they are stored."""
    said = json.dumps(about(request), ensure_ascii=False)
    stream = documents(said, MemberFilter.asked(request).listed(), request)
    return attached(request, StreamingHttpResponse(stream, content_type="application/json"), "json")


def documents(said: str, rows, request) -> Iterator[str]:
    """The documents, and after them by slug what each is on the day."""
    yield f'{{"about":{said},"members":['
    before, on_the_day = "", {}
    for publication in rows:
        yield before + publication.document
        before = ","
        (profile,) = facts.profiles([publication], day=request.day, words=request.words)
        term = profile.membership
        on_the_day[publication.slug] = {
            "type": term["type"]["code"] if term else None,
            "standing": standing_of(profile) or None,
            "held": held(profile),
            "certainty": term["certainty"] if term else None,
        }
    yield f'],"on_the_day":{json.dumps(on_the_day)}}}\n'


@shared
@public(*LIST)
def members_xlsx(request):
    filterset = MemberFilter.asked(request)
    book = workbook(request, table(request, filterset.listed()), notes(request, filterset))
    return attached(request, HttpResponse(book, content_type=XLSX), "xlsx")


def notes(request, filterset) -> list[tuple[str, str]]:
    """What the sheet “About” says, in the reader's language."""
    said = about(request)
    filters = "; ".join(f"{filterset.form.fields[name].label}: {label}" for name, _value, label in filterset.active())
    return [
        (gettext("Source"), said["source"]),
        (gettext("Address of this file"), said["address"]),
        (gettext("As of"), said["as_of"]),
        (gettext("File made on"), said["generated"]),
        (gettext("Filters"), filters or gettext("none")),
        (gettext("Licence"), f"Creative Commons Attribution 4.0, {LICENCE}"),
        (gettext("What the columns mean"), said["documentation"]),
    ]


def workbook(request, rows, notes) -> bytes:
    # Read by this export alone: the other pages of a web process need not carry it.
    import datetime as dt

    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        # The same data make the same bytes: the answer's ETag says so.
        book.set_properties({"created": dt.datetime.combine(request.today, dt.time())})
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


def attached(request, response, ending: str):
    """A download named after the day that it speaks of."""
    name = f"abu-dhabi-dialogue-members-{request.day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
