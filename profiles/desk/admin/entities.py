"""Profiles: the form of the working copy, what may be done with it, and what saving it does."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from profiles.published.models import ThematicArea
from profiles.values import pictures

from .. import checks, permissions, verbs, workingcopy
from ..models import Entity
from ..verbs import proposing, savedcopies
from . import pages
from .base import PortalAdmin, columns
from .conflictform import ConflictForm, NoLostWork
from .entitylist import ChangedFilter, StateFilter, member_type, state, unpublished_changes, with_state
from .facts import INLINES


class EntityForm(ConflictForm):
    """The working copy of a profile, with a picture to take in."""

    picture = forms.FileField(
        label=_("New logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 5 MB. States show their flag instead."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    def clean_picture(self):
        """A picture is named here, and stored when the form is saved: one that is refused leaves nothing behind."""
        upload = self.cleaned_data["picture"]
        picture = upload and pictures.take_in(upload)
        if picture:
            self.instance.logo = picture.name
        return picture

    def clean(self):
        if self.cleaned_data.get("without_logo"):
            self.instance.logo = ""
        return super().clean()


@admin.register(Entity)
class EntityAdmin(NoLostWork, PortalAdmin):
    """A profile: everything that is said of one member or observer."""

    form = EntityForm
    inlines = INLINES
    change_form_template = "admin/profiles/entity/change_form.html"
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
    actions = ["publish_together"]
    readonly_fields = ["logo_shown"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("base_digest", "base_rows", "table_digest"),
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
        (_("Website and logo"), {"fields": ["website", "logo_shown", ("picture", "without_logo")]}),
    ]

    def get_queryset(self, request):
        """What this person may see, each with its state: every page, list and lookup of admin begins here."""
        return with_state(permissions.visible(request.user, super().get_queryset(request)))

    def get_urls(self):
        return [*pages.urls(self), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= {
                "may_publish": permissions.can_publish(request.user),
                "may_edit": permissions.can_edit(request.user, obj),
                "live_number": obj.live_number if hasattr(obj, "live_number") else None,
            }
        if obj and "beside" in request.GET:
            context["frame"] = pages.preview.PreviewFrame.of(request, obj, width="phone")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # ── What may be done ────────

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "areas":
            named = Entity.areas.through.objects.filter(entity=request.resolver_match.kwargs.get("object_id") or 0)
            chosen = Q(pk__in=named.values("thematicarea"))
            kwargs["queryset"] = ThematicArea.objects.filter(Q(retired=False) | chosen).distinct()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *permissions.fixed_fields(request.user, obj)]

    def has_publish_permission(self, request):
        return permissions.can_publish(request.user)

    @admin.action(description=_("Publish the selected profiles together"), permissions=["publish"])
    def publish_together(self, request, queryset):
        chosen = urlencode({"id": list(queryset.values_list("pk", flat=True))}, doseq=True)
        return redirect(f"{reverse('admin:profiles_entity_bundle')}?{chosen}")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.can_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_published())

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

    def delete_model(self, request, obj):
        proposing.delete_draft(obj, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except verbs.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:profiles_entity_change", object_id)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        picture = form.cleaned_data["picture"]
        if picture and picture.name == form.instance.logo:
            picture.keep()
        renumber(form.instance)
        savedcopies.save(form.instance, by=request.user)
        for sentence in readings(formsets):
            messages.info(request, sentence)
        messages.info(request, _("Saved as a working copy. The public sees no change until it is published."))
        if permissions.edits_everything(request.user):
            content = workingcopy.document(form.instance)
            for sentence in [*checks.gaps(content), *checks.shared_roles(form.instance)]:
                messages.warning(request, sentence)

    @admin.display(description=_("logo"))
    def logo_shown(self, entity):
        # A form that adds one, and is refused, holds a picture that is not stored.
        if not (entity.logo and entity.pk):
            return "–"
        address = reverse("admin:profiles_entity_logo", args=[entity.pk])
        return format_html('<img src="{}" alt="" height="60">', address)


def readings(formsets) -> list[str]:
    """What was made of dates in the rows that were saved."""
    forms = [form for formset in formsets for form in formset.forms if form.has_changed() and not form.errors]
    return list(dict.fromkeys(sentence for form in forms for sentence in form.readings()))


def renumber(entity) -> None:
    """Give the responsible entities the positions 0, 1, 2 …: rows of equal position stay in the order of entry."""
    for position, row in enumerate(entity.responsible_entities.all()):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
