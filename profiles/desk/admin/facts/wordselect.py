"""The search for a word of a vocabulary, in rows that know already what the words that they name are called."""

from django import forms
from django.utils.html import format_html

from ..keys import KeySearch


class WordSelect(KeySearch):
    """Django's, which asks the database for each row. `known` gives labels by primary key. A row that is new has the
    words that are `offered` as a plain list too, for browsers without script: there nothing is found by typing."""

    known: dict[str, str] = {}
    offered: list[tuple[str, str]] = ()
    label = ""

    def render(self, name, value, attrs=None, renderer=None):
        if not self.offered:
            return super().render(name, value, attrs, renderer)
        # What takes the focus without script.
        focus = {"autofocus": True} if self.attrs.pop("autofocus", False) else {}
        search = super().render(name, value, attrs, renderer)
        plain = forms.Select(focus | {"aria-label": self.label}, [("", "–"), *self.offered])
        return format_html("{}<noscript>{}</noscript>", search, plain.render(name, value, None, renderer))

    def optgroups(self, name, value, attrs=None):
        chosen = [(key, self.known[str(key)]) for key in value if str(key) in self.known]
        if len(chosen) != len(value):
            return super().optgroups(name, value, attrs)
        return [(None, [self.create_option(name, key, label, True, 0) for key, label in chosen], 0)]


def know(form, name: str, known: dict[str, str]) -> None:
    """Tell the search in a form what the words of all its rows are called."""
    search_in(form, name).known = known


def offer(form, name: str, offered: list[tuple[str, str]]) -> None:
    """Let words be chosen without the search too."""
    search = search_in(form, name)
    search.offered, search.label = offered, form.fields[name].label


def search_in(form, name: str) -> WordSelect:
    wrapper = form.fields[name].widget
    return getattr(wrapper, "widget", wrapper)
