"""A page of the log as Atom."""

import datetime as dt
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from profiles.values.languages import either
from profiles.values.plaintext import for_xml

from ..opendata import licence
from ..publisher import publisher
from .pages import FeedPage, tag


class Feed(Atom1Feed):
    """Atom whose date is that of its newest entry (without any, one that stands still), and which names its pages."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for rel, address in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})


def write(page: FeedPage) -> HttpResponse:
    speaker = publisher()
    atom = Feed(
        title=page.title,
        link=page.page,
        description=_("What was published, changed and withdrawn, in words."),
        language=get_language(),
        author_name=for_xml(either(speaker.name)),
        author_email=speaker.email or None,
        author_link=speaker.url or None,
        feed_url=page.address,
        feed_copyright=licence().label,
        feed_guid=tag("2026-11-25", urlsplit(page.page).path),
        pages=list(page.links),
    )
    for item in page.items:
        atom.add_item(
            title=item.title,
            link=item.address,
            description=item.html or None,
            unique_id=item.name,
            pubdate=item.moment,
            updateddate=item.moment,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=Feed.content_type)
