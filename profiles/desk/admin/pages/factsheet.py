"""The fact sheet of a profile: an Excel file for its ministry, made here and brought back by an import."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published.labels import LANGUAGES
from profiles.site.publisher import publisher
from profiles.values.languages import current
from profiles.values.partialdate import LATEST
from profiles.values.shorttext import refuse_turning

from ...exchange.factsheets import making
from ...models import Entity
from .deskpage import desk_page, may_edit, render_page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def refuse_past(day):
    if day < timezone.localdate() or day.year > LATEST:
        raise ValidationError(_("This is no day on which it could come back."))


class FactSheetForm(forms.Form):
    """For whom a fact sheet is made."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the ministry"), choices=list(LANGUAGES.items()), widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=gettext_lazy("To be sent back by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[refuse_past],
    )
    to = forms.CharField(
        label=gettext_lazy("To whom it is sent back"),
        help_text=gettext_lazy("Empty: the publisher of the directory, in the language of the ministry."),
        max_length=200,
        validators=[refuse_turning],
        required=False,
    )


@desk_page("factsheet", right=may_edit, models=[Entity])
def fact_sheet(request, entry):
    """Choose the language and the day; then the answer is the file. Nothing is stored."""
    initial = {"language": current(), "until": timezone.localdate() + making.USUAL, "to": publisher().email}
    form = FactSheetForm(request.GET if "language" in request.GET else None, initial=initial)
    if form.is_valid():
        try:
            return file_of(entry, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    return render_page(request, entry, "factsheet", _("Fact sheet: %(profile)s") % {"profile": entry}, form=form)


def file_of(entry, language: str, **given) -> HttpResponse:
    content = making.fact_sheet(entry, language=language, **given)
    name = making.name(entry, language)
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})
