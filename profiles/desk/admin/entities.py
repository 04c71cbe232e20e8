"""Profiles: the form of the working copy, and what it alone needs."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values import pictures

from .. import checks
from ..models import Entity, Membership
from .base import columns
from .entries import EntryAdmin, FileForm
from .entrylist import ChangedFilter, StateFilter, member_type, state, unpublished_changes
from .facts.inlines import INLINES


class EntityForm(FileForm):
    """The working copy of a profile, with a picture to take in."""

    stored = "logo"
    take_in = staticmethod(pictures.take_in)

    upload = forms.FileField(
        label=_("New logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 5 MB. States show their flag instead."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_file = forms.BooleanField(label=_("Remove the logo"), required=False)


@admin.register(Entity)
class EntityAdmin(EntryAdmin):
    """A profile: everything that is said of one member or observer."""

    form = EntityForm
    inlines = INLINES
    list_display = ["name", member_type, state, unpublished_changes]
    list_filter = ["memberships__type", "memberships__type__standing", StateFilter, ChangedFilter, "kind"]
    search_fields = [
        "name_en",
        "name_ar",
        "acronym_en",
        "acronym_ar",
        "slug",
        "iso2",
        "iso3",
        "responsible_entities__name_en",
    ]
    ordering = ["name_en"]
    readonly_fields = ["logo_shown"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    EntryAdmin.CARRIED,
                    ("kind", "organization_kind"),
                    "slug",
                    ("iso2", "iso3"),
                    ("wikidata", "ror"),
                ]
            },
        ),
        (
            _("Names"),
            {
                "fields": [
                    *columns("name", "formal_name"),
                    "native_name",
                    *columns("acronym", "former_names", "other_names"),
                ]
            },
        ),
        (_("Presentation"), {"fields": [*columns("summary"), *columns("body"), "areas"]}),
        (_("Website and logo"), {"fields": ["website", "logo_shown", ("upload", "without_file")]}),
    ]

    def get_queryset(self, request):
        types = Prefetch("memberships", Membership.objects.select_related("type"))
        return super().get_queryset(request).prefetch_related(types)

    # Private to Django: a public hook for what is not found would replace it, which `ModelAdmin` does not have.
    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Nobody is told whether there is such a profile; whoever kept one is told what may have happened."""
        messages.warning(
            request,
            _(
                "You keep no such profile. "
                "If it was assigned to you, the assignment may have ended: ask the secretariat."
            ),
        )
        return redirect("admin:index")

    def complete(self, form, formsets):
        form.keep_file()
        renumber(form.instance)

    def warnings(self, entry):
        return [*super().warnings(entry), *checks.shared_roles(entry)]

    @admin.display(description=_("logo"))
    def logo_shown(self, entity):
        # A form that adds one, and is refused, holds a picture that is not stored.
        if not (entity.logo and entity.pk):
            return "–"
        address = reverse("admin:profiles_entity_file", args=[entity.pk])
        return format_html('<img src="{}" alt="" height="60">', address)


def renumber(entity) -> None:
    """Give the responsible entities the positions 0, 1, 2 …: rows of equal position stay in the order of entry."""
    for position, row in enumerate(entity.responsible_entities.all()):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
