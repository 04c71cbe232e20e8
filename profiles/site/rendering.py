"""Templates of public pages, each with the reading that it speaks from, and room for what it cites on paper."""

from django import shortcuts
from django.http import HttpResponse

from profiles.reading.reading import Reading


def render(request, reading: Reading, template: str, context: dict | None = None, **kwargs) -> HttpResponse:
    return shortcuts.render(request, template, {"reading": reading, "on_paper": {}} | (context or {}), **kwargs)
