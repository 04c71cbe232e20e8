"""Profiles: the form of the working copy with its dated facts, and the list of them with their state."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Release, ThematicArea
from profiles.values import pictures

from .. import checks, permissions, proposing, savedcopies, verbs
from ..models import Affiliation, Entity, Membership, ResponsibleEntity, RoleTerm, SavedCopy
from .base import LanguagePairs, PortalAdmin, columns
from .conflict import ConflictForm, NoLostWork
from .desk import Desk
from .history import History
from .preview import Preview
from .reports import Reports
from .review import Review

DATES = [
    ("start", "start_qualifier"),
    ("end", "end_qualifier"),
    ("ended", "certainty"),
]
SOURCE = [("source_title", "source_url"), *columns("note")]


class FactInline(LanguagePairs, admin.StackedInline):
    """Dated facts of one kind, below the profile that they belong to."""

    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, labels=self.labels(), **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


class MembershipFormSet(forms.BaseInlineFormSet):
    """One membership at a time, as far as certain."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [
            form.instance
            for form in self.forms
            if form.has_changed() | bool(form.instance.pk) and not self._should_delete_form(form)
        ]
        for problem in checks.overlaps_of(rows):
            raise forms.ValidationError(problem)


class MembershipInline(FactInline):
    model = Membership
    formset = MembershipFormSet
    autocomplete_fields = ["type"]
    fields = ["type", *DATES, *SOURCE]


class ResponsibleEntityInline(FactInline):
    model = ResponsibleEntity
    fields = [
        *columns("name"),
        ("acronym", "native_name"),
        ("kind", "position"),
        *columns("text"),
        ("website",),
        *columns("contact"),
        *DATES,
        *SOURCE,
    ]


class RoleTermInline(FactInline):
    model = RoleTerm
    autocomplete_fields = ["role"]
    classes = ["collapse"]
    fields = ["role", *columns("title"), *DATES, *SOURCE]


class AffiliationInline(FactInline):
    model = Affiliation
    autocomplete_fields = ["body"]
    classes = ["collapse"]
    fields = [("body", "status"), *DATES, *SOURCE]


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
        upload = self.cleaned_data["picture"]
        if upload:
            self.instance.logo = pictures.keep(upload)
        return upload

    def clean(self):
        if self.cleaned_data.get("without_logo"):
            self.instance.logo = ""
        return super().clean()


class StateFilter(admin.SimpleListFilter):
    """What the public sees of a profile now."""

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


@admin.register(Entity)
class EntityAdmin(NoLostWork, Review, Reports, History, Preview, Desk, PortalAdmin):
    """A profile: everything that is said of one member or observer."""

    form = EntityForm
    inlines = [MembershipInline, ResponsibleEntityInline, RoleTermInline, AffiliationInline]
    list_display = ["name", "member_type", "state", "changed"]
    list_filter = ["memberships__type", "memberships__type__standing", StateFilter, ChangedFilter, "kind"]
    search_fields = ["name_en", "name_ar", "acronym", "slug", "iso2", "iso3", "responsible_entities__name_en"]
    ordering = ["name_en"]
    actions = ["publish_together"]
    readonly_fields = ["logo_shown"]
    fieldsets = [
        (None, {"fields": [("seen", "held", "met"), ("kind", "organization_kind"), "slug", ("iso2", "iso3")]}),
        (
            _("Names"),
            {
                "fields": [
                    *columns("name", "formal_name"),
                    ("native_name", "acronym"),
                    *columns("former_names"),
                ]
            },
        ),
        (_("Presentation"), {"fields": [*columns("summary"), *columns("body"), "areas"]}),
        (_("Website and logo"), {"fields": ["website", "logo_shown", ("picture", "without_logo")]}),
    ]

    def get_queryset(self, request):
        """What this person may see, each with its state."""
        now = timezone.now()
        live = Release.objects.live(now).filter(entity_uid=OuterRef("uid"))
        future = Release.objects.future(now).filter(entity_uid=OuterRef("uid")).order_by("live_from")
        saved = SavedCopy.objects.filter(entity_uid=OuterRef("uid")).order_by("-at", "-id")
        rows = permissions.visible(request.user, super().get_queryset(request))
        return rows.annotate(
            live_number=Subquery(live.values("publication__number")[:1]),
            live_digest=Subquery(live.values("publication__digest")[:1]),
            withdrawn=Exists(live.withdrawn()),
            next_release=Subquery(future.values("live_from")[:1]),
            saved_digest=Subquery(saved.values("digest")[:1]),
        ).prefetch_related(Prefetch("memberships", Membership.objects.select_related("type")))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "areas":
            named = Entity.areas.through.objects.filter(entity=request.resolver_match.kwargs.get("object_id") or 0)
            chosen = Q(pk__in=named.values("thematicarea"))
            kwargs["queryset"] = ThematicArea.objects.filter(Q(retired=False) | chosen).distinct()
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *permissions.fixed_fields(request.user, obj)]

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.can_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_published())

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
        renumber(form.instance)
        savedcopies.save(form.instance, by=request.user)
        messages.info(request, _("Saved as a working copy. The public sees no change until it is published."))
        if permissions.edits_everything(request.user):
            for sentence in checks.shared_roles(form.instance):
                messages.warning(request, sentence)

    @admin.display(description=_("member type today"))
    def member_type(self, entity):
        today = timezone.localdate()
        found = [(row.period().bounds(today).on(today), row) for row in entity.memberships.all()]
        for held in ("certain", "possible"):
            for status, row in found:
                if status == held:
                    return row.type
        return "–"

    @admin.display(description=_("state"), ordering="live_number")
    def state(self, entity):
        if entity.withdrawn:
            words = _("withdrawn")
        elif entity.live_number:
            words = _("public, version %d") % entity.live_number
        else:
            words = _("not public")
        if entity.next_release:
            moment = date_format(timezone.localtime(entity.next_release), "Y-m-d H:i")
            return _("%(state)s; next release %(moment)s") % {"state": words, "moment": moment}
        return words

    @admin.display(description=_("unpublished changes"))
    def changed(self, entity):
        return "–" if entity.saved_digest == entity.live_digest else _("yes")

    @admin.display(description=_("logo"))
    def logo_shown(self, entity):
        if not entity.logo:
            return "–"
        address = self.desk_url("logo", entity)
        return format_html('<img src="{}" alt="" height="60">', address)


def renumber(entity) -> None:
    """Give the responsible entities the positions 0, 1, 2 …: rows of equal position stay in the order of entry."""
    for position, row in enumerate(entity.responsible_entities.all()):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
