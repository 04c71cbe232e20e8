"""Comments on the form of an entry: read and answered on a page of their own, resolved and reopened by one press."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ... import workingcopy
from ...models import Comment
from ...threads import places_of, threads_of
from ...verbs import commenting
from .deskpage import address, attempt, desk_act, desk_page, may_edit, may_see, render_page
from .forms import CommentForm, take_focus


@desk_page("comments", right=may_see)
def comments(request, entry):
    """All threads, a form to each, and one to begin another: about `on`, where the address says so."""
    content, on = workingcopy.document(entry), request.GET.get("on")
    form = CommentForm(request.POST or None, places=places_of(content), initial={"place": on or ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(request, lambda: commenting.comment(entry, by=request.user, **said), _("Your comment is kept.")):
            return redirect(address("comments", entry))
    rows = Comment.objects.of(entry).select_related("author", "resolved_by")
    threads = threads_of(content, rows)
    opened = [thread for thread in threads if not thread.first.resolved_at]
    is_answered = any(thread.place == on for thread in opened)
    if form.is_bound or (on is not None and not is_answered):
        take_focus(form)
    return render_page(
        request,
        entry,
        "comments",
        _("Comments: %s") % entry,
        form=form,
        threads=opened,
        on=None if form.is_bound else on,
        resolved=[thread for thread in threads if thread.first.resolved_at],
    )


@desk_act("resolve", right=may_edit)
def resolve(request, entry, row):
    """The thread of a comment asks for nothing any more."""
    comment = get_object_or_404(Comment.objects.of(entry), pk=row)
    attempt(request, lambda: commenting.resolve(comment, by=request.user), _("Resolved."))
    return redirect(address("comments", entry))


@desk_act("reopen", right=may_edit)
def reopen(request, entry, row):
    """The thread of a comment is open again."""
    comment = get_object_or_404(Comment.objects.of(entry), pk=row)
    attempt(request, lambda: commenting.reopen(comment, by=request.user), _("Reopened."))
    return redirect(address("comments", entry))
