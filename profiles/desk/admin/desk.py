"""What can be done with a profile beside editing and previewing it: publish, schedule, withdraw, restore, confirm.

The pages hold no rules: each asks `permissions`, shows a form and calls a verb of `publishing`.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from profiles.published import diff, documents
from profiles.published.models import Publication, Release
from profiles.reading import facts
from profiles.reading.reading import Reading
from profiles.site.views.profiles import picture
from profiles.values.partialdate import LATEST

from .. import checks, permissions, publishing, savedcopies, verbs, workingcopy


def before_the_calendar_ends(moment):
    if moment.year > LATEST:
        raise ValidationError(gettext_lazy("That is too far in the future."))


def moment_field():
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=gettext_lazy("Not now, but at"),
        required=False,
        widget=widget,
        validators=[before_the_calendar_ends],
        help_text=timezone.get_default_timezone_name(),
    )


def arabic(label, **kwargs):
    area = forms.Textarea(attrs={"rows": 2, "dir": "rtl", "lang": "ar"})
    return forms.CharField(label=label, widget=area, **kwargs)


def english(label, **kwargs):
    area = forms.Textarea(attrs={"rows": 2, "dir": "ltr", "lang": "en"})
    return forms.CharField(label=label, widget=area, **kwargs)


class PublishForm(forms.Form):
    """What goes with a release: when, and words for the public and for the log."""

    at = moment_field()
    note_en = english(gettext_lazy("Public note on the change, in English"), required=False, max_length=500)
    note_ar = arabic(gettext_lazy("Public note on the change, in Arabic"), required=False, max_length=500)
    message = english(gettext_lazy("For the private log"), required=False, max_length=2000)
    override = forms.CharField(
        label=gettext_lazy("You wrote part of this yourself: why do you publish it all the same?"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        max_length=2000,
        help_text=gettext_lazy("It is better that somebody else reads it. Your reason is kept in the private log."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        if not own:
            del self.fields["override"]


def own_words(data) -> dict:
    """What a publishing verb is told, from a PublishForm."""
    return {
        "digest": data["digest"],
        "note": (data["note_en"], data["note_ar"]),
        "message": data["message"],
        "override": data.get("override", ""),
    }


def said_moment(at, *entities) -> str:
    """What was done, as sentences: also what stays scheduled after it."""
    if at:
        return _("Scheduled: the public sees it from %s on.") % written(at)
    sentences = [_("Published.")]
    for entity in entities:
        if following := Release.objects.of(entity).future(timezone.now()).order_by("live_from").first():
            sentences.append(_("A later release stays scheduled for %s.") % written(following.live_from))
    return " ".join(sentences)


def together(release) -> str:
    """The other addresses of the bundle that a release belongs to."""
    if not release.bundle:
        return ""
    others = Release.objects.filter(bundle=release.bundle).exclude(pk=release.pk)
    return _(", ").join(others.order_by("slug").values_list("slug", flat=True))


def written(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


class MoveForm(forms.Form):
    """The new moment of a scheduled release."""

    at = forms.DateTimeField(
        label=gettext_lazy("Move to"), widget=moment_field().widget, validators=[before_the_calendar_ends]
    )


class WithdrawForm(forms.Form):
    """Why the public no longer sees a profile, and where to go instead."""

    reason_en = english(gettext_lazy("Public reason, in English"), max_length=500)
    reason_ar = arabic(gettext_lazy("Public reason, in Arabic"), max_length=500)
    successor = forms.SlugField(
        label=gettext_lazy("Successor"),
        required=False,
        help_text=gettext_lazy("The address of the profile that takes its place, as in “iom”."),
    )
    at = moment_field()
    message = english(gettext_lazy("For the private log"), required=False, max_length=2000)


class Desk:
    """The desk pages of a profile's admin."""

    change_form_template = "admin/profiles/entity/change_form.html"

    PAGES = ("publish", "withdraw", "versions", "confirm", "logo")
    ACTS = ("restore", "cancel", "move")

    def get_urls(self):
        own = [self.desk_path(f"<int:pk>/{name}/", name) for name in self.PAGES]
        own += [self.desk_path(f"<int:pk>/{name}/<int:row>/", name) for name in self.ACTS]
        return own + super().get_urls()

    def desk_path(self, route, name):
        return path(route, self.admin_site.admin_view(getattr(self, f"{name}_page")), name=f"profiles_entity_{name}")

    def desk_url(self, name, entity, *args):
        return reverse(f"admin:profiles_entity_{name}", args=[entity.pk, *args])

    def entity(self, request, pk, *, publisher=False):
        """The profile, if this person may see it and (for `publisher`) may publish."""
        entity = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, entity):
            raise PermissionDenied
        if publisher and not permissions.can_publish(request.user):
            raise PermissionDenied
        return entity

    def desk_context(self, request, entity, title, **more):
        live = Publication.objects.of(entity).live(timezone.now()).first()
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "entity": entity,
            "original": entity,
            "title": title,
            "live": live,
            "may_publish": permissions.can_publish(request.user),
            "may_edit": permissions.can_edit(request.user, entity),
            "may_restore": permissions.edits_everything(request.user),
            **more,
        }

    def render_change_form(self, request, context, *args, **kwargs):
        if obj := kwargs.get("obj"):
            context |= {
                "may_publish": permissions.can_publish(request.user),
                "may_edit": permissions.can_edit(request.user, obj),
                "live_number": obj.live_number if hasattr(obj, "live_number") else None,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def done(self, request, verb, sentence):
        """Call a verb; say what was done, or why not. Whether it was done."""
        try:
            verb()
        except verbs.Refused as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, sentence)
        return True

    # ── Pages ────────

    def publish_page(self, request, pk):
        """What differs from the public version; and the form that publishes it, now or at a moment."""
        entity = self.entity(request, pk, publisher=True)
        content = workingcopy.document(entity)
        own = request.user.pk in savedcopies.authors(entity)
        form = PublishForm(request.POST or None, own=own, initial={"digest": documents.digest(content)})
        if request.method == "POST":
            if form.is_valid() and self.publish(request, entity, form.cleaned_data):
                return redirect("admin:profiles_entity_change", entity.pk)
            # What is shown now is what the next press of the button approves.
            form.data = form.data.copy()
            form.data["digest"] = documents.digest(content)
        live = Publication.objects.of(entity).live(timezone.now()).first()
        future = Release.objects.of(entity).future(timezone.now()).order_by("live_from")
        return render(
            request,
            "admin/profiles/entity/publish.html",
            self.desk_context(
                request,
                entity,
                _("Publish %s") % entity,
                form=form,
                changes=diff.changes(live and live.content(), content),
                problems=checks.problems(content),
                future=future,
            ),
        )

    def publish(self, request, entity, data):
        sentence = said_moment(data["at"], entity)
        return self.done(
            request, lambda: publishing.publish(entity, by=request.user, at=data["at"], **own_words(data)), sentence
        )

    def withdraw_page(self, request, pk):
        """Take the profile from the public."""
        entity = self.entity(request, pk, publisher=True)
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

            if self.done(request, verb, _("Withdrawn.") if not data["at"] else _("Withdrawal scheduled.")):
                return redirect("admin:profiles_entity_change", entity.pk)
        context = self.desk_context(request, entity, _("Withdraw %s") % entity, form=form)
        return render(request, "admin/profiles/entity/withdraw.html", context)

    def versions_page(self, request, pk):
        """Every publication and when it was public; what is scheduled."""
        entity = self.entity(request, pk)
        future = Release.objects.of(entity).future(timezone.now()).select_related("publication")
        context = self.desk_context(
            request,
            entity,
            _("Versions of %s") % entity,
            publications=Publication.objects.of(entity).prefetch_related("releases").order_by("-number"),
            future=[(release, together(release)) for release in future.order_by("live_from")],
        )
        return render(request, "admin/profiles/entity/versions.html", context)

    def confirm_page(self, request, pk):
        """The public facts, each to be confirmed as still true today."""
        entity = self.entity(request, pk)
        if not permissions.can_edit(request.user, entity):
            raise PermissionDenied
        live = Publication.objects.of(entity).live(timezone.now()).first()
        if request.method == "POST":
            chosen = request.POST.getlist("fact")

            def verb():
                publishing.confirm(entity, by=request.user, facts=chosen)

            if self.done(request, verb, _("Confirmed as of today.")):
                return redirect("admin:profiles_entity_change", entity.pk)
        profile = live and facts.confirmed_profile(live, Reading.now())
        context = self.desk_context(request, entity, _("Confirm facts of %s") % entity, profile=profile)
        if profile:
            context["kinds"] = [
                (diff.LABELS[key], [(term, diff.describe(term.fact)) for term in terms])
                for key, terms in (
                    ("memberships", profile.memberships),
                    ("role_terms", profile.roles),
                    ("affiliations", profile.affiliations),
                    ("responsible_entities", profile.responsible),
                )
                if terms
            ]
        return render(request, "admin/profiles/entity/confirm.html", context)

    def logo_page(self, request, pk):
        """The logo of the working copy, which may not be public yet."""
        entity = self.entity(request, pk)
        if not entity.logo:
            raise Http404
        return picture(entity.logo)

    # ── Acts of one click ────────

    @method_decorator(require_POST)
    def restore_page(self, request, pk, row):
        """An earlier version becomes the working copy; the public sees no change until it is published."""
        entity = self.entity(request, pk)
        if not permissions.edits_everything(request.user):
            raise PermissionDenied
        publication = get_object_or_404(Publication.objects.of(entity), pk=row)
        sentence = _("Version %d is the working copy now. What was there is kept.") % publication.number
        self.done(request, lambda: savedcopies.restore(publication, by=request.user), sentence)
        return redirect("admin:profiles_entity_change", entity.pk)

    @method_decorator(require_POST)
    def move_page(self, request, pk, row):
        """A scheduled release, and with it its bundle, happens at another moment."""
        entity = self.entity(request, pk, publisher=True)
        release = get_object_or_404(Release.objects.of(entity), pk=row)
        form = MoveForm(request.POST)
        if form.is_valid():
            at = form.cleaned_data["at"]
            self.done(request, lambda: publishing.move(release, by=request.user, at=at), said_moment(at))
        else:
            messages.error(request, form.errors["at"][0])
        return redirect("admin:profiles_entity_versions", entity.pk)

    @method_decorator(require_POST)
    def cancel_page(self, request, pk, row):
        """A scheduled release, and with it its bundle, does not happen."""
        entity = self.entity(request, pk, publisher=True)
        release = get_object_or_404(Release.objects.of(entity), pk=row)
        self.done(request, lambda: publishing.cancel(release, by=request.user), _("Cancelled."))
        return redirect("admin:profiles_entity_versions", entity.pk)
