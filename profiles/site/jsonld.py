"""What a page says to machines that read schema.org: pure functions from a profile or a name to plain dictionaries.

Only what is sure is said: disputed facts are left out, a date is written as far as its source states it exactly, what
is over without a stated day is not said at all, because without its end it would read as holding today."""

import json
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from profiles.published import identity, offices
from profiles.values import languages
from profiles.values.choices import Certainty, EntityKind, OrganizationKind, Part, Status
from profiles.values.languages import either, of_row
from profiles.values.period import Qualifier

from . import identifiers
from .opendata import licence
from .publisher import publisher

ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}
GOVERNMENTAL = (OrganizationKind.INTERGOVERNMENTAL, OrganizationKind.UN, OrganizationKind.REGIONAL)
UNSAID = (Status.NONE, Status.NOT_STATED)


def script(nodes: list[dict]) -> SafeString:
    """A data block for a page, that no text in it can end. (Browsers do not run it, so no policy forbids it.)"""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')


@dataclass(frozen=True)
class Site:
    """Where the pages are: the scheme and host of the request, without a slash at the end."""

    root: str

    def page(self, name: str, *args) -> str:
        """The absolute address of a page, in the language of the moment."""
        return self.root + reverse(name, args=args)

    def thing(self, name: str, *args) -> str:
        """What a page is about: one name for it in every language."""
        with override("en"):
            return f"{self.page(name, *args)}#about"

    @property
    def publisher(self) -> dict:
        return publisher().for_machines(f"{self.root}/#publisher")

    @property
    def dialogue(self) -> dict:
        return {"@type": "Organization", "@id": f"{self.root}/#dialogue", "name": identity.names()["body_name"]}


def home(site: Site) -> list[dict]:
    """The dialogue; the directory as a site that can be searched, and who publishes it."""
    other = identifiers.in_other_language(of_row(identity.current(), "name"))
    return [
        site.publisher,
        drop_empty(site.dialogue | {"alternateName": other, "mainEntityOfPage": site.page("home")}),
        {
            "@type": "WebSite",
            "@id": f"{site.root}/#site",
            "url": site.page("home"),
            "name": identity.names()["directory_name"],
            "inLanguage": languages.current(),
            "about": {"@id": site.dialogue["@id"]},
            "publisher": {"@id": site.publisher["@id"]},
            "license": licence().address,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": site.page("search") + "?q={search_term_string}"},
                "query-input": "required name=search_term_string",
            },
        },
    ]


def crumbs(site: Site, trail: list[tuple[str, str]]) -> dict:
    """The way to a page, as (name, absolute address) from the home page on."""
    steps = [(gettext("Home"), site.page("home")), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def profile(site: Site, profile) -> list[dict]:
    """The page of a live profile, and what it is about."""
    address = site.page("member", profile["slug"])
    about = site.thing("member", profile["slug"])
    page = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": either(profile["name"]),
        "inLanguage": languages.current(),
        "isPartOf": {"@id": f"{site.root}/#site"},
        "dateModified": timezone.localtime(profile.released).isoformat(timespec="seconds"),
        "isBasedOn": site.page("version", profile["slug"], profile.publication.number),
        "publisher": site.publisher,
        "license": licence().address,
        "about": {"@id": about},
    }
    return [
        page,
        entity(site, profile) | {"@id": about, "mainEntityOfPage": {"@id": address}},
        *(source(site, cited.source) for cited in profile.sources),
    ]


def source(site: Site, details: dict) -> dict:
    """What facts rest on: they name it by its `@id`."""
    return drop_empty(
        {
            "@type": "CreativeWork",
            "@id": site.thing("source", details["code"]),
            "name": either(details["title"]),
            "url": details["url"],
        }
    )


def meeting(site: Site, about) -> dict:
    """A meeting as an event; nothing of one that is disputed or not stated."""
    if not is_sure(about):
        return {}
    address = site.page("meeting", about["slug"])
    chairs = [{"@type": "Organization", "name": either(holder.profile["name"])} for holder in about.opened_by]
    return drop_empty(
        {
            "@type": "Event",
            "@id": site.thing("meeting", about["slug"]),
            "url": address,
            "name": either(about["name"]),
            "inLanguage": languages.current(),
            "startDate": exact(about["start"], about["start_qualifier"]),
            "endDate": exact(about["end"], about["end_qualifier"]),
            "location": either(about["place"]) and {"@type": "Place", "name": either(about["place"])},
            "organizer": [site.dialogue, *chairs],
            "attendee": [name_of(row) for _capacity, rows in about.participants for row in rows if is_sure(row)],
        }
    )


def paper(site: Site, about) -> dict:
    """A document as a digital document that we describe."""
    address = site.page("document", about["slug"])
    return drop_empty(
        {
            "@type": "DigitalDocument",
            "@id": site.thing("document", about["slug"]),
            "url": about["url"] or address,
            "name": either(about["name"]),
            "inLanguage": about["languages"].split(),
            "dateCreated": about["day"] if is_sure(about) else "",
            "encoding": about["file"]
            and {
                "@type": "MediaObject",
                "contentUrl": site.root + reverse("media", args=[about["file"]]),
                "encodingFormat": "application/pdf",
            },
            "about": [either(area["label"]) for area in about["areas"]],
        }
    )


def programme(site: Site, about) -> dict:
    """A programme as a project, which schema.org takes for an organization that is at work for a time."""
    address = site.page("programme", about["slug"])
    people = {part: [name_of(row) for row in rows if is_sure(row)] for part, rows in about.parts}
    return drop_empty(
        {
            "@type": "Project",
            "@id": site.thing("programme", about["slug"]),
            "url": address,
            "name": either(about["name"]),
            "foundingDate": is_sure(about) and exact(about["start"], about["start_qualifier"]),
            "dissolutionDate": is_sure(about) and exact(about["end"], about["end_qualifier"]),
            "parentOrganization": site.dialogue,
            "funder": people.get(Part.FUNDER, []),
            "member": people.get(Part.LEAD, []) + people.get(Part.PARTNER, []),
        }
    )


def is_sure(row) -> bool:
    return Certainty(row["certainty"]).is_sure


def name_of(row) -> dict:
    """Somebody whom an entry names, as an organization."""
    return {"@type": "Organization", "name": either(row.name)}


def entity(site: Site, profile) -> dict:
    """A state or an organization, with what it belongs to and who answers for it."""
    state = profile["kind"] == EntityKind.STATE
    # An organization may answer for itself: it is no part of itself.
    responsible = [term for term in profile.responsible if term["name"] != profile["name"]]
    departments = [office(term) for term in responsible if term.held == "certain" and is_sure(term)]
    said = partial(part, site)
    return drop_empty(
        {
            "@type": kind(profile.content),
            "name": either(profile["name"]),
            "alternateName": identifiers.names(profile.content),
            "description": either(profile["summary"]),
            "identifier": identifiers.codes(profile.content),
            "sameAs": identifiers.same_as(profile.content),
            "url": profile["website"],
            "logo": profile["logo"] and site.root + reverse("media", args=[profile["logo"]]),
            "memberOf": [
                *(said(site.dialogue, term["type"]["label"], term) for term in certain_terms(profile.memberships)),
                *(said(site.dialogue, term["role"]["label"], term) for term in certain_terms(profile.roles)),
                *(
                    said(body(term), str(Status(term["status"]).label), term)
                    for term in certain_terms(profile.affiliations)
                ),
            ],
            "department" if state else "subOrganization": departments,
        }
    )


def kind(content: dict) -> str | list[str]:
    """A state is a country that acts: without the second type it could be a member of nothing."""
    if content["kind"] == EntityKind.STATE:
        return ["Country", "GovernmentOrganization"]
    return "GovernmentOrganization" if content["organization_kind"] in GOVERNMENTAL else "Organization"


def office(term) -> dict:
    """A ministry or body that answers for an entity's part."""
    shown = offices.name_of(term)
    found = [
        (code, term[key][code]) for key in ("name", "translation") for code in languages.LANGUAGES if term[key][code]
    ]
    return drop_empty(
        {
            "@type": "Organization" if term["kind"] in ("organization", "unit") else "GovernmentOrganization",
            "name": shown.text,
            "alternateName": [
                *({"@language": code, "@value": text} for code, text in found if text != shown.text),
                *(text for text in (*term["acronym"].values(), term["native_name"]) if text),
            ],
            "url": term["website"],
        }
    )


def part(site: Site, organization: dict, name: str | dict, term) -> dict:
    """What something is in an organization, from when to when, and which works say so."""
    works = dict.fromkeys(site.thing("source", cited.source["code"]) for cited in term.cited)
    return drop_empty(
        {
            "@type": "OrganizationRole",
            "memberOf": organization,
            "roleName": name if isinstance(name, str) else either(name),
            "startDate": exact(term["start"], term["start_qualifier"]),
            "endDate": exact(term["end"], term["end_qualifier"]),
            "subjectOf": [{"@id": work} for work in works],
        }
    )


def body(term) -> dict:
    return {"@type": "Organization", "name": either(term["body"]["label"])}


def certain_terms(terms) -> list:
    """Those of which it is certain that they hold, or exactly known that they did."""
    return [
        term
        for term in terms
        if Certainty(term["certainty"]).is_sure
        and term.fact.get("status") not in UNSAID
        and (term.held == "certain" or exact(term["end"], term["end_qualifier"]))
    ]


def exact(date: str, qualifier: str) -> str:
    """A partial date as it is stated, `2008` or `2008-01-21`, both of which ISO 8601 knows; or nothing."""
    return date if qualifier == Qualifier.EXACT else ""


def drop_empty(node: dict) -> dict:
    """A node without what is empty."""
    return {key: value for key, value in node.items() if value}
