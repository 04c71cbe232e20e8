"""What crawlers and finders of mistakes ask for at fixed addresses: the map of the site, their rules, whom to write to.

A map is one list while the profiles fit in it, and otherwise an index of parts. A part is a range of releases by id:
it is found by key however many there are, where a numbered page would count through all before it.
"""

import datetime as dt

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Count, F, Max
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from profiles.published import identity
from profiles.published.models import DataRelease, Release
from profiles.reading import sources
from profiles.values import languages
from profiles.values.choices import EntryKind, SiteText

from .addresses import address_of
from .public import public

# Two addresses a profile: far below the 50,000 addresses and 50 MB that a map may have.
SIZE = 2000
# A page of the site changes with any release.
LISTS = (
    "home",
    "members",
    "map",
    "timeline",
    "meetings",
    "documents",
    "programmes",
    "areas",
    "roles",
    "sources",
    "changes",
    "between",
    "compare",
    "cross_membership",
    "api",
    "data",
)
SECURITY_DAYS = 180


@public("part")
def sitemap(request, reading):
    """The map, or its index, or with `part=` a part of it."""
    releases = Release.objects.of_kind(EntryKind.PROFILE).live(reading.moment).published()
    if text := request.GET.get("part"):
        return part(request, reading, releases, text)
    listed = list(releases.order_by("pk").values_list("slug", "live_from")[: SIZE + 1])
    if len(listed) <= SIZE:
        return answer(request, "sitemap.xml", entries=entries(pages(reading) + members(listed), root_of(request)))
    return answer(request, "sitemap_index.xml", parts=parts(releases), latest=reading.released)


def part(request, reading, releases, text: str):
    """The pages that are no profile, or the profiles whose releases are in a range of ids."""
    if text == "pages":
        return answer(request, "sitemap.xml", entries=entries(pages(reading), root_of(request)))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(_("There is no page “%s”.") % text[:20])
    first = int(text) * SIZE
    ranged = releases.filter(pk__gte=first, pk__lt=first + SIZE).order_by("pk")
    listed = list(ranged.values_list("slug", "live_from"))
    if not listed:
        raise Http404
    return answer(request, "sitemap.xml", entries=entries(members(listed), root_of(request)))


def parts(releases) -> list[tuple[int, dt.datetime]]:
    """The numbers of the parts that are not empty, each with its latest release."""
    ranges = releases.order_by().values(part=F("pk") / SIZE).annotate(number=Count("pk"), latest=Max("live_from"))
    return [(row["part"], row["latest"]) for row in ranges.order_by("part")]


def pages(reading) -> list[tuple[str, dt.datetime | None]]:
    """The addresses of pages that are no profile, in English, each with when it changed if that is known."""
    with translation.override(settings.LANGUAGE_CODE):
        found = [(reverse(name), reading.released) for name in LISTS]
        for name, kind in (("area", "area"), ("area_changes", "area"), ("role", "role")):
            rows = getattr(reading.vocabularies, kind).items()
            found += [(reverse(name, args=[code]), None) for code, row in rows if not row.retired]
        found += [(reverse("source", args=[code]), None) for code in sorted(sources.open_codes(reading))]
        found += [
            (reverse("data_release", args=[row.name]), row.moment) for row in DataRelease.objects.defer("manifest")
        ]
        others = Release.objects.live(reading.moment).published().exclude(kind=EntryKind.PROFILE)
        others = others.exclude(kind=EntryKind.TEXT, slug=SiteText.HOME)
        listed = others.order_by("kind", "slug").values_list("kind", "slug", "live_from")
        return found + [(address_of(kind, slug), released) for kind, slug, released in listed]


def members(listed) -> list[tuple[str, dt.datetime]]:
    # One reverse for all: slugs need no escaping.
    with translation.override(settings.LANGUAGE_CODE):
        before, after = reverse("member", args=["slug"]).split("slug")
    return [(f"{before}{slug}{after}", released) for slug, released in listed]


def entries(listed, root: str) -> str:
    """Each page in each language, naming all. Written here, as there are thousands; addresses need no escaping."""
    lines, root, codes = [], escape(root), (*languages.LANGUAGES, "x-default")
    for address, changed in listed:
        pages = [f"{root}{path}" for path in languages.in_each(address)]
        about = f"<lastmod>{iso(changed)}</lastmod>" if changed else ""
        for code, other in zip(codes, (*pages, pages[0]), strict=True) if languages.SECOND else ():
            about += f'<xhtml:link rel="alternate" hreflang="{code}" href="{other}"/>'
        lines += [f"<url><loc>{page}</loc>{about}</url>" for page in pages]
    return mark_safe("\n".join(lines))


def iso(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def root_of(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def answer(request, template: str, **context):
    context["root"] = root_of(request)
    return render(request, template, context, content_type="application/xml")


# What is no page, or has no end.
LEFT_OUT = ("/admin/", "/preview/", "/report/", "/search/", "/handbook-")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request):
    """What is worth a crawler's time. Lists by one filter are; combinations, searches and past days have no end."""
    return render(
        request,
        "robots.txt",
        {"root": root_of(request), "paths": LEFT_OUT, "prefixes": languages.in_each("")},
        content_type="text/plain",
    )


@require_safe
@cache_control(public=True, max_age=3600)
def security(request):
    """Whom to tell of a weakness (RFC 9116), where the people who run the portal have said so."""
    known = identity.current().email
    contacts = settings.SECURITY_CONTACT or ([f"mailto:{known}"] if known else [])
    if not contacts:
        raise Http404
    lines = [f"Contact: {address}" for address in contacts]
    lines.append(f"Expires: {timezone.localdate() + dt.timedelta(SECURITY_DAYS)}T00:00:00Z")
    lines.append(f"Preferred-Languages: {', '.join(languages.LANGUAGES)}")
    lines.append(f"Canonical: {request.build_absolute_uri(request.path)}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86_400)
def favicon(request):
    """The sign of the site, where browsers look for it unasked."""
    icon = settings.BASE_DIR / "static" / "img" / "favicon.ico"
    return FileResponse(icon.open("rb"), content_type="image/x-icon")
