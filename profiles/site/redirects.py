"""Addresses that others know us by, each sent on once and for good.

They are those of the dialogue's own site, and ours by code or acronym, in capitals, without the last slash, or with a
prefix for English.

An answer depends on published things alone: what is not published cannot be told from what is not there.
"""

import re
from urllib.parse import quote

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from profiles.published.models import Publication, Release
from profiles.published.search import match, normalise
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind, SiteText

# Mostly of the dialogue's own site, as its pages were addressed: the name of a page here, and what it is of.
MOVED = {
    "about-abu-dhabi-dialogue": ("about",),
    "abu-dhabi-dialogue/about-abu-dhabi-f.aspx": ("about",),
    "members/international-organization-migration-iom-iom": ("member", "iom"),
    "members/ministry-expatriates-welfare-and-overseas-employment-bd": ("member", "bangladesh"),
    "members/ministry-labour-employment-and-social-security-np": ("member", "nepal"),
    "members/ministry-labour-mol-th": ("member", "thailand"),
    "members/ministry-telecommunication-digital-infrastructure-and-foreign-employment-lk": ("member", "sri-lanka"),
    "node/144": ("member", "ilo"),
    "projects": ("areas",),
    "projects/certification-and-mutual-recognition-skills": ("area", "skills-recognition"),
    "projects/comprehensive-information-and-orientation-programmes-ciop": ("area", "ciop"),
    "projects/future-domestic-work-gulf": ("area", "domestic-work"),
    # Ours: a host was a role until meetings had pages, which say who hosted each.
    "roles/host": ("meetings",),
}
PREFIXES = ("index.php", "en", "ar")


def redirects(get_response):
    """Where nothing is found, the page that is meant is looked for: inside `CommonMiddleware`, so in one step."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = find_address(request.path_info)
        if not address or address == request.path_info:
            return response
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return middleware


def find_address(path: str) -> str:
    """The address of the page that is meant by one that has none, in the same language, or nothing."""
    parts = [part for part in path.split("/") if part]
    language, length = "en", len(parts)
    while parts and parts[0].lower() in PREFIXES:
        language = "ar" if parts.pop(0).lower() == "ar" else language
    with translation.override(language):
        return old_page(parts) or member_page(parts) or (prefixed_page(parts) if len(parts) < length else "")


def old_page(parts: list[str]) -> str:
    """A page of the dialogue's own site, or of ours that has another address now."""
    page = MOVED.get("/".join(parts).lower())
    return address_of(*page) if page else ""


def member_page(parts: list[str]) -> str:
    """A profile by whatever it is called."""
    if len(parts) == 2 and parts[0].lower() in ("member", "members"):
        slug = slug_of(parts[1])
        return reverse("member", args=[slug]) if slug else ""
    return ""


def prefixed_page(parts: list[str]) -> str:
    """A page of ours behind a prefix that it has not."""
    address = reverse("home") + quote("".join(f"{part}/" for part in parts))
    try:
        found = resolve(address)
    except Resolver404:
        return ""
    if not found.func.__module__.startswith("profiles."):
        return ""
    return address_of(found.url_name, *found.captured_kwargs.values())


def address_of(name: str, *args) -> str:
    """The address of a page, if it is there: a profile, a theme, a role, or a page that is of nothing else."""
    reading = Reading.now()
    vocabularies = reading.vocabularies
    if args:
        if name in ("area", "role"):
            row = vocabularies.word(name, *args)
            return reverse(name, args=[row.code]) if row else ""
        return reverse(name, args=args) if name == "member" and is_live(*args) else ""
    return reverse(name) if name == SiteText.HOME or name not in SiteText.values or name in reading.texts else ""


def is_live(slug: str) -> bool:
    return Release.objects.of_kind(EntryKind.PROFILE).live(timezone.now()).filter(slug=slug).exists()


def slug_of(text: str) -> str:
    """The slug that a text stands for: one in other letters, or an ISO code or acronym that is one profile's alone."""
    text = re.sub(r"[\s_]+", "-", text.strip().lower())[:60]
    return text if is_live(text) else slug_of_code(text)


def slug_of_code(text: str) -> str:
    """The slug of the one profile that has a text as its code or acronym."""
    code = normalise(text.replace("-", " "))
    if not 2 <= len(code) <= 20 or not re.fullmatch(r"[\w-]+", text):
        return ""
    # Names have all the words; of some the words are all of the code or acronym.
    named = match([[bit] for bit in code.split()], "search_names", whole=True)
    live = Reading.now().roll.released.keys()
    rows = Publication.objects.filter(pk__in=sorted(named & live)[:200])
    found = {row.slug for row in rows if code in codes_of(row.content())}
    return found.pop() if len(found) == 1 else ""


def codes_of(content: dict) -> set[str]:
    return {normalise(code) for code in (content["iso2"], content["iso3"], *content["acronym"].values())} - {""}
