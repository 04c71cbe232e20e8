"""oEmbed (oembed.com): whoever links to a page learns which card stands for it, and how it is put into a frame."""

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.published import identity
from profiles.reading.reading import Reading, parse_day
from profiles.values import languages
from profiles.values.choices import EntryKind
from profiles.values.languages import either, of_row
from profiles.values.plaintext import for_xml

from .. import cards
from ..lookups import Withdrawn, live_publication
from ..opendata import shared
from ..public import public
from ..publisher import publisher

KINDS = {"member": EntryKind.PROFILE, "meeting": EntryKind.MEETING}
DIGITS = 5


@shared
@public("url", "format", "maxwidth", "maxheight", prose=False)
def oembed(request, reading):
    """The card of the page at `url`. 404: there is none; 501: a format that is neither JSON nor XML."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return say(501, _("The formats are json and xml."))
    try:
        bounds = [pixels(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
        found = describe(request, reading, request.GET.get("url", ""), *bounds)
    except BadRequest as error:
        return say(400, str(error))
    except (Http404, Withdrawn):
        return say(404, _("There is no card of a page at this address."))
    return as_xml(found) if form == "xml" else JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def pixels(text: str) -> int | None:
    """How wide or high a frame may be at most, if that is said. Raises BadRequest."""
    if text and not (text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text)):
        raise BadRequest(_("A width or a height is a number of pixels."))
    return int(text) if text else None


def describe(request, reading: Reading, address: str, most_wide: int | None, most_high: int | None) -> dict:
    """What is said of the card of a page, in the page's language; no frame where the bounds leave it too little room.
    Raises Http404, Withdrawn or BadRequest."""
    page, kwargs, on, language = page_at(request, address)
    if on:
        on = parse_day(on, reading.today).isoformat()
    with translation.override(language):
        title = title_of(reading, page, kwargs)
        size = cards.CARDS[page].size(most_wide, most_high)
        src = request.build_absolute_uri(cards.address_of(page, kwargs, on))
        said = {
            "version": "1.0",
            "type": "rich" if size else "link",
            "title": title,
            "provider_name": identity.names(reading.identity)["directory_name"],
            "provider_url": request.build_absolute_uri("/"),
            "author_name": either(publisher().name),
        }
        if not size:
            return said
        width, height = size
        return said | {"html": str(cards.frame(src, title, width, height)), "width": width, "height": height}


def page_at(request, address: str) -> tuple[str, dict, str, str]:
    """The page at an address of this site that has a card: its name, what its address holds, the day and the language.
    Raises Http404."""
    try:
        split = urlsplit(address)
        language = languages.of_path(split.path)
        with translation.override(language):
            match = resolve(split.path or "/")
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    if split.scheme not in ("http", "https") or split.netloc not in hosts or match.url_name not in cards.CARDS:
        raise Http404
    on = parse_qs(split.query).get("on", [""])[0]
    return match.url_name, {"slug": match.kwargs["slug"]} if "slug" in match.kwargs else {}, on, language


def title_of(reading: Reading, page: str, kwargs: dict) -> str:
    if page in KINDS:
        return either(of_row(live_publication(reading, kwargs["slug"], KINDS[page]), "name"))
    return str(cards.TITLES[page])


def as_xml(found: dict) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in found.items():
        ElementTree.SubElement(root, name).text = for_xml(str(value))
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


def say(status: int, sentence: str) -> HttpResponse:
    """An error, for whoever reads logs: programs look at the status alone."""
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
