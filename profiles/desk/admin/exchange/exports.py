"""Working copies as files: all that somebody may see of some sheets, or the rows that were selected in a list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from profiles.published.models import Source

from ... import entries, permissions
from ...exchange import tables, writing
from ...exchange.tables import ENTRIES, SOURCES
from ...models.entries import Entry


@dataclass(frozen=True)
class Form:
    """A form of file: what it is called, its ending and type, and what makes it of contents and of some sheets."""

    label: str
    ending: str
    content_type: str
    write: Callable[[dict, tuple[str, ...]], bytes | str]


FORMS = {
    "xlsx": Form(
        gettext_lazy("Excel"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda found, only: writing.workbook(writing.tables(found, only)),
    ),
    "csv": Form(
        gettext_lazy("CSV (a zip of several)"),
        "zip",
        "application/zip",
        lambda found, only: writing.csv_zip(writing.tables(found, only)),
    ),
    "json": Form("JSON", "json", "application/json", lambda found, only: writing.json_text(found)),
}


def visible_models(user) -> dict[str, type[Entry]]:
    """The kinds of entries that somebody may see, by the sheet of each."""
    found = {name: entries.MODELS[kind] for name, kind in ENTRIES.items()}
    return {
        name: model
        for name, model in found.items()
        if user.is_active and user.has_perm(f"profiles.view_{model._meta.model_name}")
    }


def offered(user) -> dict[str, str]:
    """What somebody may take, by the name of its sheet: what that is called."""
    found = {name: capfirst(model._meta.verbose_name_plural) for name, model in visible_models(user).items()}
    if user.has_perm("published.view_source"):
        found[SOURCES] = capfirst(Source._meta.verbose_name_plural)
    return found


def sheets_under(name: str) -> tuple[str, ...]:
    """A sheet, and those of the facts of its entries."""
    return (name, *writing.facts_under(tables.SHEETS[name]))


def file_of(user, form: Form, names, name: str, chosen=None) -> HttpResponse:
    """What somebody may see of some sheets as a file; of one kind of entries, those that were chosen. Raises
    ValidationError for what such a file cannot hold."""
    models = visible_models(user)
    querysets = {model: permissions.visible(user, model.objects.all()) for model in models.values()}
    querysets |= {chosen.model: chosen} if chosen is not None else {}
    only = tuple(sheet for name in names for sheet in sheets_under(name))
    cited = not permissions.edits_everything(user)
    content = form.write(writing.contents(querysets, only, cited=cited), only)
    filename = f"{name}-{timezone.localdate().isoformat()}.{form.ending}"
    return HttpResponse(
        content,
        content_type=form.content_type,
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )


@admin.site.desk_page("export")
@require_safe
def export(request):
    """Which sheets, and as what: the answer is the file."""
    may_take = offered(request.user)
    if not may_take:
        raise PermissionDenied
    names = [name for name in request.GET.getlist("sheet") if name in may_take] or list(may_take)
    if form := FORMS.get(request.GET.get("as", "")):
        try:
            return file_of(request.user, form, names, "-".join(names) if len(names) == 1 else "addportal")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(f"{reverse('admin:export')}?{urlencode({'sheet': names}, doseq=True)}")
    context = {"title": _("Take data out as a file"), "sheets": may_take, "chosen": names, "forms": FORMS}
    return render(request, "admin/exchange/export.html", {**admin.site.each_context(request), **context})


def address_of(user, options) -> str:
    """Where the rows of a list are taken out; nothing where they are not."""
    models = {**visible_models(user), **({SOURCES: Source} if user.has_perm("published.view_source") else {})}
    name = next((name for name, found in models.items() if found._meta is options), "")
    return f"{reverse('admin:export')}?{urlencode({'sheet': name})}" if name else ""


# ── Actions of lists ────────


def take_out(code: str, label: str):
    """An action that answers with the selected rows and their facts as a file."""

    @admin.action(description=label, permissions=["view"])
    def act(model_admin, request, queryset):
        name = tables.of_kind(model_admin.model.entry_kind).name
        # As the list shows them to this person, without what it shows beside each.
        chosen = permissions.visible(request.user, model_admin.model.objects.filter(pk__in=queryset.values("pk")))
        try:
            return file_of(request.user, FORMS[code], [name], name, chosen)
        except ValidationError as error:
            model_admin.message_user(request, " ".join(error.messages), messages.ERROR)
            return None

    act.__name__ = f"take_out_{code}"
    return act


ACTIONS = [
    take_out("xlsx", gettext_lazy("Take the selected out as Excel")),
    take_out("csv", gettext_lazy("Take the selected out as CSV")),
    take_out("json", gettext_lazy("Take the selected out as JSON")),
]
