"""The template library `directory`: how pages write what documents hold. One library, in five files."""

from django import template

from . import dates, links, lists, sources, texts

register = template.Library()
for part in (texts, dates, links, lists, sources):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
