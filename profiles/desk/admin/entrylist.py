"""Lists of entries: what the public sees of each now, and whether the working copy differs from it."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Release

from .. import moments
from ..models import SavedCopy


def with_state(entries):
    """A queryset of entries, each with its state: what is live, what comes next, what was saved last."""
    now = timezone.now()
    live = Release.objects.live(now).filter(entry_uid=OuterRef("uid"))
    future = Release.objects.future(now).filter(entry_uid=OuterRef("uid")).order_by("live_from")
    saved = SavedCopy.objects.filter(entry_uid=OuterRef("uid")).order_by("-at", "-id")
    return entries.annotate(
        live_number=Subquery(live.values("publication__number")[:1]),
        live_digest=Subquery(live.values("publication__content_digest")[:1]),
        withdrawn=Exists(live.withdrawn()),
        next_release=Subquery(future.values("live_from")[:1]),
        saved_digest=Subquery(saved.values("content_digest")[:1]),
    )


class StateFilter(admin.SimpleListFilter):
    """What the public sees of an entry now."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("live", _("Public")),
            ("draft", _("Never published")),
            ("withdrawn", _("Withdrawn")),
            ("scheduled", _("Scheduled")),
        ]

    def queryset(self, request, queryset):
        return {
            "live": queryset.filter(live_number__isnull=False),
            "draft": queryset.filter(live_number__isnull=True, withdrawn=False),
            "withdrawn": queryset.filter(withdrawn=True),
            "scheduled": queryset.filter(next_release__isnull=False),
        }.get(self.value(), queryset)


class ChangedFilter(admin.SimpleListFilter):
    """Whether the working copy differs from what the public sees."""

    title = _("unpublished changes")
    parameter_name = "changed"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        same = Q(saved_digest=F("live_digest"))
        differ = Q(live_digest__isnull=True) | Q(saved_digest__isnull=True) | ~same
        return {"yes": queryset.filter(differ), "no": queryset.filter(same)}.get(self.value(), queryset)


# ── Columns ────────


@admin.display(description=_("member type today"))
def member_type(entity):
    today = timezone.localdate()
    found = [(row.period().bounds().on(today), row) for row in entity.memberships.all()]
    for wanted in ("certain", "possible"):
        for status, row in found:
            if status == wanted:
                return row.type.today
    return "–"


@admin.display(description=_("state"), ordering="live_number")
def state(entry):
    if entry.withdrawn:
        text = _("withdrawn")
    elif entry.live_number:
        text = _("public, version %d") % entry.live_number
    else:
        text = _("not public")
    if entry.next_release:
        moment = moments.shown(entry.next_release)
        return format_html(_("{state}; next release {moment}"), state=text, moment=moment)
    return text


@admin.display(description=_("unpublished changes"))
def unpublished_changes(entry):
    return "–" if entry.saved_digest == entry.live_digest else _("yes")
