"""Where pages lead, and what they say to machines."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from profiles.reading.filters import LIST
from profiles.values import languages
from profiles.values.choices import Section

from .. import cards, jsonld
from ..addresses import address_of, nameless, version_address
from ..publisher import publisher

register = template.Library()

# What pages of other entries are about, by their section.
ENTRIES = {"meetings": jsonld.meeting, "documents": jsonld.paper, "programmes": jsonld.programme}


@register.simple_tag(takes_context=True)
def other_language(context) -> dict[str, str]:
    """The same page in the other language: its address and code."""
    request = context["request"]
    path, query = request.path, request.GET.urlencode()
    if languages.current() == "ar":
        path, code = path.removeprefix("/ar"), "en"
    else:
        path, code = f"/ar{path}", "ar"
    return {"code": code, "direction": languages.DIRECTION[code], "url": path + (f"?{query}" if query else "")}


@register.simple_tag(takes_context=True)
def addresses(context) -> dict[str, str]:
    """The absolute addresses of this page with what it was asked, `here`, `en` and `ar`; and of the site, `root`."""
    request = context["request"]
    root, query = site_of(request).root, request.GET.copy()
    if query.get("page") == "1":
        query.pop("page")
    english = request.path.removeprefix("/ar") if languages.current() == "ar" else request.path
    query_text = f"?{query.urlencode()}" if query else ""
    found = {"en": f"{root}{english}{query_text}", "ar": f"{root}/ar{english}{query_text}"}
    return found | {"here": found[languages.current()], "root": root}


def site_of(request) -> jsonld.Site:
    return jsonld.Site(f"{request.scheme}://{request.get_host()}")


@register.simple_tag(takes_context=True)
def linked_data(context, section: str = "", code: str = "", name: str = "", profile=None, entry=None) -> str:
    """What the page says to machines: the way to it and, of a live profile as of today, what it is about."""
    request = context["request"]
    site = site_of(request)
    if not section:
        return jsonld.script(jsonld.home(site))
    trail = [(str(Section(section).label), site.page(section))]
    if code:
        trail.append((name, site.page(section.removesuffix("s"), code)))
    nodes = [jsonld.crumbs(site, trail)]
    if profile and not context["reading"].is_past:
        nodes = jsonld.profile(site, profile) + nodes
    if entry:
        nodes = [*filter(None, [ENTRIES[section](site, entry)]), *nodes]
    return jsonld.script(nodes)


register.simple_tag(publisher)


@register.filter
def section_label(section: str) -> str:
    """What a section of the site is called."""
    return str(Section(section).label)


@register.filter
def page_address(publication) -> str:
    """Where what a publication is of is read, as it is now."""
    return address_of(publication.kind, publication.slug)


@register.filter("nameless")
def nameless_entry(release) -> str:
    """What is withdrawn, by what it is and where it was read."""
    return nameless(release.kind, release.slug)


@register.filter("version_address")
def address_of_version(publication) -> str:
    """Where a publication is read for good."""
    return version_address(publication.kind, publication.slug, publication.number)


@register.simple_tag
def profile_url(slug: str) -> str:
    """The address of a profile that a word names, or nothing."""
    try:
        return reverse("member", args=[slug]) if slug else ""
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def without(context, name: str, value: str) -> str:
    """This page's address with one value of one parameter taken out."""
    query = context["request"].GET.copy()
    query.setlist(name, [kept for kept in query.getlist(name) if kept != value])
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag(takes_context=True)
def same_list(context, name: str) -> str:
    """The address of another view of the members that are listed here; nothing where there is no such page."""
    query = QueryDict(mutable=True)
    for parameter in LIST:
        if values := context["request"].GET.getlist(parameter):
            query.setlist(parameter, values)
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    return f"{address}?{query.urlencode()}" if query else address


@register.simple_tag(takes_context=True)
def carry(context) -> str:
    """`?on=…` where the page speaks of a past day, so that a link stays on it; or nothing."""
    reading = context.get("reading")
    return f"?on={reading.day.isoformat()}" if reading and reading.is_past else ""


@register.simple_tag(takes_context=True)
def download(context, name: str) -> str:
    """The address of an export with this page's filters."""
    return reverse(name) + asked(context)


@register.simple_tag(takes_context=True)
def handbooks(context) -> list[dict[str, str]]:
    """The handbook in each language, with this page's filters; none where it cannot be made."""
    codes = [code for code, _name in settings.LANGUAGES] if settings.HANDBOOKS else []
    return [{"language": code, "url": reverse("handbook", args=[code]) + asked(context)} for code in codes]


def asked(context) -> str:
    """What this page was asked, of what a list of members takes."""
    query = context["request"].GET.copy()
    for parameter in set(query) - {*LIST}:
        del query[parameter]
    return f"?{query.urlencode()}" if query else ""


def card_of(request) -> dict:
    """Which card stands for a page, and what its address is made of: the day that the page was asked for."""
    match = request.resolver_match
    kwargs = {name: value for name, value in match.kwargs.items() if name == "slug"}
    return {"page": match.url_name, "kwargs": kwargs, "on": request.GET.get("on", "")}


@register.simple_tag(takes_context=True)
def card_frame(context, title: str = "") -> str:
    """What is put into another page so that it shows the card of this one, in the reader's language."""
    card = card_of(context["request"])
    address = site_of(context["request"]).root + cards.address_of(**card)
    page = card["page"]
    return cards.frame(address, title or cards.TITLES[page], *cards.CARDS[page].size())


@register.simple_tag(takes_context=True)
def card_size(context) -> cards.Card:
    """How large the frame of this page's card is."""
    return cards.CARDS[context["request"].resolver_match.url_name]


@register.simple_tag(takes_context=True)
def oembed_addresses(context) -> list[tuple[str, str]]:
    """Where it is said how this page is put into others, by type; nothing of a page that has no card."""
    request = context["request"]
    if not request.resolver_match or request.resolver_match.url_name not in cards.CARDS:
        return []
    root, on = site_of(request).root, card_of(request)["on"]
    page = f"{root}{request.path}" + (f"?{urlencode({'on': on})}" if on else "")
    kinds = {"application/json+oembed": "json", "text/xml+oembed": "xml"}
    return [
        (kind, f"{root}{reverse('oembed')}?{urlencode({'url': page, 'format': form})}") for kind, form in kinds.items()
    ]


@register.simple_tag(takes_context=True)
def picture_file(context, name: str) -> str:
    """The address of this page's picture alone: of the same thing, asked for in the same way."""
    request = context["request"]
    query = request.GET.urlencode()
    return reverse(name, kwargs=request.resolver_match.kwargs) + (f"?{query}" if query else "")
