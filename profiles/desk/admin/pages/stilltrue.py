"""One click: what somebody read of a profile, its facts that grew old or `one` of them, is still true today."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...models import Entity
from ...verbs import publishing
from .deskpage import attempt, desk_act, may_edit


@desk_act("still_true", "<int:pk>/still-true/", right=may_edit, models=[Entity])
def still_true(request, entry):
    read = as_read(request.POST.getlist("one") or request.POST.getlist("fact"))

    def verb():
        publishing.confirm(entry, by=request.user, facts=list(read), read=read)

    attempt(request, verb, _("Confirmed as of today: %s.") % entry)
    return redirect("admin:index" if "desk" in request.POST else "admin:stale")


def as_read(posted: list[str]) -> dict[str, str]:
    """Each fact is posted with the digest of what was read, `uid:digest`: the digests by uid."""
    found = [text.partition(":") for text in posted]
    if any(not digest for _uid, _sign, digest in found):
        raise BadRequest
    return {uid: digest for uid, _sign, digest in found}
