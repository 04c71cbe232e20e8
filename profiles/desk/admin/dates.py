"""Partial dates in forms: beside each what was read, and a question where a year looks mistaken."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.values.calendars import refuse_doubtful
from profiles.values.partialdate import PartialDate, date_columns, is_valid

from .conflicts.stateform import StateForm

ASKED = "asked"


class PartialDateInput(AdminTextInputWidget):
    """A partial date as text, and in words what it was read as."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        read = str(PartialDate(value)) if value and is_valid(value) else value
        if not value or read == value:
            return field
        return format_html('<span class="read-date">{} <output>{}</output></span>', field, read)


class PartialDateFormField(forms.CharField):
    """A partial date as people write it, read as it is kept."""

    def to_python(self, value):
        text = super().to_python(value)
        return PartialDate.parse(text).text if text else ""


class DatesForm(forms.ModelForm):
    """A form of dates that asks back where a year looks mistaken, until somebody ticks that it is right."""

    # Of a row that keeps the answer all its dates are asked about whenever it changes; of others, those that change.
    KEEPS_ANSWER = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.KEEPS_ANSWER and "unusual" in self.fields and self.doubts(self.initial, self.dates()):
            self.ask()

    def clean(self):
        cleaned = super().clean()
        every = self.KEEPS_ANSWER and self.has_changed()
        names = [name for name in (self.dates() if every else self.changed_dates()) if name in self.cleaned_data]
        if not self.cleaned_data.get("unusual") and (doubts := self.doubts(self.cleaned_data, names)):
            self.add_error(None, doubts)
            self.ask()
        return cleaned

    def doubts(self, values: dict, names: list[str]):
        return refuse_doubtful({name: values.get(name) or "" for name in names}, timezone.localdate())

    def dates(self) -> list[str]:
        return [name for name in date_columns(self._meta.model) if name in self.fields]

    def changed_dates(self) -> list[str]:
        return [name for name in self.dates() if name in self.changed_data]

    def ask(self) -> None:
        """Show the box to tick: style sheets hide it where there is nothing to ask."""
        attrs = self.fields["unusual"].widget.attrs
        attrs["class"] = f"{attrs.get('class', '')} {ASKED}".strip()

    def readings(self) -> list[str]:
        """What was made of dates that were typed in other ways than they are kept, a sentence each."""
        found = []
        for name in self.changed_dates():
            # A program may leave a field out, which a browser never does.
            typed, read = (self[name].data or "").strip(), self.cleaned_data[name]
            if typed and typed != read:
                found.append(_("“%(typed)s” was read as %(date)s.") % {"typed": typed, "date": PartialDate(read)})
        return found


class WordDatesForm(StateForm, DatesForm):
    """The same of a row that does not keep the answer, and has no working copy."""

    KEEPS_ANSWER = False

    unusual = forms.BooleanField(label=gettext_lazy("The year is right"), required=False)
