"""Comments on the form of an entry: read and answered on a page of their own, resolved and reopened by one press."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ... import workingcopy
from ...models import Comment
from ...threads import places_of, threads_of
from ...verbs import commenting
from .deskpage import address, attempt, desk_act, desk_page, may_edit, may_see, render_page
from .forms import CommentForm


@desk_page("comments", right=may_see)
def comments(request, entry):
    """All threads, a form to each, and one to begin another: about `on`, where the address says so."""
    content = workingcopy.document(entry)
    initial = {"place": request.GET.get("on", "")}
    form = CommentForm(request.POST or None, places=places_of(content), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(request, lambda: commenting.comment(entry, by=request.user, **said), _("Your comment is kept.")):
            return redirect(address("comments", entry))
    rows = Comment.objects.of(entry).select_related("author", "resolved_by")
    threads = threads_of(content, rows)
    return render_page(
        request,
        entry,
        "comments",
        _("Comments: %s") % entry,
        form=form,
        threads=[thread for thread in threads if not thread.first.resolved_at],
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
