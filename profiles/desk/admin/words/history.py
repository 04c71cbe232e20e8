"""What became of a word or a source: who changed what, from what to what; any earlier state taken up again."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import states, verbs
from ...verbs import vocabulary
from ..conflicts import labels, stateform
from ..pages.deskpage import attempt

PER_PAGE = 25


class WordHistory:
    """An admin whose “History” is read from the log, with a way back to each state that is known there."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.restore_page)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        return [path("<int:pk>/restore/<int:event>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Every change, newest first. Who may change the row has a button on each."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(states.events_of(row).select_related("actor"), PER_PAGE).get_page(request.GET.get("page"))
        words = labels.Words(self.model, [event.details.get("changes", {}) for event in page])
        page.object_list = [(event, words.lines(event.details.get("changes", {}))) for event in page]
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % row,
            "object": row,
            "opts": self.opts,
            "page_obj": page,
            "base_state": stateform.sign(row),
            "may_restore": self.has_change_permission(request, row),
            **(extra_context or {}),
        }
        return render(request, "admin/published/history.html", context)

    @method_decorator(require_POST)
    def restore_page(self, request, pk, event):
        """What stood before an event stands again, if nobody has changed the row since that was asked for."""
        with verbs.queueing():
            row = self.get_object(request, str(pk))
            if row is None:
                raise Http404
            if not self.has_change_permission(request, row):
                raise PermissionDenied
            event = get_object_or_404(states.events_of(row), pk=event)
            attempt(request, lambda: self.restore(request, row, event), _("What stood before stands again."))
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", pk)

    def restore(self, request, row, event) -> None:
        if stateform.Meanwhile(row, stateform.read(request.POST.get("base_state", ""), row)).stale:
            raise verbs.Refused(_("Somebody has changed it since you opened this page. Look at it again."))
        vocabulary.restore(row, event, by=request.user)
