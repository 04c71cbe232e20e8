"""The way of a change before it is public: propose, return, take back; a draft that is given up; wishes in words. Only
this module writes proposals and wishes; `publishing`, which approves a proposal, tells it what has become of one.

What was reviewed is what goes live: a proposal is a saved copy, and approving publishes that copy, whatever has been
saved since. It is refused when the public version is no longer the one that the proposal was made on.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Publication, Release

from .. import checks, entries, permissions
from ..mails import notices, notices_together
from ..models import Event, PreviewLink, Proposal, Wish
from ..models.entries import Entry
from . import Refused, log, require, savedcopies


def propose(entry: Entry, *, by, message: str, digest: str = "") -> Proposal:
    """Put the working copy forward as it is now, with a message. An earlier proposal that waits is replaced.

    `digest` is that of the document that the proposer looked at: it is refused when the working copy has changed since.
    """
    with transaction.atomic():
        proposal = _propose(entry, by=by, message=message, digest=digest)
        notices.notify_of_proposal(proposal)
        return proposal


def propose_together(
    chosen: Iterable[Entry], *, by, message: str, digests: dict[uuid.UUID, str] | None = None
) -> list[Proposal]:
    """Put several working copies forward with one message, to be published or returned together: all or none.
    `digests` by uid; the rest as for `propose`."""
    chosen = sorted(chosen, key=lambda entry: (entry.entry_kind, entry.pk))
    bundle = uuid.uuid4() if len(chosen) > 1 else None
    with transaction.atomic():
        proposals = []
        for entry in chosen:
            digest = (digests or {}).get(entry.uid, "")
            with naming(entry.name):
                proposals.append(_propose(entry, by=by, message=message, digest=digest, bundle=bundle))
        notices_together.notify_of_proposals(proposals)
        return proposals


@contextmanager
def naming(name: str):
    """A refusal of one of several says which."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"“{name}”: {refusal}") from refusal


def _propose(entry: Entry, *, by, message: str, digest: str, bundle: uuid.UUID | None = None) -> Proposal:
    """Put a working copy forward, in a transaction that has begun."""
    require(permissions.can_edit(by, entry))
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
    if earlier and earlier.copy_id == copy.pk and not bundle and not is_overtaken(earlier):
        raise Refused(_("This very text is waiting already."))
    if earlier:
        _decide(earlier, Proposal.State.REPLACED, by=by)
    proposal = Proposal.objects.create(
        entry_uid=entry.uid,
        slug=entry.slug,
        copy=copy,
        base=base,
        message=message.strip(),
        bundle=bundle,
        author=by,
        replaces=earlier,
    )
    log(Event.Verb.PROPOSE, by, proposal, proposal.message, proposal=proposal.pk, digest=copy.digest)
    return proposal


def return_(proposal: Proposal, *, by, reason: str) -> None:
    """Give a proposal back to its author, with a reason."""
    require(permissions.can_publish(by))
    with transaction.atomic():
        proposal = lock_waiting(proposal)
        refuse_apart(proposal)
        _return(proposal, by=by, reason=reason.strip())
        notices.notify_of_return(proposal)


def return_together(bundle: uuid.UUID, *, by, reason: str, expected: Iterable[uuid.UUID]) -> None:
    """Give what was proposed together back to its author, with one reason: all of it. `expected` are the uids of the
    entries that the publisher looked at."""
    require(permissions.can_publish(by))
    with transaction.atomic():
        proposals = lock_together(bundle, expected)
        for proposal in proposals:
            _return(proposal, by=by, reason=reason.strip())
        notices_together.notify_of_returns(proposals)


def _return(proposal: Proposal, *, by, reason: str) -> None:
    if not reason:
        raise Refused(_("Say why it is returned: the author reads it."))
    _decide(proposal, Proposal.State.RETURNED, by=by, reason=reason)
    log(Event.Verb.RETURN, by, proposal, reason, proposal=proposal.pk)


def take_back(proposal: Proposal, *, by) -> None:
    """The author, or somebody who edits everything, wants it no longer reviewed. The text stays in the working copy."""
    require(proposal.author_id == by.pk or permissions.edits_everything(by))
    with transaction.atomic():
        proposal = lock_waiting(proposal)
        _decide(proposal, Proposal.State.TAKEN_BACK, by=by)
        log(Event.Verb.TAKE_BACK, by, proposal, "", proposal=proposal.pk)


def is_overtaken(proposal: Proposal) -> bool:
    """Whether what the public sees, or will see, has changed by other ways since it was proposed."""
    return bool(overtaken_among([proposal]))


def overtaken_among(proposals: list[Proposal]) -> set[int]:
    """Those of which that is so, by primary key: several cost as many queries as one."""
    uids = [row.entry_uid for row in proposals]
    live = dict(Publication.objects.filter(entry_uid__in=uids).live(timezone.now()).values_list("entry_uid", "pk"))
    rows = Release.objects.filter(entry_uid__in=uids).order_by().values("entry_uid")
    newest = dict(rows.annotate(newest=Max("created_at")).values_list("entry_uid", "newest"))
    return {
        row.pk
        for row in proposals
        if live.get(row.entry_uid) != row.base_id or newest.get(row.entry_uid, row.at) > row.at
    }


def lock_waiting(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked; refused when it was decided meanwhile."""
    entries.lock_all([proposal.entry_uid])
    now = Proposal.objects.select_related("copy", "author").get(pk=proposal.pk)
    if now.state != Proposal.State.WAITING:
        raise Refused(_("This proposal waits no longer: it is %s.") % now.get_state_display())
    return now


def lock_together(bundle: uuid.UUID, expected: Iterable[uuid.UUID]) -> list[Proposal]:
    """What was proposed together and still waits, locked; refused unless it is what somebody looked at, by the uids of
    its entries."""
    entries.lock_all(Proposal.objects.filter(bundle=bundle).values_list("entry_uid", flat=True))
    proposals = list(Proposal.objects.together(bundle).select_related("copy", "author"))
    if not proposals or {row.entry_uid for row in proposals} != set(expected):
        raise Refused(_("Not all of these wait any longer. Look again."))
    return proposals


def refuse_apart(proposal: Proposal) -> None:
    """What was proposed together with others that wait too is not decided alone."""
    if proposal.bundle and Proposal.objects.together(proposal.bundle).count() > 1:
        raise Refused(_("It was proposed together with others: decide on all of them."))


@dataclass(frozen=True)
class Replaced:
    """What waits and would be replaced by proposing some entries anew: of one bundle together, or one alone. `left` is
    how many others of the bundle would wait on without it."""

    proposal: Proposal
    entries: list[Entry]
    left: int


def replaced_by(chosen: Iterable[Entry]) -> list[Replaced]:
    """What proposing these would replace."""
    by_uid = {entry.uid: entry for entry in chosen}
    groups = {}
    for row in Proposal.objects.waiting().filter(entry_uid__in=by_uid).select_related("author").order_by("pk"):
        groups.setdefault(row.bundle or row.pk, []).append(row)
    bundles = [rows[0].bundle for rows in groups.values() if rows[0].bundle]
    others = Proposal.objects.waiting().filter(bundle__in=bundles).exclude(entry_uid__in=by_uid)
    left = Counter(others.values_list("bundle", flat=True)) if bundles else {}
    return [
        Replaced(rows[0], [by_uid[row.entry_uid] for row in rows], left.get(rows[0].bundle, 0))
        for rows in groups.values()
    ]


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
