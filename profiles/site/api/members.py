"""Members and observers in the API: the list with the directory's filters, the stored documents, their versions."""

from django.utils.translation import gettext as _

from profiles.published.models import Release
from profiles.reading import facts
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.pages import part_of
from profiles.reading.parameters import BadParameters
from profiles.values.languages import LANGUAGES, columns_of, of_row

from .. import opendata
from ..files import columns
from ..lookups import live_publication, past_publication
from ..opendata import licence
from .endpoints import address, document, endpoint, pages_of, paging

# ── Lists ────────


@endpoint(*LIST, "page", "after", "facets")
def members(request, reading):
    wanted = request.GET.get("facets", "0")
    if wanted not in ("0", "1"):
        raise BadParameters({"facets": _("facets: write 0 or 1.")})
    filterset = MemberFilter.of(request.GET, reading)
    part, tally = part_of(filterset.listing(), request.GET), filterset.tally()
    rows = facts.profiles(part.object_list, reading)
    answer = {
        "as_of": reading.day.isoformat(),
        "licence": licence().address,
        "count": part.count,
        "count_certain": tally.certain,
        "count_possible": tally.possible,
        **paging(request, part),
        "members": [list_entry(request, row) for row in rows],
    }
    return answer | ({"facets": facet_counts(filterset)} if wanted == "1" else {})


def list_entry(request, profile: facts.Profile) -> dict:
    """A profile in a list: who it is, and what it is on the day."""
    content, term, join = profile.content, profile.membership, profile.join
    kept = {key: content[key] for key in ("slug", "uid", "name", "kind", "organization_kind", "iso2", "iso3")}
    acronym = content["acronym"]
    label = {key: term["type"][key] for key in ("code", "label", "standing")} if term else None
    return kept | {
        "acronym": acronym["en"],
        **{f"acronym_{code}": acronym[code] for code in LANGUAGES[1:]},
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
    """When a fact began: what is meant, by when at the latest, and what the body's own site prints."""
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


@endpoint()
def versions(request, reading, slug):
    """What was public and when, newest first. What is to come is not said."""
    current = live_publication(reading, slug)
    past = Release.objects.of(current.entry_uid).past(reading.moment).published().order_by("-live_from")
    rows = past.select_related("publication").only(
        "publication__number", "publication__digest", "live_from", "live_until", *columns_of("public_note")
    )
    return {
        "slug": slug,
        "licence": licence().address,
        "versions": [version_entry(request, reading, slug, row) for row in rows],
    }


def version_entry(request, reading, slug: str, row: Release) -> dict:
    until, number = row.live_until, row.publication.number
    over = until is not None and until <= reading.moment
    return {
        "number": number,
        "digest": row.publication.digest,
        "public_from": row.live_from.isoformat(timespec="seconds"),
        "public_until": until.isoformat(timespec="seconds") if over else None,
        "note": of_row(row, "public_note"),
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
