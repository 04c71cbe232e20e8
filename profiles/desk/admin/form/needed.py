"""What saving and publishing ask for, said at the field from the beginning. What they ask is in `desk/checks`."""

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import EntryKind
from profiles.values.languages import SECOND, columns_of

TO_SAVE = _("needed to save")
TO_SAVE_ONE = _("needed to save, in one language at least")
TO_PUBLISH = _("needed to publish")
ONE_LANGUAGE = _("needed to publish, in one language at least") if SECOND else TO_PUBLISH
ONE_OF_THESE = _("an address, a file or a source is needed to publish")

NAMES = dict.fromkeys(columns_of("name"), TO_PUBLISH)
NEEDED = {
    EntryKind.PROFILE: {
        **NAMES,
        **dict.fromkeys(columns_of("summary"), ONE_LANGUAGE),
        "organization_kind": _("of an organization: needed to save"),
        "iso2": _("of a state: needed to save"),
        "memberships": _("One at least is needed to publish."),
    },
    EntryKind.MEETING: NAMES,
    EntryKind.TEXT: NAMES | dict.fromkeys(columns_of("body"), ONE_LANGUAGE),
    EntryKind.PAPER: {
        **NAMES,
        "url": ONE_OF_THESE,
        "upload": ONE_OF_THESE,
        "rests_on": ONE_OF_THESE,
        "parties": _("An agreement needs two to be published."),
    },
    EntryKind.PROGRAMME: NAMES,
}


def mark(form, kind: EntryKind) -> None:
    """Say it in the labels of the form of an entry."""
    mark_asked(form, NEEDED[kind])


def mark_asked(form, others: Mapping = MappingProxyType({})) -> None:
    """Say in the labels of a form what has to be filled in, and other words of other fields. They end without a colon
    then."""
    form.label_suffix = ""
    for name, field in form.fields.items():
        if words := TO_SAVE if is_asked(field) else others.get(name, ""):
            form[name].label = format_html('{} <span class="needed">{}</span>', form[name].label, words)


def is_asked(field: forms.Field) -> bool:
    """Whether somebody has to fill it in: a choice without an empty one is made already."""
    is_made = isinstance(field, forms.ChoiceField) and all(value for value, _label in field.choices)
    return field.required and not is_made
