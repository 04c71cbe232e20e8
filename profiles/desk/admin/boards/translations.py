"""The board of translations: entry by language by section, what is behind and what is missing, each with its field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.published.pairs import pairs_of, sections_of
from profiles.values.languages import LANGUAGES, NAMES, SECOND

from ... import workingcopy
from ...models.entries import Entry
from ...upkeep import translations as upkeep
from ..pages.deskpage import address
from .rows import editable_rows, kinds_of

# Which lags can be asked for, in one word of the address.
LAGGING, ALL = "lagging", "all"
BOTH = (upkeep.BEHIND, upkeep.MISSING)
SHOWN = {LAGGING: BOTH, ALL: BOTH} | {state: (state,) for state in BOTH}


@dataclass(frozen=True)
class Cell:
    """A section in a language: whether there is any text at all, and what lags, each as words and an address."""

    title: str
    has_text: bool
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """An entry in a language; the first of its lines says which entry it is."""

    entry: Entry
    address: str
    language: str
    cells: list[Cell]

    @property
    def language_name(self) -> str:
        return str(NAMES[self.language])

    @property
    def lags(self) -> bool:
        return any(cell.links for cell in self.cells)


@admin.site.desk_page("translations")
@require_safe
def translations(request):
    """Of the entries of a kind that somebody may edit, which translations lag."""
    kinds = kinds_of(request.user)
    if not SECOND:
        raise Http404
    if not kinds:
        raise PermissionDenied
    model = next((kind for kind in kinds if kind._meta.model_name == request.GET.get("kind")), kinds[0])
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else LAGGING
    language = request.GET.get("language") if request.GET.get("language") in LANGUAGES else ""
    found = [
        line
        for line in lines(editable_rows(request.user, model), SHOWN[show])
        if (line.lags or show == ALL) and line.language == (language or line.language)
    ]
    context = {
        "title": _("Translations"),
        "kinds": [(kind._meta.model_name, kind._meta.verbose_name_plural) for kind in kinds],
        "kind": model._meta.model_name,
        "show": show,
        "languages": NAMES.items(),
        "language": language,
        "titles": [upkeep.title_of(section) for section in sections_of(model.entry_kind)],
        "lines": found,
    }
    return render(request, "admin/translations.html", {**admin.site.each_context(request), **context})


def lines(rows: list[Entry], states: tuple[str, ...]) -> Iterator[Line]:
    contents = workingcopy.documents_of(rows)
    lags = upkeep.lags_of(contents.values())
    for entry in rows:
        for code in reversed(LANGUAGES):
            found = [lag for lag in lags[str(entry.uid)] if lag.language == code and lag.state in states]
            yield Line(entry, address("change", entry), code, list(cells(entry, contents[entry.pk], found)))


def cells(entry: Entry, content: dict, lags: list[upkeep.Lag]) -> Iterator[Cell]:
    filled = {pair.section for pair in pairs_of(content)}
    for section in sections_of(entry.entry_kind):
        links = []
        for state in (upkeep.BEHIND, upkeep.MISSING):
            if found := [lag for lag in lags if lag.pair.section == section and lag.state == state]:
                words = upkeep.in_words(state, len(found))
                links.append((words, f"{address('change', entry)}#{found[0].anchor}"))
        yield Cell(upkeep.title_of(section), section in filled, links)
