"""Django admin: where editors work. It shows the working copy and calls the verbs; the rules are elsewhere."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (
    boards,
    calendar,
    datareleases,
    entities,
    exchange,
    identity,
    kept,
    links,
    log,
    mails,
    meetings,
    oldaddresses,
    papers,
    people,
    search,
    shelflives,
    stale,
    texts,
    words,
)

__all__ = [
    "boards",
    "calendar",
    "datareleases",
    "entities",
    "exchange",
    "identity",
    "kept",
    "links",
    "log",
    "mails",
    "meetings",
    "oldaddresses",
    "papers",
    "people",
    "search",
    "shelflives",
    "stale",
    "texts",
    "words",
]

admin.site.site_header = admin.site.site_title = _("Member directory: desk")
admin.site.index_title = _("Your desk")
admin.site.enable_nav_sidebar = True
admin.site.disable_action("delete_selected")
