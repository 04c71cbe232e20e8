"""Short texts: what no name, title or note may hold."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .richtext import RichTextField
from .runs import without_turning


def turns_direction(text: str) -> bool:
    """Whether a text turns round what stands beside it."""
    return without_turning(text) != text


def refuse_turning(text: str) -> None:
    """A validator of fields that stand in no column of such a row."""
    if turns_direction(text):
        sentence = _("This holds invisible characters that turn the direction of text. Type it anew.")
        raise ValidationError(sentence, code="direction")


class ShortTexts(models.Model):
    """A row none of whose texts turns round what stands beside it."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        errors = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = error.error_dict
        fields = [field for field in self._meta.concrete_fields if not isinstance(field, RichTextField)]
        for field in fields:
            value = getattr(self, field.attname)
            if isinstance(value, str) and field.name not in (exclude or ()):
                try:
                    refuse_turning(value)
                except ValidationError as error:
                    errors.setdefault(field.name, []).append(error)
        if errors:
            raise ValidationError(errors)
