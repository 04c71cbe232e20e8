"""The way of a change before it is public: propose, return, take back; a draft that is given up; wishes in words. Only
this module writes proposals and wishes; `publishing`, which approves a proposal, tells it what has become of one.

What was reviewed is what goes live: a proposal is a saved copy, and approving publishes that copy, whatever has been
saved since. It is refused when the public version is no longer the one that the proposal was made on.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Publication, Release

from .. import checks, entries, notices, permissions
from ..models import Event, PreviewLink, Proposal, Wish
from ..models.entries import Entry
from . import Refused, log, require, savedcopies


def propose(entry: Entry, *, by, message: str, digest: str = "") -> Proposal:
    """Put the working copy forward as it is now, with a message. An earlier proposal that waits is replaced.

    `digest` is that of the document that the proposer looked at: it is refused when the working copy has changed since.
    """
    require(permissions.can_edit(by, entry))
    with transaction.atomic():
        entry = entries.lock(entry)
        if not message.strip():
            raise Refused(_("Say in a few words what has changed and why."))
        copy = savedcopies.save(entry, by=by)
        if digest and digest != copy.content_digest:
            raise Refused(_("It has changed since you looked at it. Look again, then propose."))
        if problems := checks.problems(copy.content()):
            raise Refused(" ".join(str(problem) for problem in problems))
        base = Publication.objects.of(entry).live(timezone.now()).first()
        if base and base.content_digest == copy.content_digest:
            raise Refused(_("Nothing differs from the public version."))
        earlier = Proposal.objects.of(entry).waiting().first()
        if earlier and earlier.copy_id == copy.pk and not is_overtaken(earlier):
            raise Refused(_("This very text is waiting already."))
        if earlier:
            _decide(earlier, Proposal.State.REPLACED, by=by)
        proposal = Proposal.objects.create(
            entry_uid=entry.uid,
            slug=entry.slug,
            copy=copy,
            base=base,
            message=message.strip(),
            author=by,
            replaces=earlier,
        )
        log(Event.Verb.PROPOSE, by, proposal, proposal.message, proposal=proposal.pk, digest=copy.digest)
        notices.notify_of_proposal(proposal)
        return proposal


def return_(proposal: Proposal, *, by, reason: str) -> None:
    """Give a proposal back to its author, with a reason."""
    require(permissions.can_publish(by))
    with transaction.atomic():
        proposal = lock_waiting(proposal)
        if not reason.strip():
            raise Refused(_("Say why it is returned: the author reads it."))
        _decide(proposal, Proposal.State.RETURNED, by=by, reason=reason.strip())
        log(Event.Verb.RETURN, by, proposal, reason.strip(), proposal=proposal.pk)
        notices.notify_of_return(proposal)


def take_back(proposal: Proposal, *, by) -> None:
    """The author, or somebody who edits everything, wants it no longer reviewed. The text stays in the working copy."""
    require(proposal.author_id == by.pk or permissions.edits_everything(by))
    with transaction.atomic():
        proposal = lock_waiting(proposal)
        _decide(proposal, Proposal.State.TAKEN_BACK, by=by)
        log(Event.Verb.TAKE_BACK, by, proposal, "", proposal=proposal.pk)


def is_overtaken(proposal: Proposal) -> bool:
    """Whether what the public sees, or will see, has changed by other ways since it was proposed."""
    live = Publication.objects.of(proposal.entry_uid).live(timezone.now()).first()
    if (live and live.pk) != proposal.base_id:
        return True
    return Release.objects.of(proposal.entry_uid).filter(created_at__gt=proposal.at).exists()


def lock_waiting(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked; refused when it was decided meanwhile."""
    entries.lock_all([proposal.entry_uid])
    now = Proposal.objects.select_related("copy", "author").get(pk=proposal.pk)
    if now.state != Proposal.State.WAITING:
        raise Refused(_("This proposal waits no longer: it is %s.") % now.get_state_display())
    return now


def _decide(proposal, state, *, by, **columns) -> None:
    columns |= {"state": state, "decided_by": by, "decided_at": timezone.now()}
    for name, value in columns.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(columns))


# ── What becomes of what was proposed ────────


def mark_published(release: Release, *, by) -> None:
    """What waited to be published just so is published now, and its author is told."""
    waiting = Proposal.objects.of(release.entry_uid).waiting()
    for proposal in waiting.filter(copy__content_digest=release.publication.content_digest):
        _decide(proposal, Proposal.State.PUBLISHED, by=by, release=release)
        notices.notify_of_publication(proposal)


def reopen(proposals: list[Proposal], *, by) -> None:
    """What was to be published by releases that are cancelled now waits again, and its author is told; but not what is
    public by another way. Of several proposals of an entry the newest waits, and replaces the others."""
    # Whoever proposes, returns or takes back holds this row too.
    entries.lock_all(row.entry_uid for row in proposals)
    for proposal in proposals:
        live = Release.objects.of(proposal.entry_uid).live(timezone.now()).select_related("publication").first()
        if live and live.publication and live.publication.content_digest == proposal.copy.content_digest:
            proposal.release = live
            proposal.save(update_fields=["release"])
            continue
        _wait_again(proposal, by=by)
        notices.notify_of_cancellation(proposal, by=by, overtaken=is_overtaken(proposal))


def _wait_again(proposal: Proposal, *, by) -> None:
    waiting = Proposal.objects.of(proposal.entry_uid).waiting().first()
    if waiting:
        _decide(min(waiting, proposal, key=lambda row: row.pk), Proposal.State.REPLACED, by=by, release=None)
    if not waiting or waiting.pk < proposal.pk:
        proposal.state, proposal.release = Proposal.State.WAITING, None
        proposal.decided_by = proposal.decided_at = None
        proposal.save(update_fields=["state", "release", "decided_by", "decided_at"])


def delete_draft(entry: Entry, *, by) -> None:
    """Delete a working copy that was never published. Its saved copies stay, but no link opens them and none waits."""
    require(permissions.edits_everything(by))
    with transaction.atomic():
        log(Event.Verb.DELETE, by, entry, "")
        try:
            entry.delete()
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        PreviewLink.objects.filter(copy__entry_uid=entry.uid, revoked_at=None).update(revoked_at=timezone.now())
        for proposal in Proposal.objects.of(entry).waiting():
            _decide(proposal, Proposal.State.TAKEN_BACK, by=by)


# ── Wishes ────────


def ask(entry: Entry, *, by, words: str) -> Wish:
    """Ask in words for a change of what is not one's own to change."""
    require(permissions.can_edit(by, entry))
    if not words.strip():
        raise Refused(_("Say what should change."))
    with transaction.atomic():
        wish = Wish.objects.create(entry_uid=entry.uid, slug=entry.slug, words=words.strip(), author=by)
        log(Event.Verb.ASK, by, wish, wish.words, wish=wish.pk)
        notices.notify_of_wish(wish)
        return wish


def answer(wish: Wish, *, by, words: str) -> None:
    """Say what became of a wish."""
    require(permissions.edits_everything(by))
    if not words.strip():
        raise Refused(_("Say what became of it: the one who asked reads it."))
    with transaction.atomic():
        wish = Wish.objects.select_for_update().get(pk=wish.pk)
        if wish.answer:
            raise Refused(_("It has been answered."))
        wish.answer, wish.answered_by, wish.answered_at = words.strip(), by, timezone.now()
        wish.save(update_fields=["answer", "answered_by", "answered_at"])
        log(Event.Verb.ANSWER, by, wish, wish.answer, wish=wish.pk)
        notices.notify_of_answer(wish)
