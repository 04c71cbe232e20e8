"""A page of the log as JSON Feed 1.1 (jsonfeed.org)."""

import json

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from profiles.values.languages import either

from ..publisher import publisher
from .pages import FeedItem, FeedPage


def write(page: FeedPage) -> HttpResponse:
    speaker, links = publisher(), dict(page.links)
    author = {"name": either(speaker.name)} | ({"url": speaker.url} if speaker.url else {})
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "home_page_url": page.page,
        "feed_url": page.address,
        "description": _("What was published, changed and withdrawn, in words."),
        "language": get_language(),
        "authors": [author],
        "items": [as_item(item) for item in page.items],
    }
    if "next" in links:
        content["next_url"] = links["next"]
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/feed+json; charset=utf-8")


def as_item(item: FeedItem) -> dict:
    """What the log says; where that is no more than the title, the title as text."""
    said = {"content_html": item.html} if item.html else {"content_text": item.title}
    return {
        "id": item.name,
        "url": item.address,
        "title": item.title,
        "date_published": item.moment.isoformat(timespec="milliseconds"),
        **said,
    }
