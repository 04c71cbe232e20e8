"""The dated facts of a profile, in the forms below its own; and what the facts of other entries share with them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import EntityKind, ResponsibleKind
from profiles.values.languages import LANGUAGES, SECOND, columns_of, in_language
from profiles.values.partialdate import PartialDate

from ... import checks
from ...models import Affiliation, Membership, ResponsibleEntity, RoleTerm
from ..base import LanguagePairs, SourcesInWords, columns
from ..dates import DatesForm
from ..form.needed import TO_SAVE, TO_SAVE_ONE, mark_asked
from ..formsets import PostedRows
from ..sourcesfield import codes_in, rows_of
from ..wordfields import ChoosesWords, show_today
from .wordselect import WordSelect, know, offer

# What one types first of a dated fact. The question about its years stands beside them, where there is one.
DATES = [("start", "end", "unusual"), "sources"]
NOTE = [*columns("note"), "recorded_on"]
MORE_DATES = (
    _("More about the dates, and a note"),
    [("start_qualifier", "end_qualifier"), ("start_by", "start_printed"), ("certainty", "ended"), *NOTE],
)


class FactFormSet(PostedRows):
    """The forms of dated facts, which read the titles of all their sources at once, and the words that they name."""

    searched: tuple[str, ...] = ()
    # What of a row is asked for besides, in words, by field.
    needed: dict = {}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        show_today(form)
        if "sources" in form.fields:
            form.fields["sources"].widget.register = self.register
        for name in self.words.keys() & form.fields.keys():
            know(form, name, self.words[name])
            if index is not None and not form.instance.pk:
                offer(form, name, self.offered(name, form.fields[name].queryset))
        mark_asked(form, self.needed)

    def offered(self, name: str, words) -> list[tuple[str, str]]:
        """The words that a field of new rows may name."""
        if name not in self.lists:
            self.lists[name] = [(str(word.pk), str(word)) for word in words.in_use()]
        return self.lists[name]

    @cached_property
    def lists(self) -> dict[str, list]:
        return {}

    def register(self, _codes):
        return self.rows

    @cached_property
    def rows(self):
        return rows_of({code for form in self.forms for code in codes_in(form["sources"].value())})

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """What the words of the stored rows are called today, by the field that names them."""
        words = {name: [getattr(row, name).today for row in self.get_queryset()] for name in self.searched}
        return {name: {str(word.pk): str(word) for word in found} for name, found in words.items()}


class FactInline(ChoosesWords, SourcesInWords, LanguagePairs, admin.StackedInline):
    """Facts of one kind, below the entry that they belong to: rows that read as a sentence.

    `fields` are what one types first; `more` the others, each group under a title that opens it.
    """

    form = DatesForm
    formset = FactFormSet
    template = "admin/profiles/entry/fact_rows.html"
    extra = 0
    readonly_fields = ["recorded_on"]
    more = [MORE_DATES]

    class Media:
        css = {"all": ["css/admin-facts.css"]}
        js = ["js/fact-rows.js"]

    def get_fieldsets(self, request, obj=None):
        first = (None, {"fields": self.get_fields(request, obj)})
        return [first, *((title, {"fields": fields}) for title, fields in self.more)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a word one adds another; changing or deleting words is no part of a fact."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    @admin.display(description=_("recorded on"))
    def recorded_on(self, fact):
        """When it was first recorded here."""
        return PartialDate(fact.recorded) if fact.pk else "–"

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, labels=self.labels(), **kwargs)
        formset.searched = tuple(self.autocomplete_fields)
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = WordSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # A merged word reads as another.
        words = [path for name in self.autocomplete_fields for path in (name, f"{name}__merged_into")]
        return rows.select_related(*words) if words else rows


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
    fields = ["type", *DATES]

    def get_extra(self, request, obj=None, **kwargs):
        """Whoever is new is something: the row is there, and nobody has to fill it in."""
        return 0 if obj else 1


# The greatest that the column takes.
LAST = 32767


class OfficeForm(DatesForm):
    """A responsible entity, which may have taken over from another of the profile."""

    succeeds = forms.ChoiceField(
        label=capfirst(ResponsibleEntity._meta.get_field("succeeds").verbose_name),
        help_text=ResponsibleEntity._meta.get_field("succeeds").help_text,
        required=False,
    )

    @cached_property
    def changed_data(self):
        """Where an empty row stands is nothing that somebody says of it."""
        changed = super().changed_data
        return changed if self.instance.pk else [name for name in changed if name != "position"]

    def clean_position(self):
        """What is new stands behind the others, where nobody says otherwise; saving numbers them anew."""
        position = self.cleaned_data["position"]
        return (0 if self.instance.pk else LAST) if position is None else position


class OfficeFormSet(FactFormSet):
    """The forms of responsible entities: each may name another one that is stored."""

    needed = dict.fromkeys(columns_of("name"), TO_SAVE_ONE if SECOND else TO_SAVE)

    def add_fields(self, form, index):
        if "succeeds" in form.fields:
            own = str(form.instance.uid)
            form.fields["succeeds"].choices = [("", "–"), *(choice for choice in self.offices if choice[0] != own)]
        if "position" in form.fields:
            form.fields["position"].required = False
            if not form.instance.pk:
                form.initial["position"] = None
        if "kind" in form.fields and not form.instance.pk:
            self.choose_kind(form)
        super().add_fields(form, index)

    def choose_kind(self, form) -> None:
        """States answer through a ministry, if nobody says otherwise; of others somebody has to say."""
        is_state = self.instance.pk and self.instance.kind == EntityKind.STATE
        form.initial["kind"] = ResponsibleKind.MINISTRY if is_state else ""
        form.fields["kind"].choices = [("", "–"), *ResponsibleKind.choices]
        form.fields["kind"].error_messages["required"] = _("Choose a kind.")

    @cached_property
    def offices(self):
        return [(str(row.uid), str(row)) for row in self.get_queryset()]


class ResponsibleEntityInline(FactInline):
    model = ResponsibleEntity
    form = OfficeForm
    formset = OfficeFormSet
    fields = [*columns("name"), ("kind", "position"), *DATES, *columns("text")]
    more = [
        (
            _("More about it: translations, website, contact"),
            [
                *columns("translation", "acronym"),
                ("native_name", "website"),
                *columns("contact"),
                "succeeds",
            ],
        ),
        MORE_DATES,
    ]

    def labels(self):
        """A name is the official one: what we call it ourselves stands beside it."""
        return super().labels() | {
            column: in_language(code, _("Official name"))
            for code, column in zip(LANGUAGES, columns_of("name"), strict=True)
        }


class RoleTermInline(FactInline):
    model = RoleTerm
    autocomplete_fields = ["role"]
    fields = ["role", *DATES, *columns("title")]


class AffiliationInline(FactInline):
    model = Affiliation
    autocomplete_fields = ["body"]
    fields = [("body", "status"), *DATES]


INLINES = [MembershipInline, ResponsibleEntityInline, RoleTermInline, AffiliationInline]
