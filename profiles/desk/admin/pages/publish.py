"""Publish a profile, now or at a moment; withdraw it."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Release

from ... import checks, workingcopy
from ...verbs import publishing, savedcopies
from .deskpage import attempt, desk_page, live, may_publish, render_page
from .forms import PublishForm, WithdrawForm


@desk_page("publish", right=may_publish)
def publish(request, entity):
    """What differs from the public version; and the form that publishes it, now or at a moment."""
    content = workingcopy.document(entity)
    own = request.user.pk in savedcopies.authors(entity)
    form = PublishForm(request.POST or None, own=own, initial={"digest": documents.digest(content)})
    if request.method == "POST":
        if form.is_valid() and publish_as_submitted(request, entity, form):
            return redirect("admin:profiles_entity_change", entity.pk)
        # What is shown now is what the next press of the button approves.
        form.data = form.data.copy()
        form.data["digest"] = documents.digest(content)
    public = live(entity)
    return render_page(
        request,
        entity,
        "publish",
        _("Publish %s") % entity,
        form=form,
        changes=diff.changes(public and public.content(), content),
        problems=checks.problems(content),
        warnings=checks.gaps(content),
        future=future_releases(entity),
    )


def publish_as_submitted(request, entity, form) -> bool:
    release, digest = form.release(), form.cleaned_data["digest"]
    sentence = release_sentence(release["at"], entity)
    return attempt(request, lambda: publishing.publish(entity, by=request.user, digest=digest, **release), sentence)


@desk_page("withdraw", right=may_publish)
def withdraw(request, entity):
    """Take the profile from the public."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def verb():
            publishing.withdraw(
                entity,
                by=request.user,
                reason=(data["reason_en"], data["reason_ar"]),
                successor=data["successor"],
                at=data["at"],
                message=data["message"],
            )

        if attempt(request, verb, _("Withdrawn.") if not data["at"] else _("Withdrawal scheduled.")):
            return redirect("admin:profiles_entity_change", entity.pk)
    return render_page(request, entity, "withdraw", _("Withdraw %s") % entity, form=form)


# ── In words ────────


def future_releases(entity):
    return Release.objects.of(entity).future(timezone.now()).order_by("live_from")


def release_sentence(at, *entities) -> str:
    """What was done, as sentences: also what stays scheduled after it."""
    if at:
        return _("Scheduled: the public sees it from %s on.") % moment_text(at)
    sentences = [_("Published.")]
    for entity in entities:
        if following := future_releases(entity).first():
            sentences.append(_("A later release stays scheduled for %s.") % moment_text(following.live_from))
    return " ".join(sentences)


def moment_text(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
