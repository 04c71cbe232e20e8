"""A page of the log as feeds have it, whatever they are written in.

Pages are cut after an entry, not after a number: what is published while somebody reads from page to page moves none
(RFC 5005). An entry is known by its moment, kind and address, by which the log is in order.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from profiles.published import identity
from profiles.reading import changes as log
from profiles.reading.parameters import BadParameters
from profiles.values.languages import either, of_row
from profiles.values.plaintext import for_xml

from ..addresses import address_of, nameless, version_address

ENTRIES = 50
MOMENT = "%Y%m%dT%H%M%S.%fZ"
NEWEST_FIRST, OLDEST_FIRST = ("-live_from", "kind", "slug"), ("live_from", "-kind", "-slug")


@dataclass(frozen=True)
class Place:
    """Where an entry stands in the log."""

    moment: dt.datetime
    kind: str
    slug: str

    @classmethod
    def of(cls, release) -> "Place":
        return cls(release.live_from, release.kind, release.slug)

    @classmethod
    def parse(cls, text: str, name: str = "after") -> "Place":
        """What a parameter of that name says. Raises BadParameters."""
        try:
            moment, kind, slug = text.split("~")
            return cls(dt.datetime.strptime(moment, MOMENT).replace(tzinfo=dt.UTC), kind, slug)
        except ValueError as error:
            raise BadParameters({name: _("“%s” is no place in a feed.") % text[:40]}) from error

    def __str__(self):
        return f"{self.moment.astimezone(dt.UTC):{MOMENT}}~{self.kind}~{self.slug}"

    @property
    def older(self) -> Q:
        """What comes after it in a log that has the newest first."""
        same = Q(live_from=self.moment)
        return Q(live_from__lt=self.moment) | same & (Q(kind__gt=self.kind) | Q(kind=self.kind, slug__gt=self.slug))

    @property
    def newer(self) -> Q:
        same = Q(live_from=self.moment)
        return Q(live_from__gt=self.moment) | same & (Q(kind__lt=self.kind) | Q(kind=self.kind, slug__lt=self.slug))


@dataclass(frozen=True)
class FeedItem:
    """An entry of the log: its title, what changed as HTML, where it is read, since when, and a name for ever."""

    entry: log.LogEntry
    root: str

    @property
    def title(self) -> str:
        entry = self.entry
        release, latest = entry.release, entry.latest
        name = either(of_row(latest, "name")) if latest else nameless(release.kind, release.slug)
        sentences = {
            "first": _("%s: first published here"),
            "again": _("%s: published again"),
            "changed": _("%s: changed"),
            "withdrawn": _("%s: withdrawn"),
        }
        return for_xml(sentences[entry.kind] % name)

    @property
    def html(self) -> str:
        return for_xml(render_to_string("_changes.html", {"entry": self.entry, "plain": True}).strip())

    @property
    def moment(self) -> dt.datetime:
        return self.entry.release.live_from

    @property
    def address(self) -> str:
        after, release = self.entry.after, self.entry.release
        if after:
            return self.root + version_address(after.kind, after.slug, after.number)
        return self.root + address_of(release.kind, release.slug)

    @property
    def name(self) -> str:
        address = address_of(self.entry.release.kind, self.entry.release.slug)
        return tag(f"{self.entry.day:%Y-%m-%d}", f"{address}{self.moment:{MOMENT}}")


@dataclass(frozen=True)
class FeedPage:
    """A page of a feed: of which log, what it is called, which page of the site says the same; and before or
    after which place its entries stand."""

    rows: QuerySet
    title: str
    page: str
    path: str
    root: str
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, request, rows: QuerySet, title: str, page: str) -> "FeedPage":
        """The page that a request asks for. Raises BadRequest."""
        before, after = (request.GET.get(name, "") for name in ("before", "after"))
        root = f"{request.scheme}://{request.get_host()}"
        return cls(
            rows, for_xml(f"{identity.names()['body_name']} – {title}"), root + page, request.path, root, before, after
        )

    @cached_property
    def _releases(self) -> tuple[list, bool]:
        """The releases of the page, newest first; and whether there are more beyond it, on the side that it was read
        towards."""
        if self.after:
            found = self.rows.filter(Place.parse(self.after).newer).order_by(*OLDEST_FIRST)
        else:
            found = self.rows.filter(Place.parse(self.before, "before").older) if self.before else self.rows
            found = found.order_by(*NEWEST_FIRST)
        found = list(found[: ENTRIES + 1])
        more, found = len(found) > ENTRIES, found[:ENTRIES]
        return (found[::-1] if self.after else found), more

    @cached_property
    def items(self) -> list[FeedItem]:
        return [FeedItem(entry, self.root) for entry in log.entries(self._releases[0])]

    @property
    def address(self) -> str:
        """Its own."""
        asked = {name: value for name, value in (("before", self.before), ("after", self.after)) if value}
        return self._at(**asked)

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """The other pages, by how they stand to this one."""
        releases, more = self._releases
        has_older = bool(self.after and releases) or (more and not self.after)
        has_newer = bool(self.before and releases) or (more and bool(self.after))
        if self.before or self.after or has_older:
            yield "first", self._at()
        if has_newer:
            yield "previous", self._at(after=str(Place.of(releases[0])))
        if has_older:
            yield "next", self._at(before=str(Place.of(releases[-1])))

    def _at(self, **asked: str) -> str:
        return f"{self.root}{self.path}" + (f"?{urlencode(asked, safe='~')}" if asked else "")


def tag(day: str, path: str) -> str:
    """A name for ever, that is no address (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{path}"
