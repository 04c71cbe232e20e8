"""What became of a profile: who changed what, when and why; any two states compared; any state taken up again."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.published import diff
from profiles.published.models import Publication

from .. import savedcopies, workingcopy
from ..models import Event, SavedCopy

PER_PAGE = 25


@dataclass
class Entry:
    """Something that happened: a save (with what it changed) or an act (with its words)."""

    at: object
    who: object
    what: str
    words: str = ""
    copy: SavedCopy | None = None
    changes: list[diff.Change] = field(default_factory=list)


class History:
    """The history of a profile, in place of Django's own."""

    def get_urls(self):
        own = [
            self.desk_path("<int:pk>/history/", "history"),
            self.desk_path("<int:pk>/compare/", "compare"),
            self.desk_path("<int:pk>/restore_copy/<int:row>/", "restore_copy"),
        ]
        return own + super().get_urls()

    def history_page(self, request, pk):
        """Every save and every act, newest first."""
        entity = self.entity(request, pk)
        page = Paginator(entries(entity), PER_PAGE).get_page(request.GET.get("page"))
        for entry in page.object_list:
            if entry.copy:
                entry.changes = changes_of(entry.copy)
        context = self.desk_context(request, entity, _("History of %s") % entity, page_obj=page)
        return render(request, "admin/profiles/entity/history.html", context)

    def compare_page(self, request, pk):
        """Two states of a profile side by side: published versions, saved copies, what is live, the working copy."""
        entity = self.entity(request, pk)
        live = Publication.objects.of(entity).live(timezone.now()).exists()
        chosen = [request.GET.get("a") or ("live" if live else "working"), request.GET.get("b") or "working"]
        before, after = (state(entity, code) for code in chosen)
        context = self.desk_context(
            request,
            entity,
            _("Compare versions of %s") % entity,
            choices=choices(entity, live),
            chosen=chosen,
            changes=diff.changes(before, after),
        )
        return render(request, "admin/profiles/entity/compare.html", context)

    @method_decorator(require_POST)
    def restore_copy_page(self, request, pk, row):
        """A saved copy becomes the working copy again."""
        entity = self.entity(request, pk)
        copy = get_object_or_404(SavedCopy.objects.of(entity), pk=row)
        sentence = _("That state is the working copy now. What was there is kept.")
        self.done(request, lambda: savedcopies.restore(copy, by=request.user), sentence)
        return redirect("admin:profiles_entity_change", entity.pk)


def entries(entity) -> list[Entry]:
    saves = SavedCopy.objects.of(entity).select_related("author").defer("document")
    acts = Event.objects.of(entity).select_related("actor")
    found = [Entry(copy.at, copy.author, _("saved"), copy=copy) for copy in saves]
    found += [Entry(event.at, event.actor, said(event), event.message) for event in acts]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def said(event) -> str:
    number = event.details.get("number")
    override = event.details.get("override")
    words = str(event.get_verb_display()) + (f" ({number})" if number else "")
    return words + (" – " + _("own change, because: %s") % override if override else "")


def changes_of(copy) -> list[diff.Change]:
    """What a save changed."""
    before = SavedCopy.objects.of(copy.entity_uid).filter(pk__lt=copy.pk).first()
    return diff.changes(before and before.content(), copy.content())


def choices(entity, live) -> list[tuple[str, str]]:
    """What can be compared, as (code, words)."""
    found = [("working", _("working copy"))] + ([("live", _("public now"))] if live else [])
    for row in Publication.objects.of(entity).order_by("-number").defer("document"):
        found.append((f"v{row.number}", _("version %d") % row.number))
    for copy in SavedCopy.objects.of(entity).select_related("author").defer("document")[:100]:
        moment = timezone.localtime(copy.at).strftime("%Y-%m-%d %H:%M")
        found.append((f"c{copy.pk}", _("saved %(moment)s, %(who)s") % {"moment": moment, "who": copy.author or "–"}))
    return found


def state(entity, code: str) -> dict | None:
    """The document that a code of `choices` names. Raises Http404 for one that this profile has not."""
    if code == "working":
        return workingcopy.document(entity)
    publications = Publication.objects.of(entity)
    rows = {"live": publications.live(timezone.now())}
    number = code[1:]
    if number.isascii() and number.isdigit() and len(number) < 10:
        rows |= {
            f"v{number}": publications.filter(number=int(number)),
            f"c{number}": SavedCopy.objects.of(entity).filter(pk=int(number)),
        }
    row = rows[code].first() if code in rows else None
    if row is None:
        raise Http404
    return row.content()
