"""The board of completeness: of each profile how far it has come, and what it lacks, with the field."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ... import workingcopy
from ...models import Entity
from ...upkeep.completeness import RULES, Completeness, completeness
from ..pages.deskpage import address
from .rows import editable_rows, kinds_of

# The choice that shows also profiles that lack nothing.
EVERYTHING = "-"


@dataclass(frozen=True)
class Line:
    """A profile, where its form is, and how far it has come."""

    entry: Entity
    address: str
    found: Completeness


@admin.site.desk_page("completeness")
@require_safe
def board(request):
    """How complete the profiles are that somebody may edit, the least complete first."""
    if Entity not in kinds_of(request.user):
        raise PermissionDenied
    rows = editable_rows(request.user, Entity)
    contents = workingcopy.documents_of(rows)
    lines = [Line(row, address("change", row), completeness(contents[row.pk])) for row in rows]
    lines.sort(key=lambda line: line.found.kept / line.found.asked)
    codes = {rule.code for rule in RULES}
    chosen = request.GET.get("lacks", "")
    if chosen != EVERYTHING:
        lines = [line for line in lines if not line.found.is_whole]
    if chosen in codes:
        lines = [line for line in lines if chosen in {rule.code for rule in line.found.broken}]
    context = {
        "title": _("How complete the profiles are"),
        "rules": [(rule.code, rule.title) for rule in RULES],
        "chosen": chosen,
        "everything": EVERYTHING,
        "lines": lines,
    }
    return render(request, "admin/completeness.html", {**admin.site.each_context(request), **context})
