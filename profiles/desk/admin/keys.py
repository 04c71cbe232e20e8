"""Fields that choose rows, for whatever is posted to them."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


def is_key(value) -> bool:
    """Whether a text can be the primary key of a row."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 19


class Keys:
    """A widget that chooses rows: what can be the key of none is as if nothing were chosen. Django would ask the
    database for it, which fails on what is no number, or too large."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [key for key in value if is_key(key)]
        return value if value and is_key(value) else None


class KeyBoxes(Keys, forms.CheckboxSelectMultiple):
    """Rows, each to tick."""


class KeySearch(Keys, AutocompleteSelect):
    """A row, found by what is typed. What Django's script makes of it has no name for who hears the page: ours gives
    it that of the label."""

    @property
    def media(self):
        return super().media + forms.Media(js=["js/key-search.js"])
