"""The template library `directory`: how pages write what documents hold. One library, in seven files."""

from django import template

from . import answers, dates, events, links, lists, sources, texts

register = template.Library()
for part in (texts, dates, answers, events, links, lists, sources):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
