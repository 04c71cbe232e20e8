"""The register of sources in the API: what all that is public rests on, and what rests on each."""

from profiles.published.documents import kind_of
from profiles.reading import sources
from profiles.reading.facts import Profile
from profiles.reading.pages import part_of

from ..addresses import NAMES
from ..opendata import licence
from ..views.sources import chosen_kind, resting_or_404
from .endpoints import address, endpoint, pages_of, paging


@endpoint("q", "kind", "page", "after")
def register(request, reading):
    """What something that is public rests on, with the filters of the page."""
    found = sources.register(reading, request.GET.get("q", ""), chosen_kind(request))
    part = part_of(found, request.GET)
    return {
        "licence": licence().address,
        "count": len(found),
        **paging(request, part),
        "sources": [
            item.source | {"profiles": item.profiles, "words": len(item.others), "links": links(request, item.source)}
            for item in part.object_list
        ],
    }


@endpoint("page", "after")
def source(request, reading, code):
    """One source, and what rests on it: of each entry every fact and text, and words of the vocabularies."""
    resting = resting_or_404(reading, code, lambda rows: part_of(rows, request.GET))
    return {
        "licence": licence().address,
        "source": resting.source | {"links": links(request, resting.source)},
        "count": resting.page.count,
        **paging(request, resting.page),
        "profiles": [profile_entry(request, profile, found) for profile, found in resting.profiles],
        "areas": [row.as_document() for row in resting.areas],
        "bodies": [row.as_document() for row in resting.bodies],
        "meetings": [entry(request, row) for row in resting.meetings],
        "documents": [entry(request, row) for row in resting.papers],
        "programmes": [entry(request, row) for row in resting.programmes],
    }


def links(request, source: dict) -> dict:
    return {
        "self": address(request, "api_source", source["code"]),
        "pages": pages_of(request, source["code"], "source"),
    }


def rest(statement: sources.Statement, fact: dict | None) -> dict:
    return {"part": statement.part, "carries": statement.carries, "fact": fact}


def profile_entry(request, profile: Profile, found: list[sources.Statement]) -> dict:
    kept = {key: profile.content[key] for key in ("slug", "uid", "name")}
    return kept | {
        "version": profile.publication.number,
        "rests": [rest(statement, fact_of(profile, statement)) for statement in found],
        "links": {
            "self": address(request, "api_member", profile.content["slug"]),
            "pages": pages_of(request, profile.content["slug"]),
        },
    }


def entry(request, row: sources.Citing) -> dict:
    """A meeting, document or programme, named as words of vocabularies are, and what of it rests on the source."""
    slug, name = row["slug"], NAMES[kind_of(row.content)]
    return {
        "code": slug,
        "label": row["name"],
        "rests": [rest(statement, statement.term) for statement in row.statements],
        "links": {"self": address(request, f"api_{name}", slug), "pages": pages_of(request, slug, name)},
    }


def fact_of(profile: Profile, statement: sources.Statement) -> dict | None:
    """The fact as the document has it; nothing of the profile's own text."""
    if statement.term is None:
        return None
    key = "responsible_entities" if statement.part == "text" else statement.part
    return next(fact for fact in profile.content[key] if fact["uid"] == statement.term["uid"])
