"""How forms choose words: a merged one is not offered, and reads in them as the word that it is merged into."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.published.models.merging import Word


class OfToday:
    """A field that takes a merged word as the one that it reads as: a form may be older than the merging."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return super().clean(self.reading_as(value))

    def reading_as(self, value):
        words = self.queryset.model.objects.exclude(merged_into=None)
        merged = {str(word.pk): str(word.today.pk) for word in words}
        if isinstance(value, list | tuple):
            return [merged.get(str(item), item) for item in value]
        return merged.get(str(value), value)


class WordField(OfToday, forms.ModelChoiceField):
    pass


class WordsField(OfToday, forms.ModelMultipleChoiceField):
    pass


class ChoosesWords:
    """An admin whose forms offer no merged words."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Word):
            kwargs |= {"queryset": db_field.related_model.objects.standing_alone(), "form_class": WordField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def show_today(form) -> None:
    """Where the row of a form names a merged word, the form shows the one that it reads as."""
    for name, field in form.fields.items():
        if isinstance(field, WordsField) and name in form.initial:
            form.initial[name] = list(dict.fromkeys(word.today for word in form.initial[name]))
        elif isinstance(field, WordField) and (word := getattr(form.instance, name, None)):
            form.initial[name] = word.today.pk
