"""The template library `directory`: how pages write what documents hold. One library, in four files."""

from django import template

from . import dates, links, lists, texts

register = template.Library()
for part in (texts, dates, links, lists):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
