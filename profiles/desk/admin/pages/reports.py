"""The mistakes that visitors report in an entry: what they say, the fact as it reads now, and what became of it."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published import diff, documents, labels
from profiles.published.models import Publication

from ... import checks, permissions, workingcopy
from ...models import Report
from ...verbs import reporting
from .deskpage import address, attempt, desk_act, desk_page, may_edit_every, render_page
from .forms import WordsForm, is_usable


class CloseForm(WordsForm):
    """The answer for the record, and whether it is mailed."""

    mail = forms.BooleanField(label=gettext_lazy("Send the answer by e-mail"), required=False)


@dataclass(frozen=True)
class ReportedFact:
    """A report with its fact as the visitor saw it, and as the working copy has it now (empty: no longer)."""

    report: Report
    then: str
    now: str

    @property
    def anchor(self) -> str:
        """Where the fact stands in the form."""
        return checks.row_anchor(self.report.fact_uid) if self.now else ""


@desk_page("reports")
def reports(request, entry):
    """Every report about the entry, those that are open first."""
    rows = Report.objects.of(entry).select_related("answered_by")
    reported = Publication.objects.of(entry).filter(number__in=rows.values("publication_number"))
    then, now = {row.number: row.content() for row in reported}, workingcopy.document(entry)
    found = [
        ReportedFact(row, fact_text(then[row.publication_number], row.fact_uid), fact_text(now, row.fact_uid))
        for row in sorted(rows, key=lambda row: bool(row.answer))
    ]
    may_close = permissions.edits_everything(request.user)
    title = _("Mistakes reported: %s") % entry
    return render_page(request, entry, "reports", title, reports=found, may_close=may_close)


def fact_text(content: dict, uid) -> str:
    """The dated fact of a document with that uid, in one line."""
    for key, fact in documents.facts_of(content):
        if fact["uid"] == str(uid):
            return f"{labels.LABELS[key]}: {diff.describe(fact)}"
    return ""


@desk_act("close_report", right=may_edit_every)
def close_report(request, entry, row):
    """Say what became of a report."""
    report = get_object_or_404(Report.objects.of(entry), pk=row)
    form = CloseForm(request.POST, label=_("Answer"))
    if is_usable(request, form):
        words, mail = form.cleaned_data["words"], form.cleaned_data["mail"]
        attempt(request, lambda: reporting.close(report, by=request.user, answer=words, mail=mail), _("Closed."))
    return redirect(address("reports", entry))
