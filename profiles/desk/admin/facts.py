"""The dated facts of a profile, in the forms below its own."""

from django import forms
from django.contrib import admin
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values.partialdate import PartialDate

from .. import checks
from ..models import Affiliation, Membership, ResponsibleEntity, RoleTerm
from .base import LanguagePairs, SourcesInWords, columns
from .dates import DatesForm

DATES = [
    ("start", "start_qualifier"),
    ("start_by", "start_printed"),
    ("end", "end_qualifier"),
    ("ended", "certainty", "unusual"),
]
SOURCE = ["sources", *columns("note"), "recorded_on"]


class FactInline(SourcesInWords, LanguagePairs, admin.StackedInline):
    """Dated facts of one kind, below the profile that they belong to."""

    form = DatesForm
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


class MembershipFormSet(forms.BaseInlineFormSet):
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


class ResponsibleEntityInline(FactInline):
    model = ResponsibleEntity
    fields = [
        *columns("name", "translation", "acronym"),
        "native_name",
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


INLINES = [MembershipInline, ResponsibleEntityInline, RoleTermInline, AffiliationInline]
