"""The template library `directory`: how pages write what documents hold. One library, in six files."""

from django import template

from . import answers, dates, links, lists, sources, texts

register = template.Library()
for part in (texts, dates, answers, links, lists, sources):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
