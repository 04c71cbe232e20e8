"""The way of a change in admin: propose, review, return, take back; several profiles in one stroke; wishes in words."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from profiles.published import diff, documents
from profiles.published.models import Publication, Release

from .. import checks, permissions, previewing, proposing, publishing, savedcopies, workingcopy
from ..models import Proposal, Wish
from .desk import PublishForm, own_words, said_moment


class WordsForm(forms.Form):
    """A few words: a message, a reason, a wish, an answer."""

    words = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


RETURNED = gettext_lazy("Why is it returned? The author reads this.")


def said(request, form) -> bool:
    """Whether the words of a form can be used; if not, why."""
    for error in form.errors.get("words", []):
        messages.error(request, f"{form.fields['words'].label} {error}")
    return form.is_valid()


class Review:
    """What happens to a profile between saving and publishing."""

    def get_urls(self):
        one = [self.desk_path(f"<int:pk>/{name}/", name) for name in ("propose", "wishes")]
        acts = ("review", "read", "return", "take_back", "answer")
        many = [self.desk_path(f"<int:pk>/{name}/<int:row>/", name) for name in acts]
        return [*one, *many, self.desk_path("bundle/", "bundle"), *super().get_urls()]

    def editable(self, request, pk):
        """The profile, if this person may edit it."""
        entity = self.entity(request, pk)
        if not permissions.can_edit(request.user, entity):
            raise PermissionDenied
        return entity

    def propose_page(self, request, pk):
        """What differs from the public version, and a message to the one who reviews."""
        entity = self.editable(request, pk)
        content = workingcopy.document(entity)
        form = WordsForm(request.POST or None, label=_("What has changed, and why?"))
        if request.method == "POST" and form.is_valid():

            def verb():
                digest = request.POST.get("digest", "")
                proposing.propose(entity, by=request.user, message=form.cleaned_data["words"], digest=digest)

            if self.done(request, verb, _("Proposed. You can go on working; what was proposed stays as it is.")):
                return redirect("admin:profiles_entity_change", entity.pk)
        live = Publication.objects.of(entity).live(timezone.now()).first()
        context = self.desk_context(
            request,
            entity,
            _("Propose %s for publication") % entity,
            form=form,
            changes=diff.changes(live and live.content(), content),
            digest=documents.digest(content),
            problems=checks.problems(content),
            waiting=Proposal.objects.of(entity).waiting().select_related("author").first(),
            returned=Proposal.objects.of(entity).returned().latest_of_profile().select_related("decided_by").first(),
        )
        return render(request, "admin/profiles/entity/propose.html", context)

    def review_page(self, request, pk, row):
        """A proposal against what is public; publish it, or return it with a reason."""
        entity = self.entity(request, pk)
        proposal = get_object_or_404(Proposal.objects.of(entity).select_related("author", "copy", "base"), pk=row)
        may = permissions.can_publish(request.user)
        own = request.user.pk in savedcopies.authors(entity, copy=proposal.copy)
        form = PublishForm(request.POST or None, own=own, initial={"digest": proposal.copy.digest})
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            if form.is_valid() and self.approve(request, proposal, form.cleaned_data):
                return redirect("admin:profiles_entity_change", entity.pk)
        live = Publication.objects.of(entity).live(timezone.now()).first()
        base = live if proposal.state == Proposal.State.WAITING else proposal.base
        content = proposal.copy.content()
        context = self.desk_context(
            request,
            entity,
            _("Proposal for %s") % entity,
            form=form,
            proposal=proposal,
            waits=proposal.state == Proposal.State.WAITING,
            mine=proposal.author_id == request.user.pk or (permissions.edits_everything(request.user) and not may),
            overtaken=proposing.overtaken(proposal),
            changes=diff.changes(base and base.content(), content),
            return_form=WordsForm(label=RETURNED),
            future=Release.objects.of(entity).future(timezone.now()).order_by("live_from"),
        )
        return render(request, "admin/profiles/entity/review.html", context)

    def read_page(self, request, pk, row):
        """What is proposed, in the public template."""
        entity = self.entity(request, pk)
        proposal = get_object_or_404(Proposal.objects.of(entity).select_related("copy"), pk=row)
        response = previewing.page(
            request,
            proposal.copy.content(),
            recorded=timezone.localdate(proposal.copy.at),
            logo_address=self.desk_url("logo", entity),
            preview=entity,
            proposal=proposal,
        )
        return previewing.no_store(response)

    def approve(self, request, proposal, data):
        return self.done(
            request,
            lambda: publishing.approve(proposal, by=request.user, at=data["at"], **own_words(data)),
            said_moment(data["at"], self.entity(request, request.resolver_match.kwargs["pk"])),
        )

    @method_decorator(require_POST)
    def return_page(self, request, pk, row):
        """A proposal goes back to its author."""
        entity = self.entity(request, pk, publisher=True)
        proposal = get_object_or_404(Proposal.objects.of(entity), pk=row)
        form = WordsForm(request.POST, label=RETURNED)

        def verb():
            proposing.return_(proposal, by=request.user, reason=form.cleaned_data["words"])

        if said(request, form) and self.done(request, verb, _("Returned to %s.") % proposal.author):
            return redirect("admin:index")
        return redirect("admin:profiles_entity_review", entity.pk, proposal.pk)

    @method_decorator(require_POST)
    def take_back_page(self, request, pk, row):
        """A proposal is not to be reviewed any more."""
        entity = self.editable(request, pk)
        proposal = get_object_or_404(Proposal.objects.of(entity), pk=row)
        self.done(request, lambda: proposing.take_back(proposal, by=request.user), _("Taken back."))
        return redirect("admin:profiles_entity_change", entity.pk)

    # ── Wishes ────────

    def wishes_page(self, request, pk):
        """Ask in words for what is not one's own to change; and what became of earlier wishes."""
        entity = self.entity(request, pk)
        may_ask = permissions.can_edit(request.user, entity)
        form = WordsForm(request.POST or None, label=_("What should change? Name the fact and, if you can, a source."))
        if request.method == "POST":
            if not may_ask:
                raise PermissionDenied
            if form.is_valid():
                words = form.cleaned_data["words"]
                self.done(request, lambda: proposing.ask(entity, by=request.user, words=words), _("Asked."))
                return redirect("admin:profiles_entity_wishes", entity.pk)
        wishes = Wish.objects.filter(entity_uid=entity.uid).select_related("author", "answered_by")
        context = self.desk_context(
            request,
            entity,
            _("Changes asked for: %s") % entity,
            form=form if may_ask else None,
            wishes=wishes,
            may_answer=permissions.edits_everything(request.user),
        )
        return render(request, "admin/profiles/entity/wishes.html", context)

    @method_decorator(require_POST)
    def answer_page(self, request, pk, row):
        """Say what became of a wish."""
        entity = self.entity(request, pk)
        if not permissions.edits_everything(request.user):
            raise PermissionDenied
        wish = get_object_or_404(Wish, entity_uid=entity.uid, pk=row)
        form = WordsForm(request.POST, label=_("Answer"))
        if said(request, form):
            words = form.cleaned_data["words"]
            self.done(request, lambda: proposing.answer(wish, by=request.user, words=words), _("Answered."))
        return redirect("admin:profiles_entity_wishes", entity.pk)

    # ── Several in one stroke ────────

    def has_publish_permission(self, request):
        return permissions.can_publish(request.user)

    @admin.action(description=gettext_lazy("Publish the selected profiles together"), permissions=["publish"])
    def publish_together(self, request, queryset):
        chosen = urlencode({"id": list(queryset.values_list("pk", flat=True))}, doseq=True)
        return redirect(f"{reverse('admin:profiles_entity_bundle')}?{chosen}")

    def bundle_page(self, request):
        """The working copies of several profiles, each with what differs: published at one moment, all or none."""
        if not permissions.can_publish(request.user):
            raise PermissionDenied
        chosen = [
            int(text) for text in request.GET.getlist("id") if text.isascii() and text.isdigit() and len(text) < 10
        ]
        entities = list(self.get_queryset(request).filter(pk__in=chosen).order_by("name_en"))
        own = any(request.user.pk in savedcopies.authors(entity) for entity in entities)
        contents = {entity.pk: workingcopy.document(entity) for entity in entities}
        form = PublishForm(request.POST or None, own=own, initial={"digest": "-"})
        if request.method == "POST" and len(entities) < len(set(chosen)):
            messages.error(request, _("A profile of these is no longer there. Look again, then publish."))
        elif request.method == "POST" and form.is_valid() and entities:
            data = form.cleaned_data
            digests = {entity.pk: request.POST.get(f"digest-{entity.pk}", "-") for entity in entities}

            def verb():
                words = own_words(data) | {"digests": digests}
                del words["digest"]
                publishing.publish_bundle(entities, by=request.user, at=data["at"], **words)

            if self.done(request, verb, said_moment(data["at"], *entities)):
                return redirect("admin:profiles_entity_changelist")
        live = {row.entity_uid: row for row in Publication.objects.live(timezone.now())}
        parts = [
            {
                "entity": entity,
                "digest": documents.digest(contents[entity.pk]),
                "changes": diff.changes(live_content(live, entity), contents[entity.pk]),
                "problems": checks.problems(contents[entity.pk]),
            }
            for entity in entities
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish together"),
            "form": form,
            "parts": parts,
        }
        return render(request, "admin/profiles/entity/bundle.html", context)


def live_content(live, entity):
    return live[entity.uid].content() if entity.uid in live else None
