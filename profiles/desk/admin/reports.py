"""The mistakes that visitors report in a profile: what they say, the fact as it reads now, and what became of it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from profiles.published import diff
from profiles.published.models import Publication

from .. import permissions, reporting, workingcopy
from ..models import Report
from .review import WordsForm, said


class CloseForm(WordsForm):
    """The answer for the record, and whether it is mailed."""

    mail = forms.BooleanField(label=gettext_lazy("Send the answer by e-mail"), required=False)


@dataclass(frozen=True)
class Shown:
    """A report with its fact as the visitor saw it, and as the working copy has it now (empty: no longer)."""

    report: Report
    then: str
    now: str


def fact_in_words(content: dict, uid) -> str:
    """The dated fact of a document with that uid, in one line."""
    for key in diff.FACTS:
        for fact in content[key]:
            if fact["uid"] == str(uid):
                return f"{diff.LABELS[key]}: {diff.describe(fact)}"
    return ""


class Reports:
    """Reports of mistakes, on a profile's admin."""

    def get_urls(self):
        close = self.desk_path("<int:pk>/close_report/<int:row>/", "close_report")
        return [self.desk_path("<int:pk>/reports/", "reports"), close, *super().get_urls()]

    def reports_page(self, request, pk):
        """Every report about the profile, those that are open first."""
        entity = self.entity(request, pk)
        rows = Report.objects.of(entity).select_related("answered_by")
        seen = Publication.objects.of(entity).filter(number__in=rows.values("publication_number"))
        then, now = {row.number: row.content() for row in seen}, workingcopy.document(entity)
        shown = [
            Shown(row, fact_in_words(then[row.publication_number], row.fact_uid), fact_in_words(now, row.fact_uid))
            for row in sorted(rows, key=lambda row: bool(row.answer))
        ]
        context = self.desk_context(
            request,
            entity,
            _("Mistakes reported: %s") % entity,
            reports=shown,
            may_close=permissions.edits_everything(request.user),
        )
        return render(request, "admin/profiles/entity/reports.html", context)

    @method_decorator(require_POST)
    def close_report_page(self, request, pk, row):
        """Say what became of a report."""
        entity = self.entity(request, pk)
        if not permissions.edits_everything(request.user):
            raise PermissionDenied
        report = get_object_or_404(Report.objects.of(entity), pk=row)
        form = CloseForm(request.POST, label=_("Answer"))
        if said(request, form):
            words, mail = form.cleaned_data["words"], form.cleaned_data["mail"]
            self.done(request, lambda: reporting.close(report, by=request.user, answer=words, mail=mail), _("Closed."))
        return redirect("admin:profiles_entity_reports", entity.pk)
