"""E-mails about the way of a change: one each, in the reader's language, with a direct link, queued with the change.

The subject says what happened or is asked, by when, of what, and who did it; the last sentence, why somebody gets it.
Who does not want them is not written to.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.site.addresses import address_of
from profiles.values import languages

from .. import entries, moments, worklist
from ..models import Comment, Proposal, Report, User, Wish
from . import phrases
from .queue import put


def notify_of_proposal(proposal: Proposal) -> None:
    """To those who can publish."""
    for person in recipients("publish_entity").exclude(pk=proposal.author_id):
        with languages.reading(person.language):
            words = about(proposal, proposal.author)
            tell(
                person,
                subject_to_review(proposal, words),
                _("%(who)s proposes a change of “%(name)s” and says:") % words,
                proposal.message,
                _("It replaces the earlier proposal.") if proposal.replaces else "",
                to_decide_by(proposal),
                link=desk_link(proposal, "review", proposal.pk),
                why=phrases.MAY_PUBLISH,
            )


def subject_to_review(proposal: Proposal, words: dict[str, str]) -> str:
    return _("To review by %(day)s: %(name)s, proposed by %(who)s") % (words | {"day": due_day(proposal)})


def to_decide_by(proposal: Proposal) -> str:
    moment = moments.in_words(proposal.at + worklist.OVERDUE)
    return _("Please publish it or return it by %s. After that it is marked as overdue.") % moment


def notify_of_return(proposal: Proposal) -> None:
    """To its author."""
    notify_author(
        proposal,
        proposal.decided_by,
        lambda words: (
            _("Returned: %(name)s, by %(who)s") % words,
            _("%(who)s returns what you proposed of “%(name)s” and says:") % words,
            proposal.reason,
            after_return(),
        ),
    )


def after_return() -> str:
    return _("Nothing of it is published, and nothing is lost. Change it where it is needed, and propose it again.")


def notify_of_publication(proposal: Proposal) -> None:
    """To its author."""
    live_from = proposal.release.live_from

    def texts(words):
        if live_from > timezone.now():
            words |= {"day": phrases.day(live_from), "moment": moments.in_words(live_from)}
            return (
                _("Scheduled for %(day)s: %(name)s, by %(who)s") % words,
                _("%(who)s has approved what you proposed of “%(name)s”. It becomes public on %(moment)s.") % words,
                _("Nothing is left for you to do."),
            )
        return (
            _("Published: %(name)s, by %(who)s") % words,
            _("%(who)s has published what you proposed of “%(name)s”.") % words,
            _("Nothing is left for you to do."),
        )

    notify_author(proposal, proposal.decided_by, texts)


def notify_of_cancellation(proposal: Proposal, *, by: User, overtaken: bool) -> None:
    """To its author: it does not become public at the moment that was set; where it is overtaken, not at any other."""
    notify_author(
        proposal,
        by,
        lambda words: (
            _("Cancelled: %(name)s, by %(who)s") % words,
            _("%(who)s has cancelled the scheduled release of what you proposed of “%(name)s”.") % words,
            _("Another version was published, scheduled or withdrawn since this was proposed. Propose it anew.")
            if overtaken
            else _("It is %s now.") % proposal.get_state_display(),
        ),
    )


def notify_author(proposal: Proposal, by: User, texts: Callable[[dict[str, str]], tuple[str, ...]]) -> None:
    """What somebody else did with a proposal: the subject, then paragraphs, each in the language of the author."""
    person = proposal.author
    if person.pk == by.pk or not (person.mails and person.is_current()):
        return
    with languages.reading(person.language):
        subject, *paragraphs = texts(about(proposal, by))
        tell(person, subject, *paragraphs, link=desk_link(proposal, "change"), why=phrases.PROPOSED_IT)


def notify_of_wish(wish: Wish) -> None:
    """To the secretariat: whoever edits every profile may answer."""
    for person in recipients("edit_every_entity").exclude(pk=wish.author_id):
        with languages.reading(person.language):
            words = about(wish, wish.author) | {"day": due_day(wish)}
            moment = moments.in_words(wish.at + worklist.OVERDUE)
            tell(
                person,
                _("To answer by %(day)s: a change of %(name)s, asked for by %(who)s") % words,
                _("%(who)s asks for a change of “%(name)s”:") % words,
                wish.words,
                _("Please make it, or say why not, by %s. After that it is marked as overdue.") % moment,
                link=desk_link(wish, "wishes"),
                why=phrases.MAY_CHANGE_ALL,
            )


def notify_of_answer(wish: Wish) -> None:
    """To the one who asked."""
    person = wish.author
    if person.mails and person.is_current():
        with languages.reading(person.language):
            words = about(wish, wish.answered_by)
            tell(
                person,
                _("Answered: your wish about %(name)s, by %(who)s") % words,
                _("%(who)s answers your wish about “%(name)s”:") % words,
                wish.answer,
                _("You asked:"),
                wish.words,
                link=desk_link(wish, "wishes"),
                why=phrases.ASKED_FOR_IT,
            )


def notify_of_comment(comment: Comment, people: Iterable[User]) -> None:
    """To whom it concerns (`commenting.concerned`)."""
    for person in people:
        if person.mails:
            with languages.reading(person.language):
                words = about(comment, comment.author)
                tell(
                    person,
                    _("Comment: %(name)s, by %(who)s") % words,
                    _("%(who)s comments on the working copy of “%(name)s”:") % words,
                    comment.words,
                    link=desk_link(comment, "comments"),
                    why=phrases.HAS_TO_DO_WITH_IT,
                )


def notify_of_closing(report: Report) -> None:
    """To the visitor who reported a mistake, if an address was left. The report forgets it with the same transaction,
    the mail once it is sent."""
    entry = entries.find(report.entry_uid)
    with languages.reading(report.language):
        put(
            report,
            _("Your report %(number)s about %(name)s: the answer") % {"number": report.number, "name": entry.name},
            _("You reported a mistake in %s. The editors answer:") % phrases.directory(),
            report.answer,
            settings.SITE_URL + address_of(entry.entry_kind, entry.slug),
            _("This is the only e-mail about it: your address is forgotten with it."),
        )


# ── What they have in common ────────


def tell(person: User, subject: str, *paragraphs: str, link: str, why) -> None:
    put(person, subject, *paragraphs, link, phrases.why(why))


def about(row, by: User) -> dict[str, str]:
    """What a sentence names: of which entry it is, and who did something."""
    return {"name": title(row), "who": by.display_name()}


def due_day(row) -> str:
    return phrases.day(row.at + worklist.OVERDUE)


def recipients(right: str):
    """Who holds a right and wants e-mails."""
    return User.objects.current().with_right(right).filter(mails=True).exclude(email="")


def title(row) -> str:
    return entries.find(row.entry_uid).name


def desk_link(row, page: str, *args) -> str:
    """The absolute address of a page of the entry that a row is about, in the language of the moment."""
    entry = entries.find(row.entry_uid)
    return settings.SITE_URL + reverse(entries.address_name(entry, page), args=[entry.pk, *args])
