"""The log of what was done: to read, and to take along."""

import csv
import json
from itertools import chain

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published import diff
from profiles.published.chain import heads
from profiles.values.spreadsheet import cell

from .. import moments
from ..models import Event
from .base import OnlyShown, ReadableLists
from .conflicts import labels

CREATED, DELETED = "created", "deleted"
# Details that the page says in words: which row it is by its subject, and what changed of it.
IN_WORDS = {"changes", "kind", "pk", CREATED, DELETED}


@admin.register(Event)
class EventAdmin(OnlyShown, ReadableLists):
    """The log: to read, never to change."""

    list_display = ["moment", "actor", "what", "subject", "message", "changed"]
    fields = ["moment", "actor", "what", "subject", "message", "changes", "more"]
    list_filter = ["verb", "at"]
    search_fields = ["subject", "message", "actor__username"]
    list_select_related = ["actor"]
    date_hierarchy = "at"
    actions = None
    change_list_template = "admin/profiles/event/change_list.html"

    @admin.display(description=_("when"), ordering="at")
    def moment(self, event):
        return moments.shown(event.at)

    @admin.display(description=_("what"), ordering="verb")
    def what(self, event):
        return event.what()

    @admin.display(description=_("changed"))
    def changed(self, event):
        """Which fields, by their labels; not of what is all new."""
        if event.details.get(CREATED):
            return ""
        model = labels.model_of(event.details)
        names = event.details.get("changes", {}) if model else {}
        return diff.join(*(labels.label_of(model, name) for name in names))

    @admin.display(description=_("changes"))
    def changes(self, event):
        """Of each field the old value and the new."""
        model = labels.model_of(event.details)
        lines = labels.lines(model, event.details.get("changes", {})) if model else []
        return render_to_string("admin/_field_changes.html", {"lines": lines}) if lines else "–"

    @admin.display(description=_("details"))
    def more(self, event):
        rest = {name: value for name, value in event.details.items() if name not in IN_WORDS}
        return json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else "–"

    def get_search_results(self, request, queryset, search_term):
        """By the database, letter by letter: the log only grows, and its words are not names."""
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)

    def get_urls(self):
        page = self.admin_site.admin_view(self.export_page)
        return [path("export/", page, name="profiles_event_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"head": heads()["events"]} | (extra_context or {}))

    def export_page(self, request):
        """The whole log as CSV, oldest first: streamed, times in ISO 8601 with their offset."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        events = Event.objects.order_by("at", "pk").select_related("actor").iterator(chunk_size=500)
        writer = csv.writer(Echo())
        body = (writer.writerow(row) for row in chain([HEADER], map(as_row, events)))
        name = f"addportal-log-{timezone.localdate().isoformat()}.csv"
        return StreamingHttpResponse(
            chain(["\ufeff"], body),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


HEADER = ["at", "who", "what", "of what", "words", "details"]


class Echo:
    """A file that gives back what is written to it, for streaming."""

    def write(self, value):
        return value


def as_row(event) -> list[str]:
    """An event as a row; what a spreadsheet would take for a formula is made text."""
    row = [
        timezone.localtime(event.at).isoformat(),
        event.actor.username if event.actor else "",
        event.verb,
        event.subject,
        event.message,
        json.dumps(event.details, ensure_ascii=False, sort_keys=True),
    ]
    return [cell(text) for text in row]
