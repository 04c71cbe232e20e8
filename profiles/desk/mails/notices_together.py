"""E-mails about what was proposed together: one for all of it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.values import languages

from .. import entries
from ..models import Proposal, User
from . import notices, phrases


def notify_of_proposals(proposals: list[Proposal]) -> None:
    """To those who can publish."""
    if len(proposals) == 1:
        notices.notify_of_proposal(proposals[0])
        return
    first = proposals[0]
    page = f"admin:profiles_{entries.find(first.entry_uid)._meta.model_name}_review_together"
    for person in notices.recipients("publish_entity").exclude(pk=first.author_id):
        with languages.reading(person.language):
            words = about(proposals, first.author)
            notices.tell(
                person,
                notices.subject_to_review(first, words),
                _("%(who)s proposes these changes, to be decided together, and says:") % words,
                first.message,
                names(proposals),
                notices.to_decide_by(first),
                link=settings.SITE_URL + reverse(page, args=[first.bundle]),
                why=phrases.MAY_PUBLISH,
            )


def notify_of_returns(proposals: list[Proposal]) -> None:
    """To their author."""
    first = proposals[0]
    person = first.author
    if person.pk == first.decided_by_id or not (person.mails and person.is_current()):
        return
    with languages.reading(person.language):
        words = about(proposals, first.decided_by)
        notices.tell(
            person,
            _("Returned: %(name)s, by %(who)s") % words,
            _("%(who)s returns what you proposed together and says:") % words,
            first.reason,
            names(proposals),
            notices.after_return(),
            link=settings.SITE_URL + reverse("admin:index"),
            why=phrases.PROPOSED_IT,
        )


def names(proposals: list[Proposal]) -> str:
    return "\n".join(notices.title(row) for row in proposals)


def about(proposals: list[Proposal], by: User) -> dict[str, str]:
    """What a sentence names: the first, and how many more there are; and who did something."""
    words, more = notices.about(proposals[0], by), len(proposals) - 1
    if more:
        several = ngettext("%(name)s and %(more)d more", "%(name)s and %(more)d more", more)
        words["name"] = several % {"name": words["name"], "more": more}
    return words
