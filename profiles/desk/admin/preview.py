"""The working copy as the public would read it: in a frame at two widths, beside the form, and by a link to send."""

from dataclasses import dataclass

from csp.constants import SELF
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from .. import permissions, previewing, workingcopy

LANGUAGES = {"en": "English", "ar": "العربية"}
WIDTHS = {"phone": gettext_lazy("Phone, 390 px"), "desktop": gettext_lazy("Desktop, 1280 px")}


class ShareForm(forms.Form):
    """For how long a link works."""

    days = forms.TypedChoiceField(label=gettext_lazy("It works for"), coerce=int, initial=previewing.USUAL_DAYS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in previewing.DAYS
        ]


@dataclass(frozen=True)
class Frame:
    """What the frame shows: the language and the width that the address asks for, or else the usual ones."""

    entity: object
    language: str
    width: str

    widths = WIDTHS

    @classmethod
    def asked(cls, request, entity, width="desktop"):
        language = request.GET.get("language")
        asked = request.GET.get("width")
        return cls(
            entity,
            language if language in LANGUAGES else request.LANGUAGE_CODE,
            asked if asked in WIDTHS else width,
        )

    @property
    def address(self) -> str:
        return self.address_in(self.language)

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """Code, name, and where the page is in that language."""
        return [(code, label, self.address_in(code)) for code, label in LANGUAGES.items()]

    def address_in(self, language: str) -> str:
        with translation.override(language):
            return reverse("admin:profiles_entity_preview_page", args=[self.entity.pk])


class Preview:
    """The preview pages of a profile's admin."""

    def get_urls(self):
        own = [
            self.desk_path("<int:pk>/preview/", "preview"),
            self.desk_path("<int:pk>/links/", "links"),
            self.desk_path("<int:pk>/links/<int:row>/revoke/", "revoke"),
            path(
                "<int:pk>/preview/page/",
                self.admin_site.admin_view(self.framed_page),
                name="profiles_entity_preview_page",
            ),
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        if (entity := kwargs.get("obj")) and "beside" in request.GET:
            context["frame"] = Frame.asked(request, entity, width="phone")
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_page(self, request, pk):
        """A bar to choose language and width, and the page in a frame."""
        entity = self.entity(request, pk)
        context = self.desk_context(
            request,
            entity,
            _("Preview of %s") % entity,
            frame=Frame.asked(request, entity),
            is_nav_sidebar_enabled=False,
        )
        return render(request, "admin/profiles/entity/preview.html", context)

    @method_decorator(xframe_options_sameorigin)
    def framed_page(self, request, pk):
        """The working copy in the public template: the one page that may stand in a frame, and in ours alone."""
        entity = self.entity(request, pk)
        response = previewing.page(
            request,
            workingcopy.document(entity),
            recorded=timezone.localdate(),
            logo_address=self.desk_url("logo", entity),
            preview=entity,
        )
        response._csp_replace = {"frame-ancestors": [SELF]}
        return previewing.no_store(response)

    def links_page(self, request, pk):
        """The links to saved copies of the profile; and the form that makes one, whose address is shown once."""
        entity = self.entity(request, pk)
        if not permissions.can_edit(request.user, entity):
            raise PermissionDenied
        form, addresses = ShareForm(request.POST or None), []
        if request.method == "POST" and form.is_valid():
            _link, token = previewing.share(entity, by=request.user, days=form.cleaned_data["days"])
            addresses = addresses_of(token)
        now = timezone.now()
        links = previewing.links_of(entity).select_related("made_by", "copy")
        context = self.desk_context(
            request,
            entity,
            _("Links to read %s") % entity,
            form=form,
            addresses=addresses,
            links=[(link, link.opens(now)) for link in links],
        )
        return render(request, "admin/profiles/entity/links.html", context)

    @method_decorator(require_POST)
    def revoke_page(self, request, pk, row):
        """A link stops working at once."""
        entity = self.entity(request, pk)
        link = get_object_or_404(previewing.links_of(entity), pk=row)
        self.done(request, lambda: previewing.revoke(link, entity=entity, by=request.user), _("The link is revoked."))
        return redirect("admin:profiles_entity_links", entity.pk)


def addresses_of(token):
    """The address in each language: code, name, address."""
    found = []
    for code, label in LANGUAGES.items():
        with translation.override(code):
            address = reverse("preview", args=[token])
        found.append((code, label, settings.SITE_URL + address))
    return found
