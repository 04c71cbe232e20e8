"""Short texts: what no name, title or note may hold."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .richtext import RichTextField

# Overrides and embeddings turn round what stands beside them, and so does an isolate that is not closed. Closed ones
# and single marks (LRM, RLM, ALM) do not.
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
CLOSED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def turns_direction(text: str) -> bool:
    """Whether a text turns round what stands beside it."""
    while (rest := CLOSED.sub("", text)) != text:
        text = rest
    return bool(OVERRIDES.search(text))


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
