"""The dated facts of a profile, in the forms below its own."""

from django import forms
from django.contrib import admin
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values.partialdate import PartialDate

from .. import checks
from ..models import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .base import LanguagePairs, SourcesInWords, columns
from .dates import DatesForm
from .sourcesfield import codes_in, rows_of
from .wordfields import ChoosesWords, show_today

DATES = [
    ("start", "start_qualifier"),
    ("start_by", "start_printed"),
    ("end", "end_qualifier"),
    ("ended", "certainty", "unusual"),
]
SOURCE = ["sources", *columns("note"), "recorded_on"]


class FactFormSet(forms.BaseInlineFormSet):
    """The forms of dated facts, which read the titles of all their sources at once."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        show_today(form)
        if "sources" in form.fields:
            form.fields["sources"].widget.register = self.register

    def register(self, _codes):
        return self.rows

    @cached_property
    def rows(self):
        return rows_of({code for form in self.forms for code in codes_in(form["sources"].value())})


class FactInline(ChoosesWords, SourcesInWords, LanguagePairs, admin.StackedInline):
    """Dated facts of one kind, below the profile that they belong to."""

    form = DatesForm
    formset = FactFormSet
    extra = 0
    readonly_fields = ["recorded_on"]

    @admin.display(description=_("recorded on"))
    def recorded_on(self, fact):
        """When it was first recorded here. Problems of the fact lead to this place, which every form has."""
        if not fact.pk:
            return "–"
        return format_html('<span id="{}">{}</span>', checks.row_anchor(fact.uid), PartialDate(fact.recorded))

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, labels=self.labels(), **kwargs)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows


class MembershipFormSet(FactFormSet):
    """One membership at a time, as far as certain."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [
            form.instance
            for form in self.forms
            if form.has_changed() | bool(form.instance.pk) and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]
        for problem in checks.overlaps_of(rows):
            raise forms.ValidationError(problem)


class MembershipInline(FactInline):
    model = Membership
    formset = MembershipFormSet
    autocomplete_fields = ["type"]
    fields = ["type", *DATES, *SOURCE]


class OfficeForm(DatesForm):
    """A responsible entity, which may have taken over from another of the profile."""

    succeeds = forms.ChoiceField(
        label=ResponsibleEntity._meta.get_field("succeeds").verbose_name,
        help_text=ResponsibleEntity._meta.get_field("succeeds").help_text,
        required=False,
    )


class OfficeFormSet(FactFormSet):
    """The forms of responsible entities: each may name another one that is stored."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "succeeds" in form.fields:
            own = str(form.instance.uid)
            form.fields["succeeds"].choices = [("", "–"), *(choice for choice in self.offices if choice[0] != own)]

    @cached_property
    def offices(self):
        return [(str(row.uid), str(row)) for row in self.get_queryset()]


class ResponsibleEntityInline(FactInline):
    model = ResponsibleEntity
    form = OfficeForm
    formset = OfficeFormSet

    def labels(self):
        """A name is the official one: what we call it ourselves stands beside it."""
        return super().labels() | {
            "name_en": _("Official name, in English"),
            "name_ar": _("Official name, in Arabic"),
        }

    fields = [
        *columns("name", "translation", "acronym"),
        "native_name",
        ("kind", "position"),
        *columns("text"),
        ("website",),
        *columns("contact"),
        "succeeds",
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


INLINES = [MembershipInline, ResponsibleEntityInline, RoleTermInline, AffiliationInline]
