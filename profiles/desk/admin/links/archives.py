"""The archived address of what is dead: the one that its source has; else one that may exist, as an offer to look."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from profiles.published.models import Source

from ... import permissions, uses
from ...links import where
from ...models import LinkState

ARCHIVE = "https://web.archive.org/web"
# That archive began in May 1996.
FIRST = dt.date(1996, 5, 12)


def offer(link: LinkState, source: Source | None) -> str:
    """Where the archive would have it, nearest to the day on which it was last known to say what is cited. It answers
    with the nearest that it has."""
    day = source and source.retrieved_on
    day = day or (timezone.localdate(link.well_at) if link.well_at else timezone.localdate())
    address = source.url if source else link.address
    return f"{ARCHIVE}/{max(day, FIRST):%Y%m%d}/{address}"


def archived_lines(link: LinkState, user):
    """Of each source that has this address the archived one, or the offer with a button; of anything else the offer."""
    sources = list(where.sources_of(link.where))
    lines = [source_line(link, source, user) for source in sources] or [out(offer(link, None), look())]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def source_line(link: LinkState, source: Source, user):
    name = format_html("<bdi>{}</bdi>", source)
    if source.archived_url:
        return format_html(
            "{}: {}", name, out(source.archived_url, format_html('<bdi dir="ltr">{}</bdi>', source.archived_url))
        )
    line = format_html("{}: {}", name, out(offer(link, source), look()))
    if not permissions.can_change_source(user, is_published=uses.is_published(source)):
        return line
    target = reverse("admin:profiles_linkstate_archive", args=[link.pk])
    button = '{} <button class="button" formaction="{}" name="source" value="{}">{}</button>'
    return format_html(button, line, target, source.pk, _("Use the archived address"))


def look() -> str:
    return _("Look whether it is archived")


def out(address: str, words):
    return format_html('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>', address, words)
