"""The way of a change: propose it, review it, publish it, return it, take it back."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.site.views.profiles import stored_file

from ... import checks, permissions, previewing, workingcopy
from ...models import Proposal
from ...secondlooks import second_looks
from ...threads import open_threads
from ...verbs import proposing, publications, publishing, savedcopies
from . import together
from .deskpage import (
    WITH_FILE,
    address,
    attempt,
    desk_act,
    desk_page,
    live,
    may_edit,
    may_publish,
    may_see,
    render_page,
)
from .forms import PublishForm, WordsForm, is_usable, take_focus
from .publish import future_releases, release_sentence


@desk_page("propose", right=may_edit)
def propose(request, entry):
    """What differs from the public version, and a message to the one who reviews."""
    content = workingcopy.document(entry)
    form = WordsForm(request.POST or None, label=_("What has changed, and why?"))
    if request.method == "POST" and form.is_valid():

        def verb():
            digest = request.POST.get("digest", "")
            proposing.propose(entry, by=request.user, message=form.cleaned_data["words"], digest=digest)

        if attempt(request, verb, _("Proposed. You can go on working; what was proposed stays as it is.")):
            return redirect(address("change", entry))
    public, proposals, problems = live(entry), Proposal.objects.of(entry), checks.problems(content)
    if not problems:
        take_focus(form)
    (replaced,) = proposing.replaced_by([entry]) or [None]
    return render_page(
        request,
        entry,
        "propose",
        _("Propose %s for publication") % entry,
        form=form,
        changes=diff.changes(public and public.content(), content),
        digest=documents.content_digest(content),
        problems=problems,
        warnings=second_looks(content),
        waiting=replaced and replaced.proposal,
        left=replaced.left if replaced else 0,
        returned=proposals.returned().latest_of_entry().select_related("decided_by").first(),
    )


@desk_page("review", "<int:pk>/review/<int:row>/", right=may_see, right_to_post=may_publish)
def review(request, entry, row):
    """A proposal against what is public; publish it, or return it with a reason."""
    proposals = Proposal.objects.of(entry).select_related("author", "decided_by", "copy", "base")
    proposal = get_object_or_404(proposals, pk=row)
    own = request.user.pk in savedcopies.authors(entry, copy=proposal.copy)
    content = publications.proposed(proposal.copy)
    form = PublishForm(request.POST or None, own=own, initial={"digest": documents.digest(content)})
    if request.method == "POST" and form.is_valid() and approve(request, entry, proposal, form):
        return redirect(address("change", entry))
    waits = proposal.state == Proposal.State.WAITING
    base = live(entry) if waits else proposal.base
    returned = returned_before(proposal)
    return render_page(
        request,
        entry,
        "review",
        _("Proposal for %s") % entry,
        form=form,
        proposal=proposal,
        waits=waits,
        together=together.review_address(proposal),
        mine=may_take_back(request.user, proposal),
        overtaken=proposing.is_overtaken(proposal),
        changes=diff.changes(base and base.content(), content),
        returned=returned,
        answers=diff.changes(returned.copy.content(), content) if returned else [],
        warnings=second_looks(content),
        return_form=WordsForm(label=together.RETURNED),
        future=future_releases(entry),
        threads=open_threads(entry, content),
    )


def returned_before(proposal: Proposal) -> Proposal | None:
    """The proposal that this one answers: the last decided before it, if it was returned."""
    given_up = (Proposal.State.REPLACED, Proposal.State.TAKEN_BACK)
    earlier = Proposal.objects.of(proposal.entry_uid).filter(pk__lt=proposal.pk).exclude(state__in=given_up)
    last = earlier.select_related("copy", "decided_by").order_by("-pk").first()
    return last if last and last.state == Proposal.State.RETURNED else None


def approve(request, entry, proposal, form) -> bool:
    release, digest = form.release(), form.cleaned_data["digest"]
    sentence = release_sentence(release["at"], entry)
    return attempt(request, lambda: publishing.approve(proposal, by=request.user, digest=digest, **release), sentence)


def may_take_back(user, proposal) -> bool:
    """Whether the page offers it: a publisher returns a proposal of somebody else instead."""
    edits = permissions.edits_everything(user) and not permissions.can_publish(user)
    return proposal.author_id == user.pk or edits


@desk_page("read", "<int:pk>/read/<int:row>/")
def read(request, entry, row):
    """What is proposed, in the public template."""
    proposal = get_object_or_404(Proposal.objects.of(entry).select_related("copy"), pk=row)
    response = previewing.page(
        request,
        proposal.copy.content(),
        file_address=address("read_file", entry, proposal.pk) if type(entry) in WITH_FILE else "",
        preview=address("change", entry),
        proposal=proposal,
    )
    return previewing.no_store(response)


@desk_page("read_file", "<int:pk>/read/<int:row>/file/", models=WITH_FILE)
def read_file(request, entry, row):
    """The logo or the PDF that is proposed, whatever the working copy has now."""
    proposal = get_object_or_404(Proposal.objects.of(entry).select_related("copy"), pk=row)
    return stored_file(documents.stored_file(proposal.copy.content()))


@desk_act("return", right=may_publish)
def return_(request, entry, row):
    """A proposal goes back to its author."""
    proposal = get_object_or_404(Proposal.objects.of(entry), pk=row)
    form = WordsForm(request.POST, label=together.RETURNED)

    def verb():
        proposing.return_(proposal, by=request.user, reason=form.cleaned_data["words"])

    if is_usable(request, form) and attempt(request, verb, _("Returned to %s.") % proposal.author):
        return redirect("admin:index")
    return redirect(address("review", entry, proposal.pk))


@desk_act("take_back", right=may_edit)
def take_back(request, entry, row):
    """A proposal is not to be reviewed any more."""
    proposal = get_object_or_404(Proposal.objects.of(entry), pk=row)
    attempt(request, lambda: proposing.take_back(proposal, by=request.user), _("Taken back."))
    return redirect(address("change", entry))
