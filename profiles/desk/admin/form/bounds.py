"""Texts with a bound: nothing is cut, too long is refused, and said by how much. `entry-form.js` counts along."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext


class Fits(MaxLengthValidator):
    """Refuses a text that is too long. An end of line counts once, whatever the browser sends for it."""

    def __call__(self, value):
        limit, over = self.limit_value, len(value.replace("\r\n", "\n")) - self.limit_value
        if over > 0:
            sentence = ngettext(
                "This is %(over)d character too long: at most %(limit)d fit. Nothing has been cut.",
                "This is %(over)d characters too long: at most %(limit)d fit. Nothing has been cut.",
                over,
            )
            raise ValidationError(sentence, code="max_length", params={"over": over, "limit": limit})


def say_how_much(field: forms.Field) -> None:
    """Let a field take in all that is pasted, and say what is too much."""
    limit = getattr(field, "max_length", None)
    if limit is None or not field.widget.attrs.pop("maxlength", None):
        return
    field.widget.attrs["data-limit"] = limit
    others = [validator for validator in field.validators if not isinstance(validator, MaxLengthValidator)]
    field.validators = [*others, Fits(limit)]
