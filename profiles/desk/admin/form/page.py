"""The page of the form of an entry: what stands around the fields, put together."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ... import workingcopy
from ...standing import Standing
from ...threads import open_threads, places_of
from ..pages import preview
from ..pages.deskpage import address, may_open
from . import presence  # noqa: F401 -- registers its door
from .levels import levels_of
from .needed import NEEDED, mark
from .parts import parts_of
from .refusals import Refusal, refusals_of
from .tools import confirmation, groups_of, tool_of

# What `entry-form.js` says while somebody types.
WORDS = {"left": _("Characters left: %s"), "over": _("Too many characters: %s")}


class FormPage:
    """An admin of entries whose form says where the entry stands, what is needed and what was refused."""

    change_form_template = "admin/profiles/entry/change_form.html"
    save_on_top = False
    # Titles of groups of fields and prefixes of rows, as they follow each other.
    order = ()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        standing = None
        if obj and obj.pk:
            content = content_of(request, form)
            standing = Standing.of(obj, request.user, content)
            context |= self.head(request, standing)
            context |= self.spoken_of(obj, content)
            context |= levels_of(obj, content, form, inlines, edits=standing.edits)
        context |= {
            "refused": refused_in(request, form, inlines),
            # Ours stands in its place.
            "errors": None,
            "parts": parts_of(
                context["adminform"],
                inlines,
                self.order,
                standing.problems if standing else (),
                NEEDED[self.model.entry_kind],
            ),
            "form_words": WORDS,
        }
        mark(form, self.model.entry_kind)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def spoken_of(self, entry, content: dict) -> dict:
        """What is said of the parts of the form, and of which one may speak."""
        threads = open_threads(entry, content)
        return {
            "threads": threads,
            "comment_count": sum(len(thread.comments) for thread in threads),
            "place_names": list(places_of(content)),
        }

    def head(self, request, standing: Standing) -> dict:
        """What stands above the form of an entry."""
        entry, beside = standing.entry, "beside" in request.GET
        return {
            "standing": standing,
            "step": tool_of(standing, standing.step()),
            "confirmation": confirmation(standing),
            "tools": groups_of(standing, may_delete=self.has_delete_permission(request, entry), beside=beside),
            "frame": preview.PreviewFrame.of(request, entry, width="phone") if beside else None,
        }

    def response_change(self, request, obj):
        """Who saved on the way to a tool goes on to it, or stays where it is none of these pages."""
        response, then = super().response_change(request, obj), request.POST.get("_then")
        if then is None:
            return response
        page, mark, query = then.partition("?")
        if not may_open(page, request.user, obj):
            return redirect(address("change", obj))
        return redirect(f"{address(page, obj)}{mark}{query}")


def refused_in(request, form, inlines) -> list[Refusal]:
    """What the list on top says; of the form as a whole the table of what others changed says it, if there is one."""
    found = refusals_of(form, [inline.formset for inline in inlines]) if form.is_bound else []
    meanwhile = getattr(request, "meanwhile", None)
    return [refusal for refusal in found if refusal.anchor or not (meanwhile and meanwhile.stale)]


def content_of(request, form) -> dict:
    """The document of the working copy as it is stored, whatever a refused form says."""
    meanwhile = getattr(request, "meanwhile", None)
    if meanwhile:
        return meanwhile.theirs
    return form.stored if form.stored else workingcopy.document(form.instance)
