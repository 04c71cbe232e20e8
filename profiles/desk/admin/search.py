"""One search over everything at the desk: each list is asked, so that somebody finds what they see in it, no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import entries
from ..models import User
from .menu import WORDS, address_of

SEARCHED = (*entries.MODELS.values(), *WORDS, User)
LONGEST = 200
SHOWN = 10


@dataclass(frozen=True)
class FoundLine:
    """A row that was found: what it is called here, and its address or code."""

    name: str
    address: str
    note: str


@dataclass(frozen=True)
class FoundKind:
    """What was found of a kind: the first rows, how many there are, and the list that has them all."""

    title: str
    lines: list[FoundLine]
    number: int
    list_address: str


@admin.site.desk_page("search")
@require_safe
def search(request):
    """Whatever has the words in what it is called, by kind."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    context = {"title": _("Search"), "query": query, "found": list(found(request, query)) if query else []}
    return render(request, "admin/search.html", {**admin.site.each_context(request), **context})


def found(request, query: str) -> Iterator[FoundKind]:
    for model in SEARCHED:
        model_admin = admin.site.get_model_admin(model)
        if not model_admin.has_view_permission(request):
            continue
        rows = model_admin.get_queryset(request)
        if keys := model_admin.find(rows, query):
            shown = rows.filter(pk__in=keys).order_by(*model_admin.get_ordering(request) or ["pk"])[:SHOWN]
            yield FoundKind(
                title=capfirst(model._meta.verbose_name_plural),
                lines=[line(row) for row in shown],
                number=len(keys),
                list_address=f"{address_of(model, 'changelist')}?{urlencode({'q': query})}",
            )


def line(row) -> FoundLine:
    note = row.get_full_name() if isinstance(row, User) else getattr(row, "slug", None) or row.code
    return FoundLine(str(row), address_of(type(row), "change", row.pk), note)
