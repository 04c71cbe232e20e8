"""A place where a cited address stands, as a link to its field in the form."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ... import checks, threads
from ...links.where import Where
from ..pages.deskpage import address


def place_line(place: Where):
    """`Source: A list (address)`, `Nepal: Ministry of Labour (website)`; and where it is only in what is public."""
    target = form_of(place)
    if not place.column:
        sentence = _("{}, in what is public; no longer in the working copy")
        return format_html(sentence, link(target, place.entry))
    label = threads.label_of(type(place.row), place.column)
    name = link(target, place.row)
    if place.entry is None:
        return format_html("{}: {} ({})", place.row._meta.verbose_name, name, label)
    if place.entry is place.row:
        return format_html("{} ({})", name, label)
    return format_html("<bdi>{}</bdi>: {} ({})", place.entry, name, label)


def form_of(place: Where) -> str:
    """The form with the field."""
    if place.entry is None:
        meta = place.row._meta
        page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[place.row.pk])
        return f"{page}#id_{place.column}"
    page = address("change", place.entry)
    if place.entry is not place.row:
        return f"{page}#{checks.row_anchor(place.row.uid)}"
    return f"{page}#id_{place.column}" if place.column else page


def link(target: str, name):
    return format_html('<a href="{}"><bdi>{}</bdi></a>', target, name)
