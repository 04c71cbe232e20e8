"""A word is merged into another of its vocabulary, or is itself again; and what reads otherwise then, before it is."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from ... import permissions, states, uses, verbs
from ...verbs import vocabulary
from ..conflicts import labels, stateform
from ..pages.deskpage import attempt
from .inuse import listed

# What a word does not say of what it names.
ASIDE = ("code", "position", "retired", "merged_into")


class Merging:
    """An admin of words with a page on which one is merged into another, or the merging undone."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merging"
        view = self.admin_site.admin_view(self.merging_page)
        return [path("<int:pk>/merging/", view, name=name), *super().get_urls()]

    change_form_template = "admin/published/word_change_form.html"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= {"may_merge": obj and self.may_merge(request, obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_merge(self, request, row) -> bool:
        return permissions.can_publish(request.user) and self.has_change_permission(request, row)

    def merging_page(self, request, pk):
        """Which word (`into`), then what reads otherwise; of a merged word what reads as it stands again."""
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not self.may_merge(request, row):
            raise PermissionDenied
        other = row.merged_into or self.chosen(row, request.POST.get("into") or request.GET.get("into", ""))
        if request.method == "POST" and other and self.act(request, row, other):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo the merging of “%s”") % row if row.merged_into else _("Merge “%s” into another") % row,
            "object": row,
            "opts": self.opts,
            "other": other,
            "candidates": self.candidates(row),
            **(self.outlook(request, row, other) if other else {}),
        }
        return render(request, "admin/published/merging.html", context)

    def candidates(self, row):
        return self.model.objects.in_use().exclude(pk=row.pk)

    def chosen(self, row, text: str):
        return self.candidates(row).filter(pk=text).first() if text.isdecimal() and len(text) < 10 else None

    def act(self, request, row, other) -> bool:
        """Merge or undo, if both words say what they said when that was asked for."""
        token = request.POST.get("base_state", "")

        def merge():
            with verbs.queueing():
                pair = [self.model.objects.filter(pk=word.pk).first() for word in (row, other)]
                if None in pair or pair_state(*pair) != stateform.read(token, row):
                    raise verbs.Refused(_("Somebody has changed it since you opened this page. Look at it again."))
                if row.merged_into:
                    vocabulary.undo_merging(row, by=request.user)
                else:
                    vocabulary.merge(row, other, by=request.user)

        words = {"word": row, "other": other}
        done = _("“%(word)s” is itself again.") if row.merged_into else _("“%(word)s” reads as “%(other)s” now.")
        return attempt(request, merge, done % words)

    def outlook(self, request, row, other) -> dict:
        """What reads otherwise: how many, where, and what the one word says and the other does not."""
        found = [(word, uses.uses_of(word, request.user)) for word in row.family()]
        before, after = (states.state_of(word) for word in (row, other))
        if row.merged_into:
            before, after = after, before
        changes = {name: pair for name, pair in states.differences(before, after).items() if name not in ASIDE}
        return {
            "places": [(word, listed(named)) for word, named in found],
            "public": sum(len(named.publications) for _word, named in found),
            "copies": sum(len(named.parts) for _word, named in found),
            "lines": labels.lines(self.model, changes),
            "problem": problem_of(row, other),
            "base_state": stateform.sign_state(pair_state(row, other), row),
        }


def pair_state(row, other) -> dict:
    """What both words say; of a merged one the other is what it is merged into."""
    return {"word": states.state_of(row), "other": states.state_of(other)}


def problem_of(row, other) -> str:
    """Why a word cannot be merged into another; nothing of one that is."""
    if row.merged_into_id:
        return ""
    try:
        row.check_merging(other)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
