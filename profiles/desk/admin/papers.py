"""Documents and programmes: the forms, and whom they name."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values import files
from profiles.values.languages import columns_of

from ..models import Paper, Party, Programme, ProgrammePart
from .base import columns, in_pairs
from .conflicts.form import ConflictForm
from .dates import DatesForm
from .entries import RECORD_HELP, EntryAdmin, FileForm
from .entrylist import ChangedFilter, StateFilter, state, unpublished_changes
from .facts.inlines import DATES, NOTE, FactInline

DOCUMENT, ADOPTED = _("The document"), _("When and on what")
ITS_TEXT, SAYS = _("Its text"), _("What it says")
PROGRAMME, RUNS, DOES = _("The programme"), _("When it runs"), _("What it does")


class PaperForm(FileForm, DatesForm):
    """A document, with its text as a PDF to take in."""

    stored = "file"
    take_in = staticmethod(files.take_pdf)

    upload = forms.FileField(
        label=_("Its text as a file"),
        required=False,
        help_text=_("PDF, at most 25 MB. It is kept here, and served as a download that can run nothing."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    without_file = forms.BooleanField(label=_("Remove the file"), required=False)


class PartyInline(FactInline):
    """Who made an agreement."""

    model = Party
    fields = ["entity_slug", *columns("name"), "sources"]
    more = [(_("How certain it is, and a note"), ["certainty", *NOTE])]


@admin.register(Paper)
class PaperAdmin(EntryAdmin):
    """A document: what it is, where its text is found, what it says."""

    form = PaperForm
    inlines = [PartyInline]
    list_display = ["name", "kind", "day", state, unpublished_changes]
    list_filter = ["kind", "certainty", StateFilter, ChangedFilter]
    search_fields = ["slug", *columns_of("name"), *columns_of("parties__name")]
    ordering = ["-day"]
    readonly_fields = ["file_shown"]
    help_texts = {
        **RECORD_HELP,
        "url": _("Its address on the web: https://…"),
        "archived_url": _("A copy in an archive of the web, for the day when the first is gone."),
        **in_pairs(
            name=_("As it stands on the document."),
            summary=_("What it says, in a few sentences."),
        ),
    }
    fieldsets = [
        (DOCUMENT, {"fields": [EntryAdmin.CARRIED, *columns("name"), "kind", "slug"]}),
        (ADOPTED, {"fields": [("day", "certainty", "unusual"), "meeting_slug", "rests_on"]}),
        (
            ITS_TEXT,
            {"fields": ["languages", ("url", "archived_url"), "file_shown", ("upload", "without_file")]},
        ),
        (SAYS, {"fields": [*columns("summary"), "areas", *columns("note")]}),
    ]
    order = (DOCUMENT, "parties", ADOPTED, ITS_TEXT, SAYS)

    def complete(self, form, formsets):
        form.keep_file()

    @admin.display(description=_("file"))
    def file_shown(self, paper):
        # A form that adds one, and is refused, names a file that is not stored.
        if not (paper.file and paper.pk):
            return "–"
        address = reverse("admin:profiles_paper_file", args=[paper.pk])
        return format_html('<a href="{}">{}</a>', address, _("Download the PDF"))


class ProgrammeForm(ConflictForm, DatesForm):
    """A programme."""


class ProgrammePartInline(FactInline):
    """Who leads it, pays for it, takes part in it."""

    model = ProgrammePart
    fields = [("part", "entity_slug"), *columns("name"), *DATES]


@admin.register(Programme)
class ProgrammeAdmin(EntryAdmin):
    """A programme: when it ran, how far it has come, what it does, who has a part in it."""

    form = ProgrammeForm
    inlines = [ProgrammePartInline]
    list_display = ["name", "state", "start", state, unpublished_changes]
    list_filter = ["state", "certainty", StateFilter, ChangedFilter]
    search_fields = ["slug", *columns_of("name"), *columns_of("parts__name")]
    ordering = ["-start"]
    help_texts = {
        **RECORD_HELP,
        "state": _("How far it has come."),
        **in_pairs(
            name=_("As its partners call it."),
            summary=_("What it is for and what it does, in a few sentences."),
        ),
    }
    fieldsets = [
        (PROGRAMME, {"fields": [EntryAdmin.CARRIED, *columns("name"), "slug"]}),
        (
            RUNS,
            {
                "fields": [
                    "state",
                    ("start", "start_qualifier"),
                    ("end", "end_qualifier"),
                    ("certainty", "unusual"),
                    "rests_on",
                ]
            },
        ),
        (DOES, {"fields": [*columns("summary"), "areas", *columns("note")]}),
    ]
    order = (PROGRAMME, RUNS, DOES, "parts")
