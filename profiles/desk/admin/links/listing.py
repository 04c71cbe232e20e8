"""Addresses that the directory cites, for those who keep it: which are dead, where they stand, and what to do."""

import datetime as dt

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ... import moments, permissions, verbs
from ...links import where
from ...models import Entity, LinkState
from ...models.links import Answer
from ...verbs import links as link_verbs
from ..base import OnlyShown, ReadableLists
from .archives import archived_lines, offer
from .places import place_line

# Where there is nothing to say.
NOTHING = "–"


class StateFilter(admin.SimpleListFilter):
    """How an address stands; without a choice, the dead ones."""

    title = gettext_lazy("state")
    parameter_name = "state"
    CHOICES = (
        (None, gettext_lazy("Dead")),
        ("failing", gettext_lazy("Fails, dead or not yet")),
        ("moved", gettext_lazy("Moved for good")),
        ("unchecked", gettext_lazy("Could not be checked")),
        ("ignored", gettext_lazy("Left out on purpose")),
        ("all", gettext_lazy("All")),
    )

    def lookups(self, request, model_admin):
        return self.CHOICES[1:]

    def choices(self, changelist):
        for value, title in self.CHOICES:
            query = changelist.get_query_string({self.parameter_name: value} if value else {}, [self.parameter_name])
            yield {"selected": self.value() == value, "query_string": query, "display": title}

    def queryset(self, request, queryset):
        name = self.value() or "dead"
        if name == "all" or name not in {"dead", *(value for value, _title in self.CHOICES)}:
            return queryset
        return getattr(queryset, name)()


class LinkActionForm(ActionForm):
    """With the reason for which an address is left out."""

    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


class WithPlaces(ChangeList):
    """A list whose rows know where they stand."""

    def get_results(self, request):
        super().get_results(request)
        # Of no row there is nothing to do.
        self.show_admin_actions = self.show_admin_actions and bool(self.result_count)
        attach(list(self.result_list), request.user)


def attach(links, user) -> None:
    """To each where it stands, as far as this person may see that."""
    everything = permissions.edits_everything(user)
    seen = None if everything else set(Entity.objects.assigned_to(user).values_list("uid", flat=True))
    found = where.places_of(links, seen)
    for link in links:
        link.where = found.get(link.pk, [])


@admin.register(LinkState)
class LinkStateAdmin(OnlyShown, ReadableLists):
    """The list, and a page of each: to read. What is done goes through the verbs."""

    list_display = ["cited", "state", "found_in"]
    list_filter = [StateFilter, "answer"]
    search_fields = ["address"]
    fields = ["asked", "in_words", "since", "well", "answers", "stands_in", "kept_by", "archived", "left_out"]
    action_form = LinkActionForm
    actions = ["look_again", "ignore", "heed"]
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin-people.css"]}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"remarks": remarks(request)} | (extra_context or {}))

    def lookup_allowed(self, lookup, value, request):
        """By its state and its last answer alone: who left it out, and why, is no question to a list."""
        known = lookup in ("state", "answer", "answer__exact", "answer__in")
        return known and super().lookup_allowed(lookup, value, request)

    def get_changelist(self, request, **kwargs):
        return WithPlaces

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("ignored_by")
        return permissions.visible_links(request.user, rows)

    def get_object(self, request, object_id, from_field=None):
        link = super().get_object(request, object_id, from_field)
        if link:
            attach([link], request.user)
            link.reader = request.user
        return link

    def get_actions(self, request):
        found = super().get_actions(request)
        if not permissions.edits_everything(request.user):
            found = {name: action for name, action in found.items() if name == "look_again"}
        return found

    # ── What is said of one ────────

    @admin.display(description=gettext_lazy("address"), ordering="address")
    def cited(self, link):
        return format_html('<bdi dir="ltr">{}</bdi>', link.address)

    @admin.display(description=gettext_lazy("last answer"), ordering="failing_since")
    def state(self, link):
        """What it answered; since when it fails, or why it is left out."""
        words, since = self.in_words(link), self.since(link)
        if link.ignored_at:
            return format_html("{}<br><small>{}</small>", words, self.left_out(link))
        if not link.failing_since:
            return words
        return format_html("{}<br><small>{}: {}</small>", words, _("failing since"), since)

    @admin.display(description=gettext_lazy("where it stands"))
    def found_in(self, link):
        keepers = self.kept_by(link)
        if keepers == NOTHING:
            return self.stands_in(link)
        return format_html("{}<small>{}: {}</small>", self.stands_in(link), _("kept by"), keepers)

    @admin.display(description=gettext_lazy("address"))
    def asked(self, link):
        return outward(link.address)

    @admin.display(description=gettext_lazy("last answer"))
    def in_words(self, link):
        if not link.answer:
            return _("Not asked yet.")
        words = format_html("{} {}", link.get_answer_display(), status_of(link.status))
        if link.wanted:
            words = format_html("{} <small>{}</small>", words, _("The next round asks it again."))
        return format_html("{} {}", words, outward(link.moved_to)) if link.moved_to else words

    @admin.display(description=gettext_lazy("failing since"))
    def since(self, link):
        if not link.failing_since:
            return NOTHING
        times = ngettext("%d time in a row", "%d times in a row", link.failures) % link.failures
        return format_html("{} <small>{}</small>", moments.shown(link.failing_since), times)

    @admin.display(description=gettext_lazy("last answered well"))
    def well(self, link):
        return moments.shown(link.well_at) if link.well_at else _("Never since it has been checked.")

    @admin.display(description=gettext_lazy("last answers"))
    def answers(self, link):
        lines = [
            (moments.shown(dt.datetime.fromisoformat(moment)), Answer(answer).label, status_of(status))
            for moment, answer, status in link.lately
        ]
        items = format_html_join("", "<li>{}: {} {}</li>", lines)
        return format_html('<ul class="uses">{}</ul>', items) if lines else NOTHING

    @admin.display(description=gettext_lazy("where it stands"))
    def stands_in(self, link):
        items = format_html_join("", "<li>{}</li>", ((place_line(place),) for place in link.where))
        return format_html('<ul class="uses">{}</ul>', items) if link.where else _("Nowhere any more.")

    @admin.display(description=gettext_lazy("kept by"))
    def kept_by(self, link):
        names = dict.fromkeys(name for place in link.where for name in place.keepers)
        return format_html_join(_(", "), "<bdi>{}</bdi>", ((name,) for name in names)) or NOTHING

    @admin.display(description=gettext_lazy("archived address"))
    def archived(self, link):
        return archived_lines(link, link.reader)

    @admin.display(description=gettext_lazy("left out on purpose"))
    def left_out(self, link):
        if not link.ignored_at:
            return _("No.")
        who, when = link.ignored_by or NOTHING, moments.shown(link.ignored_at)
        return format_html(_("By {who}, {when}: {why}"), who=who, when=when, why=link.ignored_why)

    # ── What is done ────────

    @admin.action(description=gettext_lazy("Look again at the selected"))
    def look_again(self, request, queryset):
        number = link_verbs.look_again(queryset, by=request.user)
        sentence = ngettext("The next round asks %d address again.", "The next round asks %d addresses again.", number)
        messages.success(request, sentence % number)

    @admin.action(description=gettext_lazy("Leave the selected out on purpose (give a reason)"))
    def ignore(self, request, queryset):
        try:
            number = link_verbs.ignore(queryset, by=request.user, why=request.POST.get("why", ""))
        except verbs.Refused as refusal:
            messages.error(request, str(refusal))
            return
        sentence = ngettext("%d address is checked no more.", "%d addresses are checked no more.", number)
        messages.success(request, sentence % number)

    @admin.action(description=gettext_lazy("Check the selected again, if they were left out"))
    def heed(self, request, queryset):
        number = link_verbs.heed(queryset, by=request.user)
        sentence = ngettext("%d address is checked again.", "%d addresses are checked again.", number)
        messages.success(request, sentence % number)

    def get_urls(self):
        page = self.admin_site.admin_view(self.archive_page)
        name = "profiles_linkstate_archive"
        return [path("<int:pk>/archive/", page, name=name), *super().get_urls()]

    @method_decorator(require_POST)
    def archive_page(self, request, pk):
        """Write the archived address that is offered into the source that cites the dead one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        link = get_object_or_404(self.get_queryset(request), pk=pk)
        attach([link], request.user)
        sources = {str(source.pk): source for source in where.sources_of(link.where)}
        source = sources.get(request.POST.get("source", "")) or next(iter(sources.values()), None)
        if source is None:
            messages.error(request, _("No source of the register has this address any more."))
            return redirect("admin:profiles_linkstate_change", link.pk)
        try:
            link_verbs.use_archived(source, offer(link, source), by=request.user)
        except (verbs.Refused, ValidationError) as error:
            messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
            return redirect("admin:profiles_linkstate_change", link.pk)
        messages.success(request, _("The source has the archived address now. Look whether it shows the right text."))
        return redirect("admin:published_source_change", source.pk)


def remarks(request) -> list[str]:
    """What somebody has to know who reads the list: that nothing was checked yet, that not all of it is shown."""
    found = []
    if not LinkState.objects.filter(looked_at__isnull=False).exists():
        found.append(_("No address has been checked yet."))
    if "state" not in request.GET:
        found.append(_("Only dead addresses are shown, unless another state is chosen."))
    return found


def outward(address: str):
    """An address as a link that leads out of the desk."""
    return format_html(
        '<a href="{0}" rel="noopener noreferrer" target="_blank"><bdi dir="ltr">{0}</bdi></a>',
        address,
    )


def status_of(status: int | None):
    return format_html('<bdi dir="ltr">({})</bdi>', status) if status else ""
