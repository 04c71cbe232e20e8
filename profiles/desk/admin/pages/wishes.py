"""Wishes: a focal point asks in words for what is not theirs to change, and the secretariat answers."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ... import permissions
from ...models import Wish
from ...verbs import proposing
from .deskpage import attempt, desk_act, desk_page, may_edit, may_edit_every, may_see, render_page
from .forms import WordsForm, is_usable


@desk_page("wishes", right=may_see, right_to_post=may_edit)
def wishes(request, entity):
    """Ask for a change; and what became of earlier wishes."""
    form = WordsForm(request.POST or None, label=_("What should change? Name the fact and, if you can, a source."))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        attempt(request, lambda: proposing.ask(entity, by=request.user, words=words), _("Asked."))
        return redirect("admin:profiles_entity_wishes", entity.pk)
    return render_page(
        request,
        entity,
        "wishes",
        _("Changes asked for: %s") % entity,
        form=form if permissions.can_edit(request.user, entity) else None,
        wishes=Wish.objects.filter(entity_uid=entity.uid).select_related("author", "answered_by"),
        may_answer=permissions.edits_everything(request.user),
    )


@desk_act("answer", right=may_edit_every)
def answer(request, entity, row):
    """Say what became of a wish."""
    wish = get_object_or_404(Wish, entity_uid=entity.uid, pk=row)
    form = WordsForm(request.POST, label=_("Answer"))
    if is_usable(request, form):
        words = form.cleaned_data["words"]
        attempt(request, lambda: proposing.answer(wish, by=request.user, words=words), _("Answered."))
    return redirect("admin:profiles_entity_wishes", entity.pk)
