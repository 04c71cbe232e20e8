"""The same log as Atom feeds: of the whole directory, of one profile, of one area; in the language of the address."""

import datetime as dt
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from profiles.reading import changes as log
from profiles.values.languages import either, of_row

from .addresses import address_of, version_address
from .lookups import live_publication, word
from .public import public
from .publisher import publisher

ENTRIES = 50
# XML has no way to write these.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@public()
def changes(request, reading):
    return feed(request, log.releases(reading.moment), _("Changes in the directory"), reverse("changes"))


@public()
def member(request, reading, slug):
    title = _("Changes: %s") % either(of_row(live_publication(reading, slug), "name"))
    return feed(request, log.releases(reading.moment, slug=slug), title, reverse("member_changes", args=[slug]))


@public()
def area(request, reading, code):
    title = _("Changes: %s") % word(request, reading, "area", code).label
    rows = log.releases(reading.moment, areas=reading.vocabularies.codes("area", code))
    return feed(request, rows, title, reverse("area_changes", args=[code]))


class Feed(Atom1Feed):
    """Atom whose date is that of its newest entry; without any, a date that stands still."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def feed(request, rows, title: str, link: str) -> HttpResponse:
    speaker = publisher()
    atom = Feed(
        title=f"{_('Abu Dhabi Dialogue')} – {writable(title)}",
        link=request.build_absolute_uri(link),
        description=_("What was published, changed and withdrawn, in words."),
        language=get_language(),
        author_name=writable(either(speaker.name)),
        author_email=speaker.email or None,
        author_link=speaker.url or None,
        feed_url=request.build_absolute_uri(request.path),
        feed_copyright=_("Creative Commons Attribution 4.0"),
        feed_guid=tag("2026-11-25", link),
    )
    for entry in log.entries(rows[:ENTRIES]):
        add(atom, request, entry)
    return HttpResponse(atom.writeString("utf-8"), content_type=Feed.content_type)


def add(atom: Feed, request, entry: log.LogEntry) -> None:
    moment = entry.release.live_from
    link = address = address_of(entry.release.kind, entry.release.slug)
    if entry.after:
        link = version_address(entry.after.kind, entry.after.slug, entry.after.number)
    atom.add_item(
        title=writable(title_of(entry)),
        link=request.build_absolute_uri(link),
        description=writable(render_to_string("_changes.html", {"entry": entry, "plain": True}).strip()) or None,
        unique_id=tag(f"{entry.day:%Y-%m-%d}", f"{address}{moment:%Y%m%dT%H%M%S.%fZ}"),
        pubdate=moment,
        updateddate=moment,
    )


def title_of(entry: log.LogEntry) -> str:
    name = either(of_row(entry.latest, "name")) if entry.latest else entry.release.slug
    sentences = {
        "first": _("%s: first published here"),
        "again": _("%s: published again"),
        "changed": _("%s: changed"),
        "withdrawn": _("%s: withdrawn"),
    }
    return sentences[entry.kind] % name


def tag(day: str, path: str) -> str:
    """A name for ever, that is no address (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{path}"


def writable(text: str) -> str:
    return UNWRITABLE.sub("", str(text))
