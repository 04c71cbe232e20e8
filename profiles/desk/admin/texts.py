"""The texts of the site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from profiles.values.languages import columns_of

from ..models import Text
from .base import columns, in_pairs
from .conflicts.form import ConflictForm
from .entries import EntryAdmin
from .entrylist import ChangedFilter, StateFilter, state, unpublished_changes


@admin.register(Text)
class TextAdmin(EntryAdmin):
    """A text of the site: front page, about, contact …"""

    form = ConflictForm
    list_display = ["name", "slug", state, unpublished_changes]
    list_filter = [StateFilter, ChangedFilter]
    search_fields = ["slug", *columns_of("name")]
    help_texts = {
        "slug": _("Each page has one text."),
        **in_pairs(name=_("The heading of the page.")),
    }
    fieldsets = [(_("The text"), {"fields": [EntryAdmin.CARRIED, "slug", *columns("name", "body")]})]
