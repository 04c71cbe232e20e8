"""Releases of the data, for whoever runs the directory: which there are, of when, and who made them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.published.models import DataRelease

from .. import moments
from ..models import Event
from .base import OnlyShown, ReadableLists


@admin.register(DataRelease)
class DataReleaseAdmin(OnlyShown, ReadableLists):
    """The list: to read. A release is never altered, and `manage.py release_data` makes one."""

    list_display = ["name", "number", "made", "by", "digest", "page"]
    fields = ["name", "number", "made", "by", "digest", "page", "manifest"]
    actions = None

    @admin.display(description=_("as of"), ordering="moment")
    def made(self, release):
        return moments.shown(release.moment)

    @admin.display(description=_("who"))
    def by(self, release):
        """Who made it, as the log says; nobody where a timer did."""
        made = Event.objects.filter(verb=Event.Verb.RELEASE, subject=release.name).select_related("actor").first()
        return (made and made.actor) or "–"

    @admin.display(description=_("page"))
    def page(self, release):
        return format_html('<a href="{}">{}</a>', reverse("data_release", args=[release.name]), _("Open"))
