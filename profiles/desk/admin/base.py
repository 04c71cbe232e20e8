"""What all admin pages share: pairs of languages side by side, and the policy that the text editor needs."""

from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from profiles.published.models.sources import SourcesField
from profiles.values.languages import columns_of
from profiles.values.partialdate import PartialDateField
from profiles.values.richtext import editor_policy

from .. import finding
from ..threads import LANGUAGES
from .conflicts.labels import label_of
from .dates import PartialDateFormField, PartialDateInput
from .form.bounds import say_how_much
from .keys import is_key
from .sourcesfield import SourcesFormField, in_words

# Of a number that every database holds.
MOST_DIGITS = 18


def columns(*names):
    """Field names of pairs: `name` becomes those of its columns, which the admin shows side by side."""
    return [columns_of(name) for name in names]


def in_pairs(**texts):
    """A text for both fields of each pair, by field name."""
    return {f"{name}{suffix}": text for name, text in texts.items() for suffix in LANGUAGES}


class LanguagePairs:
    """A form whose fields of pairs say their language and run in its direction."""

    formfield_overrides = {
        models.TextField: {"widget": admin.widgets.AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": PartialDateInput, "form_class": PartialDateFormField},
        SourcesField: {
            "form_class": SourcesFormField,
            "help_text": _("One a line: its code, and after it “start” or “end” where it carries no more of the fact."),
        },
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, PartialDateField):
            kwargs.setdefault("help_text", db_field.help_text)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            say_how_much(field)
        if field and db_field.name[-3:] in LANGUAGES:
            code, direction, _name = LANGUAGES[db_field.name[-3:]]
            field.widget.attrs |= {"lang": code, "dir": direction}
        return field

    def labels(self) -> dict[str, str]:
        """What fields of pairs are called, where they are read-only too."""
        names = [field.name for field in self.model._meta.fields if field.name[-3:] in LANGUAGES]
        return {name: label_of(self.model, name) for name in names}


class SourcesInWords:
    """An admin in which who only reads a row reads the titles of its sources."""

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return ["sources_shown" if name == "sources" else name for name in fields]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "sources_shown"]

    @admin.display(description=_("sources"))
    def sources_shown(self, row):
        return in_words(row.sources)


class OnlyShown:
    """Rows that verbs and commands write: admin shows them, and has no form that adds, changes or deletes one."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadableLists(admin.ModelAdmin):
    """Lists that are searched as the site is, whoever asks: a person at the list, or a form that offers rows. Lists and
    pages that answer whatever is asked of them: no filter that makes the database slow or fails on half a value, no row
    whose key is no number."""

    LOOKUPS = ("exact", "isnull", "gt", "gte", "lt", "lte", "in")

    def get_search_results(self, request, queryset, search_term):
        """Never in two rows: they are found by their keys."""
        if not search_term.strip() or not self.search_fields:
            return queryset, False
        return queryset.filter(pk__in=self.find(queryset, search_term)), False

    def find(self, queryset, words: str) -> list[int]:
        """The primary keys of the rows that have some words in what they are called, or in what the list names."""
        return finding.find(queryset, words, dict.fromkeys([*finding.columns(self.model), *self.search_fields]))

    def lookup_allowed(self, lookup, value, request):
        last = lookup.rpartition(LOOKUP_SEP)[2]
        if last in models.Field.get_lookups() and last not in self.LOOKUPS:
            return False
        if any(len(part) > MOST_DIGITS and part.strip().lstrip("+-").isdecimal() for part in str(value).split(",")):
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field or None)

    def response_action(self, request, queryset):
        if all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset)
        messages.error(request, _("One of the rows that were chosen is none of this list."))
        return redirect(request.get_full_path())


class PortalAdmin(LanguagePairs, ReadableLists):
    """An admin whose forms may hold the rich text editor."""

    save_on_top = True
    # What fields say beside what their columns do.
    help_texts = {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs = {"labels": self.labels(), "help_texts": self.help_texts} | kwargs
        return super().get_form(request, obj, change, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        return csp_update(editor_policy())(super().changeform_view)(request, *args, **kwargs)
