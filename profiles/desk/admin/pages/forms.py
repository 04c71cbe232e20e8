"""The forms of several pages: a moment, a text of one language, what goes with a release, a few words."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from profiles.values import languages
from profiles.values.partialdate import LATEST
from profiles.values.shorttext import refuse_turning

from ...models import Comment
from ...moments import zone_name


def before_the_calendar_ends(moment):
    if moment.year > LATEST:
        raise ValidationError(_("That is too far in the future."))


def moment_field(**kwargs):
    """A moment in the zone of the portal, which is said beside it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        widget=widget, validators=[before_the_calendar_ends], help_text=lazy(zone_name, str)(), **kwargs
    )


def release_moment_field():
    return moment_field(label=_("Not now, but at"), required=False)


def text_area(language: str, direction: str, label, **kwargs):
    area = forms.Textarea(attrs={"rows": 2, "dir": direction, "lang": language})
    return forms.CharField(label=label, widget=area, validators=[refuse_turning], **kwargs)


def english(label, **kwargs):
    return text_area("en", "ltr", label, **kwargs)


def in_english(label, **kwargs):
    return english(languages.in_language("en", label), **kwargs)


def in_second(label, **kwargs):
    """The same in the second language; a form of `InLanguages` leaves it out where English is alone."""
    code = languages.SECOND or "en"
    return text_area(code, languages.DIRECTION[code], languages.in_language(code, label), **kwargs)


class InLanguages(forms.Form):
    """A form with texts in each language, under the names of their columns."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not languages.SECOND:
            for name in [name for name in self.fields if name.endswith(f"_{languages.ENDINGS[1]}")]:
                del self.fields[name]

    def texts(self, name: str) -> tuple[str, str]:
        """What was written of one, in English and in the second language."""
        return tuple(self.cleaned_data.get(f"{name}_{ending}", "") for ending in languages.ENDINGS)


class PublishForm(InLanguages):
    """What goes with a release: when, and words for the public and for the log."""

    at = release_moment_field()
    note_en = in_english(_("Public note on the change"), required=False, max_length=500)
    note_ar = in_second(_("Public note on the change"), required=False, max_length=500)
    message = english(_("For the private log"), required=False, max_length=2000)
    override = forms.CharField(
        label=_("You wrote part of this yourself: why do you publish it all the same?"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        max_length=2000,
        validators=[refuse_turning],
        help_text=_("It is better that somebody else reads it. Your reason is kept in the private log."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        if not own:
            del self.fields["override"]

    def release(self) -> dict:
        """What a publishing verb takes of it, by name; the digest apart, since a bundle has several."""
        data = self.cleaned_data
        return {
            "at": data["at"],
            "note": self.texts("note"),
            "message": data["message"],
            "override": data.get("override", ""),
        }


class MoveForm(forms.Form):
    """The new moment of a scheduled release."""

    at = moment_field(label=_("Move to"))


class WithdrawForm(InLanguages):
    """Why the public no longer sees a profile, and where to go instead."""

    reason_en = in_english(_("Public reason"), max_length=500)
    reason_ar = in_second(_("Public reason"), max_length=500)
    successor = forms.SlugField(
        label=_("Successor"),
        required=False,
        help_text=_("The address of the profile that takes its place, as in “iom”."),
    )
    at = release_moment_field()
    message = english(_("For the private log"), required=False, max_length=2000)


class WordsForm(forms.Form):
    """A few words: a message, a reason, a wish, an answer."""

    words = forms.CharField(
        max_length=4000, validators=[refuse_turning], widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class CommentForm(forms.Form):
    """A comment and the part of the form that it is about."""

    place = forms.ChoiceField(label=_("About which part"), required=False)
    words = forms.CharField(
        label=_("Comment"),
        max_length=Comment.LONGEST,
        validators=[refuse_turning],
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args, places: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places.items()
        # What is pasted is not cut: too long is refused.
        del self.fields["words"].widget.attrs["maxlength"]


def take_focus(form: forms.Form) -> None:
    """Of a form that is what is left to do on its page: the first field that was refused, or else must be filled."""
    fields = form.visible_fields()
    refused = (field for field in fields if field.errors)
    first = next(refused, None) or next(field for field in fields if field.field.required)
    first.field.widget.attrs["autofocus"] = True


def is_usable(request, form: WordsForm) -> bool:
    """Whether the words of a form can be used; if not, it is said why on the next page."""
    for error in form.errors.get("words", []):
        messages.error(request, f"{form.fields['words'].label} {error}")
    return form.is_valid()
