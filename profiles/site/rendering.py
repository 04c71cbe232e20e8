"""Templates of public pages, each with the reading that it speaks from."""

from django import shortcuts
from django.http import HttpResponse

from profiles.reading.reading import Reading


def render(request, reading: Reading, template: str, context: dict | None = None, **kwargs) -> HttpResponse:
    return shortcuts.render(request, template, {"reading": reading} | (context or {}), **kwargs)
