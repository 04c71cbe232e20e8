"""What became of an entry: who changed what, when and why; any state taken up again."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from profiles.published import diff

from ... import permissions
from ...models import Event, SavedCopy
from ...verbs import savedcopies
from .deskpage import address, attempt, desk_act, desk_page, may_edit_every, render_page

PER_PAGE = 25
SAVE, ACT = 0, 1
Verb = Event.Verb
# What is said with these acts is said to whoever keeps the entry. Words with any other are for the log.
ADDRESSED = {Verb.PROPOSE, Verb.RETURN, Verb.ASK, Verb.ANSWER, Verb.CLOSE}


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened: a save (with what it changed) or an act (with its words, and the moment that it set)."""

    at: object
    who: object
    what: str
    words: str = ""
    moment: dt.datetime | None = None
    copy: SavedCopy | None = None
    changes: tuple[diff.Change, ...] = ()


@desk_page("history")
def history(request, entry):
    """Every save and every act, newest first."""
    page = Paginator(places(entry), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = lines(page.object_list, with_log=permissions.reads_log_words(request.user))
    return render_page(request, entry, "history", _("History of %s") % entry, page_obj=page)


def places(entry) -> QuerySet:
    """Where each save and act stands in the history: (moment, SAVE or ACT, primary key), newest first."""
    saves, acts = (
        rows.of(entry).order_by().annotate(kind=Value(kind, IntegerField())).values_list("at", "kind", "pk")
        for kind, rows in ((SAVE, SavedCopy.objects), (ACT, Event.objects))
    )
    return saves.union(acts, all=True).order_by("-at", "kind", "-pk")


def lines(found, *, with_log: bool) -> list[HistoryLine]:
    """The lines of a page, in its order; words for the log only `with_log`."""
    keys = {kind: [pk for _at, one, pk in found if one == kind] for kind in (SAVE, ACT)}
    rows = {SAVE: saves(keys[SAVE]), ACT: acts(keys[ACT], with_log=with_log)}
    return [rows[kind][pk] for _at, kind, pk in found]


def saves(keys: list[int]) -> dict[int, HistoryLine]:
    """Saves, each with what it changed, by primary key."""
    earlier = SavedCopy.objects.filter(entry_uid=OuterRef("entry_uid"), pk__lt=OuterRef("pk"))
    copies = (
        SavedCopy.objects.select_related("author")
        .annotate(before=Subquery(earlier.order_by("-at", "-pk").values("pk")[:1]))
        .in_bulk(keys)
    )
    befores = SavedCopy.objects.in_bulk({copy.before for copy in copies.values() if copy.before})
    return {pk: save_line(copy, befores.get(copy.before)) for pk, copy in copies.items()}


def save_line(copy: SavedCopy, before: SavedCopy | None) -> HistoryLine:
    changes = diff.changes(before and before.content(), copy.content())
    return HistoryLine(copy.at, copy.author, _("saved"), copy=copy, changes=tuple(changes))


def acts(keys: list[int], *, with_log: bool) -> dict[int, HistoryLine]:
    """Acts by primary key."""
    return {
        pk: act_line(event, with_log=with_log)
        for pk, event in Event.objects.select_related("actor").in_bulk(keys).items()
    }


def act_line(event: Event, *, with_log: bool) -> HistoryLine:
    number = event.details.get("number")
    override = event.details.get("override") if with_log else ""
    what = str(event.get_verb_display()) + (f" ({number})" if number else "")
    what += " – " + _("own change, because: %s") % override if override else ""
    words = event.message if with_log or event.verb in ADDRESSED else ""
    return HistoryLine(event.at, event.actor, what, words, moment_set(event))


def moment_set(event: Event) -> dt.datetime | None:
    """When it was to become public or to be withdrawn, where that lay ahead."""
    text = event.details.get("live_from")
    moment = dt.datetime.fromisoformat(text) if text else event.at
    return moment if moment > event.at else None


@desk_act("restore_copy", right=may_edit_every)
def restore_copy(request, entry, row):
    """A saved copy becomes the working copy again."""
    copy = get_object_or_404(SavedCopy.objects.of(entry), pk=row)
    sentence = _("That state is the working copy now. What was there is kept.")
    attempt(request, lambda: savedcopies.restore(copy, by=request.user), sentence)
    return redirect(address("change", entry))
