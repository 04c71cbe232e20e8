"""Links to read a saved copy without an account: make one, revoke one."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from profiles.values.languages import OWN_NAMES

from ... import previewing
from .deskpage import address, attempt, desk_act, desk_page, may_edit, render_page


class ShareForm(forms.Form):
    """For how long a link works."""

    days = forms.TypedChoiceField(label=gettext_lazy("It works for"), coerce=int, initial=previewing.USUAL_DAYS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in previewing.DAYS
        ]


@desk_page("links", right=may_edit)
def links(request, entry):
    """The links to saved copies of the entry; and the form that makes one, whose address is shown once."""
    form, addresses = ShareForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        _link, token = previewing.share(entry, by=request.user, days=form.cleaned_data["days"])
        addresses = addresses_of(token)
    now, made = timezone.now(), previewing.links_of(entry).select_related("made_by", "copy")
    return render_page(
        request,
        entry,
        "links",
        _("Links to read %s") % entry,
        form=form,
        addresses=addresses,
        links=[(link, link.opens(now)) for link in made],
    )


def addresses_of(token: str) -> list[tuple[str, str, str]]:
    """The address in each language: code, name, address."""
    found = []
    for code, label in OWN_NAMES.items():
        with translation.override(code):
            address = reverse("preview", args=[token])
        found.append((code, label, settings.SITE_URL + address))
    return found


@desk_act("revoke", "<int:pk>/links/<int:row>/revoke/", right=may_edit)
def revoke(request, entry, row):
    """A link stops working at once."""
    link = get_object_or_404(previewing.links_of(entry), pk=row)
    attempt(request, lambda: previewing.revoke(link, entry=entry, by=request.user), _("The link is revoked."))
    return redirect(address("links", entry))
