"""The verbs that change what the public sees of an entry. How the line of its releases stays whole is in `releases`,
what is written with a publication in `publications`; what goes before, proposals and wishes, in `proposing`."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published.models import Confirmation, Release
from profiles.values import languages

from .. import entries, permissions
from ..models import Event, Proposal, SavedCopy
from ..models.entries import Entry
from . import Refused, confirmations, log, proposing, publications, releases, require, savedcopies, writing

Pair = tuple[str, str]  # English, and the second language; empty where there is none


@contextmanager
def releasing(by, at: dt.datetime | None):
    """The transaction of a publisher who changes what the public sees, now or at a moment that lies in the future."""
    require(permissions.can_publish(by))
    with writing():
        if at:
            releases.require_future(at)
        yield


# ── Publishing ────────


def publish(
    entry: Entry,
    *,
    by,
    at: dt.datetime | None = None,
    digest: str = "",
    note: Pair = ("", ""),
    message: str = "",
    override: str = "",
) -> Release:
    """Make the working copy what the public sees, from now on (a later scheduled release stays) or from `at` on.

    `digest` is that of the document which the publisher looked at: it is refused when the working copy has changed
    since. `note` is public, `message` for the private log. `override` says why somebody publishes what they wrote
    themselves, which is refused without.
    """
    with releasing(by, at):
        return _release(entry, by=by, at=at, digest=digest, note=note, message=message, override=override)


def schedule(
    entry: Entry,
    *,
    by,
    at: dt.datetime,
    digest: str = "",
    note: Pair = ("", ""),
    message: str = "",
    override: str = "",
) -> Release:
    """Freeze the working copy now; the public sees it from `at` on. The rest as for `publish`."""
    return publish(entry, by=by, at=at, digest=digest, note=note, message=message, override=override)


def publish_bundle(
    chosen: Iterable[Entry],
    *,
    by,
    at: dt.datetime | None = None,
    digests: dict[uuid.UUID, str] | None = None,
    note: Pair = ("", ""),
    message: str = "",
    override: str = "",
) -> list[Release]:
    """Publish several entries in one stroke, or at one set moment: all or none. `digests` by uid; the rest as for
    `publish`."""
    with releasing(by, at):
        stroke = {"at": at or timezone.now(), "bundle": uuid.uuid4()}
        remarks = {"note": note, "message": message, "override": override}
        return [
            _release(entry, by=by, digest=(digests or {}).get(entry.uid, ""), **stroke, **remarks)
            for entry in sorted(chosen, key=lambda entry: (entry.entry_kind, entry.pk))
        ]


def approve(
    proposal: Proposal,
    *,
    by,
    at: dt.datetime | None = None,
    digest: str = "",
    note: Pair = ("", ""),
    message: str = "",
    override: str = "",
) -> Release:
    """Publish what was proposed, whatever has been saved since, now or at a moment. `digest` is that of the document
    which the reviewer read; the rest as for `publish`."""
    with releasing(by, at):
        proposal = proposing.lock_waiting(proposal)
        proposing.refuse_apart(proposal)
        remarks = {"note": note, "message": message, "override": override}
        return _release_proposed(proposal, by=by, at=at, digest=digest, **remarks)


def approve_together(
    bundle: uuid.UUID,
    *,
    by,
    digests: dict[uuid.UUID, str],
    at: dt.datetime | None = None,
    note: Pair = ("", ""),
    message: str = "",
    override: str = "",
) -> list[Release]:
    """Publish what was proposed together, in one stroke, now or at a moment: all or none. `digests` by uid are those of
    the documents which the reviewer read, and of no others; the rest as for `publish`."""
    with releasing(by, at):
        stroke = {"at": at or timezone.now(), "bundle": uuid.uuid4(), "note": note, "message": message}
        found = []
        for proposal in proposing.lock_together(bundle, digests):
            digest = digests[proposal.entry_uid]
            with proposing.naming(proposal.slug):
                found.append(_release_proposed(proposal, by=by, digest=digest, override=override, **stroke))
        return found


def _release_proposed(proposal: Proposal, *, by, **columns) -> Release:
    """Publish a proposal that is locked, in a transaction that has begun."""
    if proposing.is_overtaken(proposal):
        raise Refused(
            _("Another version was published, scheduled or withdrawn since this was proposed. Propose it anew.")
        )
    return _release(entries.find(proposal.entry_uid), by=by, copy=proposal.copy, **columns)


def _release(
    entry: Entry,
    *,
    by,
    at: dt.datetime | None,
    digest: str,
    note: Pair,
    message: str,
    override: str,
    copy: SavedCopy | None = None,
    bundle: uuid.UUID | None = None,
) -> Release:
    """Publish the working copy, or a saved one, in a transaction that has begun."""
    entry = entries.lock(entry)
    own = by.pk in savedcopies.authors(entry, copy=copy)
    publication = publications.add(entry, at=at, digest=digest, copy=copy)
    if own and not override.strip():
        raise Refused(_("You wrote part of this change yourself: say in words why you publish it all the same."))
    release = releases.insert(
        entry_uid=publication.entry_uid,
        kind=publication.kind,
        slug=publication.slug,
        publication=publication,
        live_from=at,
        bundle=bundle,
        public_note_en=note[0],
        public_note_ar=note[1],
    )
    _log_release(release, by=by, message=message, override=override.strip() if own else "")
    proposing.mark_published(release, by=by)
    return release


def _log_release(release: Release, *, by, message: str, override: str) -> None:
    details = {"number": release.publication.number, "digest": release.publication.digest}
    details["live_from"] = release.live_from.isoformat()
    if release.bundle:
        details["bundle"] = str(release.bundle)
    if override:
        details["override"] = override
    verb = Event.Verb.SCHEDULE if release.live_from > timezone.now() else Event.Verb.PUBLISH
    log(verb, by, release, message, **details)


# ── What is scheduled ────────


def cancel(release: Release, *, by, message: str = "") -> None:
    """Cancel a future release, and with it the whole bundle that it belongs to. What was public stays in the record."""
    with releasing(by, None):
        rows, proposals = _cancel(release, by=by, message=message)
        releases.refuse_withdrawals_of_nothing(rows)
        proposing.reopen(proposals, by=by)


def move(release: Release, *, by, at: dt.datetime, message: str = "") -> list[Release]:
    """Set a future release, or the whole bundle that it belongs to, to another future moment."""
    with releasing(by, at):
        rows = releases.future_bundle(release)
        _log_moments(Event.Verb.CANCEL, rows, by=by, message=message)
        releases.move(rows, at)
        releases.refuse_withdrawals_of_nothing(rows)
        _log_moments(Event.Verb.SCHEDULE, rows, by=by, message=message)
        return rows


def _cancel(release: Release, *, by, message: str) -> tuple[list[Release], list[Proposal]]:
    """Cancel a future release with its bundle, in a transaction that has begun. What was cancelled, and which proposals
    it would have made public: whoever calls this reopens them when all else is done."""
    rows = releases.future_bundle(release)
    proposals = list(Proposal.objects.filter(release__in=rows).order_by("pk"))
    releases.remove(rows)
    _log_moments(Event.Verb.CANCEL, rows, by=by, message=message)
    return rows, proposals


def _log_moments(verb, rows: list[Release], *, by, message: str) -> None:
    for row in rows:
        number = row.publication and row.publication.number
        log(verb, by, row, message, number=number, live_from=row.live_from.isoformat())


# ── Taking back ────────


def withdraw(
    entry: Entry,
    *,
    by,
    reason: Pair,
    successor: str = "",
    at: dt.datetime | None = None,
    message: str = "",
) -> Release:
    """Take an entry from the public, now or from `at` on, with a public reason and perhaps a successor's slug.
    Withdrawing now cancels what is scheduled."""
    with releasing(by, at):
        _require_withdrawable(entry, reason=reason, successor=successor, at=at)
        cancelled, proposals = ([], []) if at else _cancel_all(entry, by=by, message=message)
        release = releases.insert(
            entry_uid=entry.uid,
            kind=entry.entry_kind,
            slug=entry.slug,
            publication=None,
            live_from=at,
            reason_en=reason[0].strip(),
            reason_ar=reason[1].strip(),
            successor_slug=successor,
        )
        releases.refuse_withdrawals_of_nothing(cancelled)
        details = {"reason": list(reason), "successor": successor, "live_from": release.live_from.isoformat()}
        log(Event.Verb.WITHDRAW, by, entry, message, **details)
        proposing.reopen(proposals, by=by)
        return release


def _require_withdrawable(entry: Entry, *, reason: Pair, successor: str, at: dt.datetime | None) -> None:
    if not all(text.strip() for text in languages.pair(*reason).values()):
        both = languages.SECOND and _("A withdrawal needs a public reason, in both languages.")
        raise Refused(both or _("A withdrawal needs a public reason."))
    others = Release.objects.of_kind(entry.entry_kind).filter(slug=successor).exclude(slug=entry.slug)
    if successor and not others.published().exists():
        raise Refused(_("The successor “%s” has never been published.") % successor)
    if not Release.objects.of(entry).live(at or timezone.now()).published().exists():
        raise Refused(_("There is nothing to withdraw: it is not public then."))


def _cancel_all(entry: Entry, *, by, message: str) -> tuple[list[Release], list[Proposal]]:
    """The same of whatever is scheduled for an entry, with the bundles that it belongs to."""
    cancelled, proposals = [], []
    while release := Release.objects.of(entry).future(timezone.now()).order_by("pk").first():
        rows, waiting = _cancel(release, by=by, message=message)
        cancelled, proposals = cancelled + rows, proposals + waiting
    return cancelled, proposals


# ── Confirming ────────


def confirm(
    entry: Entry,
    *,
    by,
    facts: Collection[str],
    read: Mapping[str, str] | None = None,
    day: dt.date | None = None,
) -> list[Confirmation]:
    """Say that facts of the live publication, given by uid, were still true on a day (today if none is given). Where
    it is known what somebody `read` (digests by uid), they must read so still."""
    require(permissions.can_edit(by, entry))
    with writing():
        day = day or timezone.localdate()
        if day > timezone.localdate():
            raise Refused(_("A fact cannot be confirmed for a day to come."))
        made = confirmations.add(entry, by=by, facts=facts, read=read, day=day)
        details = {"facts": list(facts), "day": day.isoformat(), "said_by": made[0].said_by}
        log(Event.Verb.CONFIRM, by, entry, "", **details)
        return made
