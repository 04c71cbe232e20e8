"""Profiles: the form of the working copy, and what it alone needs."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values import pictures
from profiles.values.choices import EntityKind
from profiles.values.languages import SECOND, columns_of

from .. import secondlooks, workingcopy
from ..models import Entity, Membership
from .base import columns, in_pairs
from .entries import EntryAdmin, FileForm
from .entrylist import ChangedFilter, StateFilter, member_type, state, unpublished_changes
from .facts.inlines import INLINES
from .levellist import LevelsList, TranslationsFilter, translations

# The fields of states alone, and those of organizations and groups.
OF_STATES, OF_OTHERS = {"iso2", "iso3"}, {"organization_kind", "ror"}
NAMES, MORE_NAMES, WHAT_IT_IS = _("Names"), _("More names"), _("What it is")
TEXTS, WEBSITE, CODES = _("Summary and text"), _("Website and logo"), _("Address and codes")


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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields and not self.instance.pk:
            self.fields["kind"].choices = [("", "–"), *EntityKind.choices]

    def clean(self):
        cleaned = super().clean()
        for name, sentence in wrong_for_kind(self.cleaned_data).items():
            self.add_error(name, sentence)
        return cleaned


def wrong_for_kind(data: dict) -> dict[str, str]:
    """What a kind lacks, and what it has that is another's, each at its field."""
    if not (kind := data.get("kind")):
        return {}
    if kind == EntityKind.STATE:
        needs, sentence = "iso2", _("A state has an ISO code of two letters, as in “NP”.")
        others = OF_OTHERS - {"ror"}
    else:
        needs, sentence = "organization_kind", _("Choose what kind of organization or group it is.")
        others = OF_STATES
    found = {name: _("This belongs to another kind: leave it empty.") for name in others if data.get(name)}
    return found | ({needs: sentence} if data.get(needs) == "" else {})


@admin.register(Entity)
class EntityAdmin(EntryAdmin):
    """A profile: everything that is said of one member or observer."""

    form = EntityForm
    inlines = INLINES
    list_display = ["name", member_type, state, unpublished_changes, *([translations] if SECOND else [])]
    list_filter = [
        "memberships__type",
        "memberships__type__standing",
        StateFilter,
        ChangedFilter,
        *([TranslationsFilter] if SECOND else []),
        "kind",
    ]
    search_fields = [
        *columns_of("name"),
        *columns_of("acronym"),
        "slug",
        "iso2",
        "iso3",
        "responsible_entities__name_en",
    ]
    ordering = ["name_en"]
    readonly_fields = ["logo_shown"]
    help_texts = {
        "kind": _("It decides which fields there are."),
        "native_name": _("In its own language and script, as in “नेपाल”."),
        "iso3": _("Three capital letters, as in “NPL”."),
        "wikidata": _("Its number in Wikidata, as in “Q837”."),
        "website": _("Its own site, or that of its mission: https://…"),
        "areas": _("What it works on, as its text says."),
        **in_pairs(
            name=_("The usual short name, as the directory lists it."),
            formal_name=_("The full official name, where it is another."),
            acronym=_("As in “IOM”."),
            former_names=_("What it was called before."),
            summary=_("One or two plain sentences, at most 400 characters. Lists and the search show them."),
            body=_("What the reader should know beside the facts."),
        ),
    }
    fieldsets = [
        (
            NAMES,
            {
                "fields": [
                    EntryAdmin.CARRIED,
                    *columns("name", "acronym", "formal_name"),
                ]
            },
        ),
        (
            MORE_NAMES,
            {"classes": ["collapse"], "fields": ["native_name", *columns("former_names", "other_names")]},
        ),
        (WHAT_IT_IS, {"fields": ["kind", "organization_kind"]}),
        (TEXTS, {"fields": [*columns("summary", "body"), "areas"]}),
        (WEBSITE, {"fields": ["website", "logo_shown", ("upload", "without_file")]}),
        (CODES, {"fields": ["slug", ("iso2", "iso3"), "wikidata", "ror"]}),
    ]
    order = (
        NAMES,
        MORE_NAMES,
        WHAT_IT_IS,
        "memberships",
        TEXTS,
        "responsible_entities",
        "role_terms",
        "affiliations",
        WEBSITE,
        CODES,
    )

    def get_fieldsets(self, request, obj=None):
        """Who may not change the kind sees nothing of the other kinds."""
        fieldsets = super().get_fieldsets(request, obj)
        if not obj or "kind" not in self.get_readonly_fields(request, obj):
            return fieldsets
        strange = OF_OTHERS if obj.kind == EntityKind.STATE else OF_STATES
        return [
            (title, options | {"fields": [line for line in options["fields"] if not strange & set(flatten([line]))]})
            for title, options in fieldsets
        ]

    def get_changeform_initial_data(self, request):
        """A new profile is of no kind, unless the address says of which."""
        return {"kind": ""} | super().get_changeform_initial_data(request)

    def get_changelist(self, request, **kwargs):
        return LevelsList

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
        content = workingcopy.document(entry)
        return [*super().warnings(entry), *secondlooks.shared_roles([content])[content["uid"]]]

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
