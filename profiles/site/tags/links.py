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
from .. import publisher as publishers
from ..addresses import address_of, nameless, version_address
from ..publisher import Publisher

register = template.Library()
# A language of Open Graph has a country.
LOCALES = {"en": "en_GB", "ar": "ar_AE", "es": "es_ES", "fr": "fr_FR", "id": "id_ID", "pt": "pt_PT", "ru": "ru_RU"}
LOCALES |= {"th": "th_TH", "tr": "tr_TR", "ur": "ur_PK", "vi": "vi_VN"}

# What pages of other entries are about, by their section.
ENTRIES = {"meetings": jsonld.meeting, "documents": jsonld.paper, "programmes": jsonld.programme}


@register.simple_tag(takes_context=True)
def other_language(context) -> dict[str, str]:
    """The same page in the other language: its address, code and name; nothing where English is alone."""
    request, code = context["request"], languages.OTHER[languages.current()]
    query = request.GET.urlencode()
    if not languages.SECOND:
        return {}
    url = pages_in_each(request)[code] + (f"?{query}" if query else "")
    return {"code": code, "direction": languages.DIRECTION[code], "name": languages.OWN_NAMES[code], "url": url}


@register.simple_tag
def second_language() -> dict[str, str]:
    """The second language: its code, direction, name, and “in French”; nothing where English is alone."""
    second = languages.SECOND
    if not second:
        return {}
    about = {"direction": languages.DIRECTION[second], "name": languages.NAMES[second]}
    return {"code": second, "in_words": languages.name_in_words(second)} | about


@register.simple_tag
def in_all_languages() -> str:
    """“in English and in French”."""
    return languages.in_all()


def pages_in_each(request) -> dict[str, str]:
    """The path of a page in each language."""
    english = request.path.removeprefix(languages.prefix_of(request.path))
    return languages.pair(*languages.in_each(english))


@register.simple_tag(takes_context=True)
def addresses(context) -> dict[str, str]:
    """The absolute addresses of this page with what it was asked, `here`, `en` and `ar`; and of the site, `root`."""
    request = context["request"]
    root, query = site_of(request).root, request.GET.copy()
    if query.get("page") == "1":
        query.pop("page")
    query_text = f"?{query.urlencode()}" if query else ""
    found = {code: f"{root}{path}{query_text}" for code, path in pages_in_each(request).items()}
    alternates = [*found.items(), ("x-default", found["en"])] if languages.SECOND else []
    return {"here": found[languages.current()], "alternates": alternates, "root": root, "locales": locales()}


def locales() -> list[tuple[str, str]]:
    """What Open Graph calls the reader's language and the other, of those for which it has a word."""
    codes = dict.fromkeys((languages.current(), languages.OTHER[languages.current()]))
    named = zip(("og:locale", "og:locale:alternate"), (LOCALES.get(code) for code in codes), strict=False)
    return [(name, locale) for name, locale in named if locale]


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


@register.simple_tag(takes_context=True)
def publisher(context) -> Publisher:
    """Who publishes, as the page says whose directory it is."""
    return Publisher.of(context["own"]) if "own" in context else publishers.publisher()


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
    codes = languages.LANGUAGES if settings.HANDBOOKS else []
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
