"""The register of sources, and what rests on each of them."""

from collections.abc import Callable

from django.http import Http404
from django.utils.translation import gettext as _

from profiles.reading import sources
from profiles.reading.pages import page_of
from profiles.reading.parameters import BadParameters
from profiles.values.choices import SourceKind

from ..public import public
from ..rendering import render


@public("q", "kind", "page")
def register(request, reading):
    """What something that is public rests on: searched by words, and of one kind."""
    query, kind = request.GET.get("q", "").strip(), chosen_kind(request)
    page = page_of(sources.register(reading, query, kind), request.GET.get("page", "1"))
    context = {"page_obj": page, "query": query, "kind": kind, "kinds": SourceKind.choices, "section": "sources"}
    return render(request, reading, "sources.html", context)


def chosen_kind(request) -> str:
    """The kind that is asked for, or none. Raises BadRequest for what is no kind."""
    kind = request.GET.get("kind", "")
    if kind and kind not in SourceKind.values:
        raise BadParameters({"kind": _("There is no kind “%s”.") % kind[:20]})
    return kind


@public("page")
def source(request, reading, code):
    """One source: its details, and everything live that rests on it."""
    resting = resting_or_404(reading, code, lambda rows: page_of(rows, request.GET.get("page", "1")))
    return render(request, reading, "source.html", {"resting": resting, "section": "sources"})


def resting_or_404(reading, code: str, part_of: Callable) -> sources.Resting:
    """What rests on a source. Raises Http404 where nothing live does, whatever drafts cite."""
    found = sources.resting(code, reading, part_of)
    if found is None:
        raise Http404
    return found
