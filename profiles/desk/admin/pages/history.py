"""What became of a profile: who changed what, when and why; any state taken up again."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from profiles.published import diff

from ... import publishing
from ...models import Event, SavedCopy
from .deskpage import attempt, desk_act, desk_page, may_edit_every, render_page

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


@desk_page("history")
def history(request, entity):
    """Every save and every act, newest first."""
    page = Paginator(entries(entity), PER_PAGE).get_page(request.GET.get("page"))
    for entry in page.object_list:
        if entry.copy:
            entry.changes = changes_of(entry.copy)
    return render_page(request, entity, "history", _("History of %s") % entity, page_obj=page)


def entries(entity) -> list[Entry]:
    saves = SavedCopy.objects.of(entity).select_related("author").defer("document")
    acts = Event.objects.of(entity).select_related("actor")
    found = [Entry(copy.at, copy.author, _("saved"), copy=copy) for copy in saves]
    found += [Entry(event.at, event.actor, act_text(event), event.message) for event in acts]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def act_text(event) -> str:
    number = event.details.get("number")
    override = event.details.get("override")
    text = str(event.get_verb_display()) + (f" ({number})" if number else "")
    return text + (" – " + _("own change, because: %s") % override if override else "")


def changes_of(copy) -> list[diff.Change]:
    """What a save changed."""
    before = SavedCopy.objects.of(copy.entity_uid).filter(pk__lt=copy.pk).first()
    return diff.changes(before and before.content(), copy.content())


@desk_act("restore_copy", right=may_edit_every)
def restore_copy(request, entity, row):
    """A saved copy becomes the working copy again."""
    copy = get_object_or_404(SavedCopy.objects.of(entity), pk=row)
    sentence = _("That state is the working copy now. What was there is kept.")
    attempt(request, lambda: publishing.restore(copy, by=request.user), sentence)
    return redirect("admin:profiles_entity_change", entity.pk)
