"""The API, read only: the stored documents as they are, lists with the directory's filters, vocabularies.

An address is untranslated and its answer holds both languages; `lang=` chooses that of errors and labels of filters.
"""

import json
from functools import wraps

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from django.utils.translation import gettext as _

from profiles.published import diff
from profiles.published.meetings import Meeting
from profiles.published.models import Release
from profiles.reading import facts
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.pages import page_of
from profiles.values.languages import of_row

from .. import opendata
from ..files import columns
from ..files.tables import TABLES
from ..lookups import live_publication, past_publication
from ..opendata import LICENCE
from ..public import public
from ..publisher import publisher
from . import openapi

LANGUAGES = ("en", "ar")


def endpoint(*takes: str):
    """A public view of the API: it gives data or a response, and takes `lang=` beside its own parameters."""

    def decorator(view):
        @public(*takes, "lang")
        def give(request, *args, **kwargs):
            answer = view(request, *args, **kwargs)
            return answer if isinstance(answer, HttpResponse) else as_json(json.dumps(answer, ensure_ascii=False))

        @opendata.shared
        @wraps(view)
        def in_language(request, *args, **kwargs):
            named = [text.strip() for text in request.GET.getlist("lang") if text.strip()]
            language = named[-1] if named else settings.LANGUAGE_CODE
            if language not in LANGUAGES:
                return opendata.problem(request, 400, _("lang: write en or ar."))
            with translation.override(language):
                return give(request, *args, **kwargs)

        in_language.takes = (*takes, "lang")
        return in_language

    return decorator


def as_json(text: str):
    response = HttpResponse(text, content_type="application/json")
    response["Content-Language"] = "en, ar"
    return response


def address(request, name: str, *args) -> str:
    return request.build_absolute_uri(reverse(name, args=args))


def pages_of(request, slug: str, name: str = "member") -> dict[str, str]:
    """The addresses of a profile's page (or that of something else), by language."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = address(request, name, slug)
    return found


@endpoint()
def entry(request, reading):
    names = {
        "members": "api_members",
        "meetings": "api_meetings",
        "documents": "api_documents",
        "programmes": "api_programmes",
        "sources": "api_sources",
        "vocabulary": "api_vocabulary",
        "openapi": "api_openapi",
        "documentation": "api",
    }
    tables = (table.address for table in TABLES)
    files = {name: address(request, name) for name in ("members_csv", "members_xlsx", "members_json", *tables)}
    links = {label: address(request, name) for label, name in names.items()} | files
    return {"version": 1, "licence": LICENCE, "publisher": publisher().for_api(), "links": links}


# ── Lists ────────


@endpoint(*LIST, "page", "facets")
def members(request, reading):
    wanted = request.GET.get("facets", "0")
    if wanted not in ("0", "1"):
        raise BadRequest(_("facets: write 0 or 1."))
    filterset = MemberFilter.of(request.GET, reading)
    page, tally = page_of(filterset.listing(), request.GET.get("page", "1")), filterset.tally()
    rows = facts.profiles(page.object_list, reading)
    answer = {
        "as_of": reading.day.isoformat(),
        "licence": LICENCE,
        "count": page.paginator.count,
        "count_certain": tally.certain,
        "count_possible": tally.possible,
        **paging(request, page),
        "members": [list_entry(request, row) for row in rows],
    }
    return answer | ({"facets": facet_counts(filterset)} if wanted == "1" else {})


def paging(request, page) -> dict:
    """Which page of how many an answer is, and where those beside it are."""
    return {
        "page": page.number,
        "pages": page.paginator.num_pages,
        "previous": page_address(request, page.previous_page_number()) if page.has_previous() else None,
        "next": page_address(request, page.next_page_number()) if page.has_next() else None,
    }


def page_address(request, number: int) -> str:
    query = request.GET.copy()
    query["page"] = number
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def list_entry(request, profile: facts.Profile) -> dict:
    """A profile in a list: who it is, and what it is on the day."""
    content, term, join = profile.content, profile.membership, profile.join
    kept = {key: content[key] for key in ("slug", "uid", "name", "kind", "organization_kind", "iso2", "iso3")}
    acronym = content["acronym"]
    label = {key: term["type"][key] for key in ("code", "label", "standing")} if term else None
    return kept | {
        "acronym": acronym["en"],
        "acronym_ar": acronym["ar"],
        "type": label,
        "standing": columns.standing_of(profile) or None,
        "held": columns.participation_of(profile),
        "certainty": term["certainty"] if term else None,
        "joined": start_entry(join) if join else None,
        "roles": columns.codes(profile.roles, "role", "certain"),
        "roles_possible": columns.codes(profile.roles, "role", "possible"),
        "areas": [area["code"] for area in profile.areas],
        "version": profile.publication.number,
        "published": columns.release_time(profile) or None,
        "links": {
            "self": address(request, "api_member", content["slug"]),
            "versions": address(request, "api_versions", content["slug"]),
            "pages": pages_of(request, content["slug"]),
        },
    }


def start_entry(term: facts.Term) -> dict[str, str]:
    """When a fact began: what is meant, by when at the latest, and what the Dialogue's own site prints."""
    return {
        "date": term["start"],
        "precision": columns.precision(term["start"]),
        "qualifier": term["start_qualifier"],
        "by": term["start_by"],
        "printed": term["start_printed"],
    }


def facet_counts(filterset) -> dict[str, list]:
    """For each choice of each filter how many there would be, given the other choices."""
    return {
        group.name: [
            {"code": choice["value"], "label": str(choice["label"]), "count": choice["count"]}
            for choice in group.choices
        ]
        for group in filterset.facets()
    }


# ── One profile ────────


@endpoint()
def member(request, reading, slug):
    """The stored document: the bytes that its digest is of."""
    response = document(live_publication(reading, slug))
    for code, page in pages_of(request, slug).items():
        opendata.link(response, page, "canonical" if code == "en" else "alternate", hreflang=code, type="text/html")
    opendata.link(response, address(request, "api_versions", slug), "version-history")
    return response


def document(publication):
    response = as_json(publication.document)
    response["Last-Modified"] = http_date(publication.released.timestamp())
    return response


@endpoint()
def versions(request, reading, slug):
    """What was public and when, newest first. What is to come is not said."""
    current = live_publication(reading, slug)
    past = Release.objects.of(current.entry_uid).past(reading.moment).published().order_by("-live_from")
    rows = past.values(
        "publication__number", "publication__digest", "live_from", "live_until", "public_note_en", "public_note_ar"
    )
    return {"slug": slug, "licence": LICENCE, "versions": [version_entry(request, reading, slug, row) for row in rows]}


def version_entry(request, reading, slug: str, row: dict) -> dict:
    until, number = row["live_until"], row["publication__number"]
    over = until is not None and until <= reading.moment
    return {
        "number": number,
        "digest": row["publication__digest"],
        "public_from": row["live_from"].isoformat(timespec="seconds"),
        "public_until": until.isoformat(timespec="seconds") if over else None,
        "note": {"en": row["public_note_en"], "ar": row["public_note_ar"]},
        "links": {"self": address(request, "api_version", slug, number)},
    }


@endpoint()
def version(request, reading, slug, number):
    """A stored document that was once public, in its own words."""
    publication, _current = past_publication(reading, slug, number)
    response = document(publication)
    opendata.link(response, address(request, "api_member", slug), "latest-version")
    opendata.link(response, address(request, "api_versions", slug), "version-history")
    return response


# ── Vocabularies, and what the API is ────────

PAIRS = {
    "type": ("plural", "description"),
    "role": ("description",),
    "area": ("description",),
    "body": ("description",),
    "meeting_kind": ("plural",),
}
PLAIN = {
    "type": ("standing",),
    "role": ("single_holder", "last_day_counts"),
    "area": ("sources",),
    "body": ("acronym", "acronym_ar", "website", "entity_slug", "sizes", "coverage", "coverage_day", "sources"),
    "meeting_kind": (),
}
NAMES = {"type": "types", "role": "roles", "area": "areas", "body": "bodies", "meeting_kind": "meeting_kinds"}


@endpoint()
def vocabulary(request, reading):
    """The words that filters name by code, with today's labels; documents may name what is merged into them, too."""
    found = reading.vocabularies
    words = {NAMES[kind]: [vocabulary_entry(found, kind, code) for code in getattr(found, kind)] for kind in PAIRS}
    return {"licence": LICENCE} | words | {"meetings": [meeting_word(row) for row in reading.meetings]}


def meeting_word(meeting: Meeting) -> dict:
    """A meeting as the vocabulary has listed it since before it had a document of its own (`/api/v1/meetings/`)."""
    content = meeting.content
    outcome = {code: diff.plain(text, code) for code, text in content["outcome"].items()}
    pairs = {"label": content["name"], "place": content["place"], "outcome": outcome, "note": content["note"]}
    plain = ("ordinal", "start", "start_qualifier", "end", "end_qualifier", "certainty", "host_slug")
    kept = {key: content[key] for key in plain} | {"kind": meeting.kind.code, "sources": content["rests_on"]}
    return {"code": meeting.slug, "retired": False} | pairs | kept


def vocabulary_entry(words, kind: str, code: str) -> dict:
    row, merged = getattr(words, kind)[code], words.codes(kind, code)[1:]
    pairs = {key: of_row(row, key) for key in ("label", *PAIRS[kind])}
    plain = {key: getattr(row, key) for key in PLAIN[kind]}
    return {"code": code, "retired": row.retired} | pairs | plain | {"merged": merged}


@endpoint()
def description(request, reading):
    """The description for machines (OpenAPI 3.1)."""
    return openapi.describe(request, reading)
