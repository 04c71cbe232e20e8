"""Vocabularies: public at once, so saving calls the verb."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from profiles.published.models import Body, MeetingKind, MemberType, Role, ThematicArea
from profiles.published.models.vocabulary import sizes
from profiles.values.languages import columns_of

from ... import verbs
from ...verbs import vocabulary
from ..base import PortalAdmin, SourcesInWords, columns
from ..conflicts.stateform import NoLostUpdate, StateForm
from ..dates import DatesForm, WordDatesForm
from .history import WordHistory
from .inuse import InUse
from .merging import Merging


class VocabularyAdmin(InUse, WordHistory, NoLostUpdate, PortalAdmin):
    form = StateForm
    list_display = ["label", "code", "position", "retired"]
    list_filter = ["retired"]
    search_fields = ["code", *columns_of("label")]
    actions = None

    def get_search_results(self, request, queryset, search_term):
        """Retired words are not offered by autocomplete."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.in_use()
        return super().get_search_results(request, queryset, search_term)

    def locking(self, object_id):
        """Whoever changes words queues, as the verbs do."""
        return verbs.queueing()

    def save_model(self, request, obj, form, change):
        vocabulary.change(obj, by=request.user)
        for sentence in form.readings() if isinstance(form, DatesForm) else []:
            messages.info(request, sentence)

    def delete_model(self, request, obj):
        vocabulary.delete(obj, by=request.user)


class WordAdmin(Merging, VocabularyAdmin):
    list_display = ["label", "code", "position", "retired", "merged_into"]
    # Django itself follows no relation that may be empty, and would ask for each row.
    list_select_related = ["merged_into"]


@admin.register(MemberType)
class MemberTypeAdmin(WordAdmin):
    list_display = ["label", "code", "standing", "position", "retired", "merged_into"]
    fields = ["code", "standing", *columns("label", "plural", "description"), ("position", "retired")]


@admin.register(Role)
class RoleAdmin(WordAdmin):
    list_display = ["label", "code", "single_holder", "position", "retired", "merged_into"]
    fields = [
        "code",
        *columns("label", "description"),
        ("single_holder", "last_day_counts"),
        ("position", "retired"),
    ]


@admin.register(ThematicArea)
class ThematicAreaAdmin(SourcesInWords, WordAdmin):
    fields = [
        "code",
        *columns("label", "description"),
        "sources",
        ("position", "retired"),
    ]


class BodyForm(WordDatesForm):
    """A body: the years in the lines of its sizes are asked back as well."""

    def clean(self):
        cleaned = super().clean()
        changed = "sizes" in self.changed_data and not self.cleaned_data.get("unusual")
        doubts = [found for date in self.days_of_sizes() if (found := self.doubts({"sizes": date}, ["sizes"]))]
        if changed and doubts:
            self.add_error(None, doubts[0])
            self.ask()
        return cleaned

    def days_of_sizes(self) -> list[str]:
        """None where a line cannot be read, which the column says."""
        try:
            return [date for date, _number in sizes(self.cleaned_data.get("sizes", ""))]
        except ValidationError:
            return []


@admin.register(Body)
class BodyAdmin(SourcesInWords, WordAdmin):
    form = BodyForm
    list_display = ["label", "acronym", "code", "coverage", "retired", "merged_into"]
    search_fields = [*VocabularyAdmin.search_fields, *columns_of("acronym")]
    fields = [
        "code",
        *columns("label", "acronym"),
        ("entity_slug", "website"),
        ("coverage", "coverage_day", "unusual"),
        "sizes",
        *columns("description"),
        "sources",
        ("position", "retired"),
    ]


@admin.register(MeetingKind)
class MeetingKindAdmin(WordAdmin):
    fields = ["code", *columns("label", "plural"), ("position", "retired")]
