"""Meetings: the form, who took part, and many participants at once."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication
from profiles.published.models.sources import unknown
from profiles.values.choices import Capacity, EntryKind, Level
from profiles.values.languages import either, of_row

from ..models import Attendance, Meeting
from .base import columns
from .conflicts.form import ConflictForm
from .dates import DatesForm
from .entries import EntryAdmin
from .entrylist import ChangedFilter, StateFilter, state, unpublished_changes
from .facts.inlines import NOTE, FactInline
from .sourcesfield import SourcesFormField


class MeetingForm(ConflictForm, DatesForm):
    """A meeting, and participants to add: profiles that are public, all in one capacity, by the same sources."""

    add_profiles = forms.MultipleChoiceField(
        label=_("Add participants"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add_capacity = forms.ChoiceField(label=_("all of them as"), choices=Capacity.choices, required=False)
    add_level = forms.ChoiceField(label=_("at the level of"), choices=Level.choices, required=False)
    add_sources = SourcesFormField(label=_("say these sources"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(self.instance.attendances.values_list("entity_slug", flat=True)) if self.instance.pk else set()
        live = Publication.objects.of_kind(EntryKind.PROFILE).live(timezone.now()).order_by("sort_en")
        rows = live.only("slug", "name_en", "name_ar")
        if "add_profiles" in self.fields:
            self.fields["add_profiles"].choices = [
                (row.slug, either(of_row(row, "name"))) for row in rows if row.slug not in there
            ]
            self.fields["add_capacity"].initial = Capacity.MEMBER
            self.fields["add_level"].initial = Level.NOT_STATED

    def clean_add_sources(self):
        found = self.cleaned_data["add_sources"] or []
        if missing := unknown(item["code"] for item in found):
            raise forms.ValidationError(missing)
        return found

    def participants(self) -> list[Attendance]:
        """Those to be added, not saved yet."""
        data = self.cleaned_data
        return [
            Attendance(
                meeting=self.instance,
                entity_slug=slug,
                capacity=data["add_capacity"] or Capacity.MEMBER,
                level=data["add_level"] or Level.NOT_STATED,
                sources=data["add_sources"] or [],
            )
            for slug in data.get("add_profiles", ())
        ]


class AttendanceInline(FactInline):
    """Who took part, below the meeting."""

    model = Attendance
    fields = [("entity_slug", "capacity", "level"), *columns("name", "head"), "sources"]
    more = [(_("How certain it is, and a note"), ["certainty", *NOTE])]


@admin.register(Meeting)
class MeetingAdmin(EntryAdmin):
    """A meeting: when and where, what was on the table and came of it, who took part."""

    form = MeetingForm
    inlines = [AttendanceInline]
    list_display = ["name", "kind", "start", "place", state, unpublished_changes]
    list_filter = ["kind", "certainty", StateFilter, ChangedFilter]
    search_fields = ["slug", "name_en", "name_ar", "place_en", "place_ar"]
    ordering = ["-start"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    EntryAdmin.CARRIED,
                    ("kind", "ordinal"),
                    "slug",
                    *columns("name"),
                    ("start", "start_qualifier"),
                    ("end", "end_qualifier"),
                    ("certainty", "unusual"),
                    *columns("place"),
                    "host_slug",
                    "rests_on",
                ]
            },
        ),
        (_("What it dealt with"), {"fields": [*columns("agenda"), *columns("outcome"), "areas", *columns("note")]}),
        (
            _("Many participants at once"),
            {
                "classes": ["collapse"],
                "description": _("They are added below when you save, each to be completed there."),
                "fields": ["add_profiles", ("add_capacity", "add_level"), "add_sources"],
            },
        ),
    ]

    def complete(self, form, formsets):
        for row in form.participants():
            row.full_clean()
            row.save()
