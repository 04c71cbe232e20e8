"""E-mails about what was proposed together: one for all of it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import entries
from ..models import Proposal
from . import notices
from .queue import put


def notify_of_proposals(proposals: list[Proposal]) -> None:
    """To those who can publish."""
    if len(proposals) == 1:
        notices.notify_of_proposal(proposals[0])
        return
    first = proposals[0]
    page = f"admin:profiles_{entries.find(first.entry_uid)._meta.model_name}_review_together"
    for person in notices.recipients("publish_entity").exclude(pk=first.author_id):
        with translation.override(person.language):
            put(
                person,
                subject(_("Proposed together: %s"), proposals),
                _("%s proposes a change and says:") % first.author,
                first.message,
                names(proposals),
                settings.SITE_URL + reverse(page, args=[first.bundle]),
            )


def notify_of_returns(proposals: list[Proposal]) -> None:
    """To their author."""
    first = proposals[0]
    person = first.author
    if person.pk == first.decided_by_id or not (person.mails and person.is_current()):
        return
    with translation.override(person.language):
        put(
            person,
            subject(_("Returned: %s"), proposals),
            _("%s returns your proposal and says:") % first.decided_by,
            first.reason,
            names(proposals),
            settings.SITE_URL + reverse("admin:index"),
        )


def names(proposals: list[Proposal]) -> str:
    return "\n".join(notices.title(row) for row in proposals)


def subject(text: str, proposals: list[Proposal]) -> str:
    """A subject that names the first, and says how many more there are."""
    first, more = notices.title(proposals[0]), len(proposals) - 1
    rest = ngettext("%(name)s and %(more)d more", "%(name)s and %(more)d more", more)
    return text % (rest % {"name": first, "more": more} if more else first)
