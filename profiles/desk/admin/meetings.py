"""Meetings: the form, who took part, and many participants at once."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication
from profiles.published.models.sources import unknown
from profiles.values.choices import Capacity, EntryKind, Level
from profiles.values.languages import columns_of, either, of_row

from ..models import Attendance, Meeting
from .base import columns, in_pairs
from .conflicts.form import ConflictForm
from .dates import DatesForm
from .entries import RECORD_HELP, EntryAdmin
from .entrylist import ChangedFilter, StateFilter, state, unpublished_changes
from .facts.inlines import NOTE, FactInline
from .sourcesfield import SourcesFormField

MEETING, WHEN = _("The meeting"), _("When and where")
DEALT_WITH, MANY = _("What it dealt with"), _("Many participants at once")


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
        rows = live.only("slug", *columns_of("name"))
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
    search_fields = ["slug", *columns_of("name"), *columns_of("place")]
    ordering = ["-start"]
    help_texts = {
        **RECORD_HELP,
        "start": _("2008, 2008-01 or 2008-01-21. Empty: not known yet."),
        "end": _("The last day, which counts too."),
        **in_pairs(
            name=_("As it is called in full: “Third Ministerial Meeting”."),
            place=_("City and country, as in “Manila, Philippines”."),
            agenda=_("What was on the table."),
            outcome=_("What came of it."),
        ),
    }
    fieldsets = [
        (MEETING, {"fields": [EntryAdmin.CARRIED, *columns("name"), ("kind", "ordinal"), "slug"]}),
        (
            WHEN,
            {
                "fields": [
                    ("start", "start_qualifier"),
                    ("end", "end_qualifier"),
                    ("certainty", "unusual"),
                    *columns("place"),
                    "host_slug",
                    "rests_on",
                ]
            },
        ),
        (DEALT_WITH, {"fields": [*columns("agenda"), *columns("outcome"), "areas", *columns("note")]}),
        (
            MANY,
            {
                "classes": ["collapse"],
                "description": _("They are added to the participants when you save, each to be completed there."),
                "fields": ["add_profiles", ("add_capacity", "add_level"), "add_sources"],
            },
        ),
    ]
    order = (MEETING, WHEN, DEALT_WITH, "attendances", MANY)

    def complete(self, form, formsets):
        for row in form.participants():
            row.full_clean()
            row.save()
