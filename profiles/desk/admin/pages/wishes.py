"""Wishes: a focal point asks in words for what is not theirs to change, and the secretariat answers."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ... import permissions
from ...models import Entity, Wish
from ...verbs import proposing
from .deskpage import address, attempt, desk_act, desk_page, may_edit, may_edit_every, may_see, render_page
from .forms import WordsForm, is_usable, take_focus


@desk_page("wishes", right=may_see, right_to_post=may_edit, models=[Entity])
def wishes(request, entry):
    """Ask for a change; and what became of earlier wishes."""
    form = WordsForm(request.POST or None, label=_("What should change? Name the fact and, if you can, a source."))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        attempt(request, lambda: proposing.ask(entry, by=request.user, words=words), _("Asked."))
        return redirect(address("wishes", entry))
    take_focus(form)
    return render_page(
        request,
        entry,
        "wishes",
        _("Changes asked for: %s") % entry,
        form=form if permissions.can_edit(request.user, entry) else None,
        wishes=Wish.objects.filter(entry_uid=entry.uid).select_related("author", "answered_by"),
        may_answer=permissions.edits_everything(request.user),
    )


@desk_act("answer", right=may_edit_every, models=[Entity])
def answer(request, entry, row):
    """Say what became of a wish."""
    wish = get_object_or_404(Wish, entry_uid=entry.uid, pk=row)
    form = WordsForm(request.POST, label=_("Answer"))
    if is_usable(request, form):
        words = form.cleaned_data["words"]
        attempt(request, lambda: proposing.answer(wish, by=request.user, words=words), _("Answered."))
    return redirect(address("wishes", entry))
