"""The public facts of a profile, each to be confirmed as still true today."""

from collections.abc import Mapping

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.published import diff, labels
from profiles.reading import facts
from profiles.reading.reading import Reading

from ...models import Entity
from ...verbs import publishing
from .deskpage import address, attempt, desk_page, live, may_edit, render_page
from .stilltrue import as_read


@desk_page("confirm", right=may_edit, models=[Entity])
def confirm(request, entry):
    public = live(entry)
    if request.method == "POST":
        # All that the page showed, as it read there, whatever has become public since.
        read = as_read(request.POST.getlist("shown" if "_all" in request.POST else "fact"))

        def verb():
            publishing.confirm(entry, by=request.user, facts=list(read), read=read)

        sentence = ngettext("%d fact is confirmed as of today.", "%d facts are confirmed as of today.", len(read))
        if attempt(request, verb, sentence % len(read)):
            return redirect(address("change", entry))
    profile = public and facts.confirmed_profile(public, Reading.now())
    kinds = facts_by_kind(profile, public.fact_digests()) if profile else []
    return render_page(
        request,
        entry,
        "confirm",
        _("Confirm facts of %s") % entry,
        profile=profile,
        kinds=kinds,
        number=sum(len(terms) for _label, terms in kinds),
    )


def facts_by_kind(profile, digests: Mapping[str, str]) -> list[tuple]:
    """What a kind is called, and its facts: each as itself, in words, and as it is posted."""
    kinds = {
        "memberships": profile.memberships,
        "role_terms": profile.roles,
        "affiliations": profile.affiliations,
        "responsible_entities": profile.responsible,
    }
    return [(labels.LABELS[key], [shown(term, digests) for term in terms]) for key, terms in kinds.items() if terms]


def shown(term, digests: Mapping[str, str]) -> tuple:
    uid = term.fact["uid"]
    return term, diff.describe(term.fact), f"{uid}:{digests[uid]}"
