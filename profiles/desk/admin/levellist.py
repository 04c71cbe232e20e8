"""Lists of entries: which translations lag in each, as a column and a filter."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext_lazy as _

from profiles.published.diff import join

from .. import workingcopy
from ..upkeep import translations as upkeep


class LevelsList(ChangeList):
    """A list of entries of which each row knows what lags in it: as many queries for a page as for a row."""

    def get_results(self, request):
        super().get_results(request)
        rows = list(self.result_list)
        for row, lags in with_lags(rows):
            row.lags = lags
        self.result_list = rows


def with_lags(rows: list) -> list[tuple]:
    contents = workingcopy.documents_of(rows)
    lags = upkeep.lags_of(contents.values())
    return [(row, lags[str(row.uid)]) for row in rows]


class TranslationsFilter(admin.SimpleListFilter):
    """Whether any translation of an entry is behind or missing."""

    title = _("translations")
    parameter_name = "translations"

    def lookups(self, request, model_admin):
        return [("behind", _("Behind")), ("missing", _("Missing")), ("level", _("All level"))]

    def queryset(self, request, queryset):
        value = self.value()
        if value not in ("behind", "missing", "level"):
            return queryset
        found = [
            row.pk
            for row, lags in with_lags(list(queryset))
            if (value in {lag.state for lag in lags} if value != "level" else not lags)
        ]
        return queryset.filter(pk__in=found)


@admin.display(description=_("translations"))
def translations(entry):
    """`Arabic: 2 behind, 1 missing`."""
    return join(*upkeep.in_short(entry.lags)) or _("up to date")
