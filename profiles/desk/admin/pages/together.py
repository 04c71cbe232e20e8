"""Several entries of a kind proposed with one message, and published or returned together."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published import documents

from ... import entries, permissions, workingcopy
from ...models import Proposal
from ...verbs import proposing, publishing, savedcopies
from .bundle import chosen_keys, parts_of, posted_digests
from .deskpage import address, attempt, desk_act, desk_page, may_edit_some, may_publish, may_see, render_list_page
from .forms import PublishForm, WordsForm, is_usable
from .publish import release_sentence

RETURNED = gettext_lazy("Why is it returned? The author reads this.")


@admin.action(description=gettext_lazy("Propose the selected together"), permissions=["change"])
def propose_selected(model_admin, request, queryset):
    chosen = urlencode({"id": list(queryset.values_list("pk", flat=True))}, doseq=True)
    return redirect(f"{page_address(model_admin.model, 'propose_together')}?{chosen}")


# Lists without actions, as those of words and accounts, do not offer it.
admin.site.add_action(propose_selected, "propose_together")


def page_address(model, name: str, *args) -> str:
    return reverse(f"admin:profiles_{model._meta.model_name}_{name}", args=args)


@desk_page("propose_together", "propose-together/", right=may_edit_some)
def propose_together(request, visible):
    """The working copies of several entries, each with what differs, put forward with one message."""
    keys = chosen_keys(request)
    chosen = list(permissions.editable(request.user, visible).filter(pk__in=keys).order_by("name_en"))
    form = WordsForm(request.POST or None, label=_("What has changed, and why?"))
    if request.method == "POST" and len(chosen) < len(keys):
        messages.error(request, _("One of these is no longer there. Look again, then propose."))
    elif request.method == "POST" and form.is_valid() and chosen:
        digests, words = posted_digests(request, chosen), form.cleaned_data["words"]

        proposed = []

        def verb():
            proposed.extend(proposing.propose_together(chosen, by=request.user, message=words, digests=digests))

        if attempt(request, verb, _("Proposed. You can go on working; what was proposed stays as it is.")):
            return redirect(address_of(proposed, chosen[0]))
    parts = parts_of(chosen, digest=documents.content_digest)
    return render_list_page(
        request,
        visible.model,
        "propose_together",
        _("Propose together"),
        form=form,
        parts=parts,
        replaced=[(found, address_in(found)) for found in proposing.replaced_by(chosen)],
    )


def address_in(found: proposing.Replaced) -> str:
    """Where that stands which waits and would be replaced."""
    return review_address(found.proposal) or address("review", found.entries[0], found.proposal.pk)


def address_of(proposed: list[Proposal], entry) -> str:
    """Where that stands which was proposed of an entry, alone or with others."""
    first, *others = proposed
    if others:
        return page_address(type(entry), "review_together", first.bundle)
    return address("review", entry, first.pk)


@desk_page("review_together", "review-together/<uuid:bundle>/", right=may_see, right_to_post=may_publish)
def review_together(request, visible, bundle):
    """What was proposed together and waits, against what is public: published at one moment, or returned. Whoever sees
    an entry of it reads that part."""
    proposals, chosen, contents = waiting(visible, bundle)
    if not chosen:
        messages.info(request, _("This waits no longer."))
        return redirect("admin:index")
    copies = {uid: row.copy for uid, row in proposals.items()}
    own = request.user.pk in savedcopies.authors_of(chosen, copies=copies)
    form = PublishForm(request.POST or None, own=own, initial={"digest": "-"})
    if request.method == "POST" and form.is_valid():
        digests, release = posted_digests(request, chosen), form.release()

        def verb():
            publishing.approve_together(bundle, by=request.user, digests=digests, **release)

        if attempt(request, verb, release_sentence(release["at"], *chosen)):
            return redirect("admin:index")
    overtaken = proposing.overtaken_among(list(proposals.values()))
    return render_list_page(
        request,
        visible.model,
        "review_together",
        _("Proposed together"),
        form=form,
        proposal=next(iter(proposals.values())),
        parts=parts_of(chosen, contents),
        may_publish=permissions.can_publish(request.user),
        overtaken=[row for row in proposals.values() if row.pk in overtaken],
        apart=proposed_anew(visible, bundle),
        return_form=WordsForm(label=RETURNED),
        return_address=page_address(visible.model, "return_together", bundle),
    )


@desk_act("return_together", "return-together/<uuid:bundle>/", right=may_publish)
def return_together(request, visible, bundle):
    """What was proposed together goes back to its author."""
    form = WordsForm(request.POST, label=RETURNED)
    looked_at = [entry.uid for entry in waiting(visible, bundle)[1] if f"digest-{entry.pk}" in request.POST]

    def verb():
        proposing.return_together(bundle, by=request.user, reason=form.cleaned_data["words"], expected=looked_at)

    if is_usable(request, form) and attempt(request, verb, _("Returned.")):
        return redirect("admin:index")
    return redirect(page_address(visible.model, "review_together", bundle))


def waiting(visible, bundle) -> tuple[dict, list, dict]:
    """What waits of a bundle: proposals by the uid of their entry, the entries, and by primary key what would be
    published of each now."""
    rows = {row.entry_uid: row for row in Proposal.objects.together(bundle).select_related("copy", "author")}
    chosen = list(visible.filter(uid__in=rows).order_by("name_en"))
    proposals = {entry.uid: rows[entry.uid] for entry in chosen}
    contents = workingcopy.with_sources([proposals[entry.uid].copy.content() for entry in chosen])
    return proposals, chosen, dict(zip([entry.pk for entry in chosen], contents, strict=True))


def proposed_anew(visible, bundle) -> list:
    """The entries that were proposed with these, and by another proposal since."""
    replaced = Proposal.objects.filter(bundle=bundle, state=Proposal.State.REPLACED)
    return list(visible.filter(uid__in=replaced.values_list("entry_uid", flat=True)).order_by("name_en"))


def review_address(proposal: Proposal) -> str:
    """Where it is decided on with what was proposed together with it; nothing where it waits alone."""
    if not proposal.bundle or Proposal.objects.together(proposal.bundle).count() < 2:
        return ""
    return page_address(type(entries.find(proposal.entry_uid)), "review_together", proposal.bundle)
