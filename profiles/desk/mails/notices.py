"""E-mails about the way of a change: one each, in the reader's language, with a direct link, queued with the change.

Who does not want them is not written to.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from profiles.site.addresses import address_of

from .. import entries, moments
from ..models import Comment, Proposal, Report, User, Wish
from .queue import put


def notify_of_proposal(proposal: Proposal) -> None:
    """To those who can publish."""
    for person in recipients("publish_entity").exclude(pk=proposal.author_id):
        with translation.override(person.language):
            replaced = _("It replaces the earlier proposal.") if proposal.replaces else ""
            put(
                person,
                _("Proposed: %s") % title(proposal),
                _("%s proposes a change and says:") % proposal.author,
                proposal.message,
                replaced,
                desk_link(proposal, "review", proposal.pk),
            )


def notify_of_return(proposal: Proposal) -> None:
    """To its author."""
    notify_author(
        proposal,
        proposal.decided_by,
        lambda: (_("Returned: %s"), _("%s returns your proposal and says:"), proposal.reason),
    )


def notify_of_publication(proposal: Proposal) -> None:
    """To its author."""
    scheduled = proposal.release.live_from > timezone.now()

    def texts():
        if scheduled:
            moment = moments.in_words(proposal.release.live_from)
            return _("Scheduled: %s"), _("%s has approved your proposal; it becomes public at a set moment:"), moment
        return _("Published: %s"), _("%s has published your proposal."), ""

    notify_author(proposal, proposal.decided_by, texts)


def notify_of_cancellation(proposal: Proposal, *, by: User, overtaken: bool) -> None:
    """To its author: it does not become public at the moment that was set; where it is overtaken, not at any other."""
    notify_author(
        proposal,
        by,
        lambda: (
            _("Cancelled: %s"),
            _("%s has cancelled the scheduled release of your proposal."),
            _("Another version was published, scheduled or withdrawn since this was proposed. Propose it anew.")
            if overtaken
            else _("It is %s now.") % proposal.get_state_display(),
        ),
    )


def notify_author(proposal: Proposal, by: User, texts: Callable[[], tuple[str, str, str]]) -> None:
    """What somebody else did with a proposal: a subject that names the profile, a sentence that names `by`, and more;
    each in the language of the author."""
    person = proposal.author
    if person.pk == by.pk or not (person.mails and person.is_current()):
        return
    with translation.override(person.language):
        subject, sentence, text = texts()
        address = desk_link(proposal, "change")
        put(person, subject % title(proposal), sentence % by, text, address)


def notify_of_wish(wish: Wish) -> None:
    """To the secretariat: whoever edits every profile may answer."""
    for person in recipients("edit_every_entity").exclude(pk=wish.author_id):
        with translation.override(person.language):
            address = desk_link(wish, "wishes")
            put(person, _("A change is asked for: %s") % title(wish), _("%s asks:") % wish.author, wish.words, address)


def notify_of_answer(wish: Wish) -> None:
    """To the one who asked."""
    person = wish.author
    if person.mails and person.is_current():
        with translation.override(person.language):
            address = desk_link(wish, "wishes")
            sentence = _("%s answers your wish:") % wish.answered_by
            put(person, _("Answered: %s") % title(wish), sentence, wish.answer, address)


def notify_of_comment(comment: Comment, people: Iterable[User]) -> None:
    """To whom it concerns (`commenting.concerned`)."""
    for person in people:
        if person.mails:
            with translation.override(person.language):
                address = desk_link(comment, "comments")
                sentence = _("%s comments on the working copy:") % comment.author
                put(person, _("Comment: %s") % title(comment), sentence, comment.words, address)


def notify_of_closing(report: Report) -> None:
    """To the visitor who reported a mistake, if an address was left. The report forgets it with the same transaction,
    the mail once it is sent."""
    entry = entries.find(report.entry_uid)
    with translation.override(report.language):
        subject = _("Your report %s") % report.number
        sentence = _("You reported a mistake in the member directory. The editors answer:")
        put(report, subject, sentence, report.answer, settings.SITE_URL + address_of(entry.entry_kind, entry.slug))


def recipients(right: str):
    """Who holds a right and wants e-mails."""
    return User.objects.current().with_right(right).filter(mails=True).exclude(email="")


def title(row) -> str:
    return entries.find(row.entry_uid).name


def desk_link(row, page: str, *args) -> str:
    """The absolute address of a page of the entry that a row is about, in the language of the moment."""
    entry = entries.find(row.entry_uid)
    return settings.SITE_URL + reverse(entries.address_name(entry, page), args=[entry.pk, *args])
