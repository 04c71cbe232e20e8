"""Addresses that others know us by, each sent on once.

They are those that publishers keep (`OldAddress`), and ours by code or acronym, in capitals, without the last slash, or
with a prefix for English.

An answer depends on published things alone: what is not published cannot be told from what is not there.
"""

import re
from urllib.parse import quote

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from profiles.published import oldaddresses, replica, stamp
from profiles.published.models import Publication, Release
from profiles.published.search import match, normalise
from profiles.published.stamp import READ
from profiles.reading.reading import Reading
from profiles.values import languages
from profiles.values.choices import EntryKind, SiteText

from .addresses import NAMES
from .public import REPLICA

# As many old addresses may stand behind each other in one.
MOST_STEPS = 5
ENTRIES = {name: kind for kind, name in NAMES.items()}


def redirects(get_response):
    """Where nothing is found, the page that is meant is looked for: inside `CommonMiddleware`, so in one step."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        # What is read under the stamp of a replica is the replica's.
        with replica.turned(REPLICA in request.META):
            address = find_address(request.path_info, Reading.at(*(request.META.get(READ) or stamp.now())))
        if not address or address == request.path_info:
            return response
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return middleware


def find_address(path: str, reading: Reading) -> str:
    """The address of the page that is meant by one that has none, in the same language, or nothing."""
    asked = parts_of(path)
    language, parts = meant(asked, reading)
    with translation.override(language):
        return member_page(parts, reading) or (page_at(parts, reading) if parts != asked else "")


def parts_of(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def meant(parts: list[str], reading: Reading) -> tuple[str, list[str]]:
    """The language of a path, and its parts without that, where old addresses in it lead."""
    language, old = "en", oldaddresses.current(reading.stamp)
    for _step in range(MOST_STEPS):
        while parts and parts[0].lower() in languages.LANGUAGES:
            language, parts = parts[0].lower(), parts[1:]
        target = old.lead(parts)
        if target is None:
            break
        parts = parts_of(target)
    return language, parts


def member_page(parts: list[str], reading: Reading) -> str:
    """A profile by whatever it is called."""
    if len(parts) == 2 and parts[0].lower() in ("member", "members"):
        slug = slug_of(parts[1], reading)
        return reverse("member", args=[slug]) if slug else ""
    return ""


def page_at(parts: list[str], reading: Reading) -> str:
    """The address of a page of ours in parts, if it is there."""
    address = reverse("home") + quote("".join(f"{part}/" for part in parts))
    try:
        found = resolve(address)
    except Resolver404:
        return ""
    # Pages of the desk are no pages of the site, whatever their names.
    if found.namespaces or not found.func.__module__.startswith("profiles.site."):
        return ""
    return address_of(reading, found.url_name, *found.captured_kwargs.values())


def address_of(reading: Reading, name: str, *args) -> str:
    """The address of a page, if it is there: an entry, a theme, a role, or a page that is of nothing else."""
    if name in ENTRIES:
        return reverse(name, args=args) if is_live(*args, kind=ENTRIES[name]) else ""
    if name in ("area", "role"):
        row = reading.vocabularies.word(name, *args)
        return reverse(name, args=[row.code]) if row else ""
    if args:
        return ""
    return reverse(name) if name == SiteText.HOME or name not in SiteText.values or name in reading.texts else ""


def is_live(slug: str, kind: EntryKind = EntryKind.PROFILE) -> bool:
    return Release.objects.of_kind(kind).live(timezone.now()).filter(slug=slug).exists()


def slug_of(text: str, reading: Reading) -> str:
    """The slug that a text stands for: one in other letters, or an ISO code or acronym that is one profile's alone."""
    text = re.sub(r"[\s_]+", "-", text.strip().lower())[:60]
    return text if is_live(text) else slug_of_code(text, reading)


def slug_of_code(text: str, reading: Reading) -> str:
    """The slug of the one profile that has a text as its code or acronym."""
    code = normalise(text.replace("-", " "))
    if not 2 <= len(code) <= 20 or not re.fullmatch(r"[\w-]+", text):
        return ""
    # Names have all the words; of some the words are all of the code or acronym.
    named = match([[bit] for bit in code.split()], "search_names", whole=True)
    live = reading.roll.released.keys()
    rows = Publication.objects.filter(pk__in=sorted(named & live)[:200])
    found = {row.slug for row in rows if code in codes_of(row.content())}
    return found.pop() if len(found) == 1 else ""


def codes_of(content: dict) -> set[str]:
    return {normalise(code) for code in (content["iso2"], content["iso3"], *content["acronym"].values())} - {""}
