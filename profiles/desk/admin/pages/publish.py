"""Publish an entry, now or at a moment; withdraw it."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Release

from ... import checks, moments, workingcopy
from ...secondlooks import second_looks
from ...verbs import publishing, savedcopies
from .deskpage import address, attempt, desk_page, live, may_publish, render_page
from .forms import PublishForm, WithdrawForm, take_focus


@desk_page("publish", right=may_publish)
def publish(request, entry):
    """What differs from the public version; and the form that publishes it, now or at a moment."""
    content = workingcopy.document(entry)
    own = request.user.pk in savedcopies.authors(entry)
    form = PublishForm(request.POST or None, own=own, initial={"digest": documents.digest(content)})
    if request.method == "POST":
        if form.is_valid() and publish_as_submitted(request, entry, form):
            return redirect(address("change", entry))
        # What is shown now is what the next press of the button approves.
        form.data = form.data.copy()
        form.data["digest"] = documents.digest(content)
    public = live(entry)
    return render_page(
        request,
        entry,
        "publish",
        _("Publish %s") % entry,
        form=form,
        changes=diff.changes(public and public.content(), content),
        problems=checks.problems(content),
        warnings=second_looks(content),
        future=future_releases(entry),
    )


def publish_as_submitted(request, entry, form) -> bool:
    release, digest = form.release(), form.cleaned_data["digest"]
    sentence = release_sentence(release["at"], entry)
    return attempt(request, lambda: publishing.publish(entry, by=request.user, digest=digest, **release), sentence)


@desk_page("withdraw", right=may_publish)
def withdraw(request, entry):
    """Take the entry from the public."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def verb():
            publishing.withdraw(
                entry,
                by=request.user,
                reason=form.texts("reason"),
                successor=data["successor"],
                at=data["at"],
                message=data["message"],
            )

        if attempt(request, verb, _("Withdrawn.") if not data["at"] else _("Withdrawal scheduled.")):
            return redirect(address("change", entry))
    take_focus(form)
    return render_page(request, entry, "withdraw", _("Withdraw %s") % entry, form=form)


# ── In words ────────


def future_releases(entry):
    return Release.objects.of(entry).future(timezone.now()).order_by("live_from")


def release_sentence(at, *several) -> str:
    """What was done, as sentences: also what stays scheduled after it."""
    if at:
        return _("Scheduled: the public sees it from %s on.") % moments.short(at)
    sentences = [_("Published.")]
    for entry in several:
        if following := future_releases(entry).first():
            sentences.append(_("A later release stays scheduled for %s.") % moments.short(following.live_from))
    return " ".join(sentences)
