"""The verbs. Only this module writes publications, releases, facets, confirmations, saved copies, events, the stamp.
(What goes before a publication, proposals and wishes, is in `proposing.py`, which calls it.)

Each verb is one function, one transaction and one event (two where it does two things), and checks the right itself
(`save_copy` and `log` leave that to those who call them).
Bad requests raise `Refused` with a sentence for the person who asked; a missing right raises `PermissionDenied`.
"""

import datetime as dt
import uuid
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents, search
from profiles.published.models import Confirmation, Facet, Publication, Release, Spelling, Stamp

from . import notices, permissions, workingcopy
from .authorship import authors
from .models import Entity, Event, PreviewLink, Proposal, SavedCopy

TICK = dt.timedelta(microseconds=1)


class Refused(Exception):
    """A verb could not be done; the text says why, in the reader's language."""


@contextmanager
def writing():
    """One transaction that changes what the public sees. Raising the stamp first makes writers queue."""
    with transaction.atomic():
        Stamp.objects.get_or_create(pk=1)
        Stamp.objects.filter(pk=1).update(counter=F("counter") + 1)
        yield


def require(right: bool) -> None:
    if not right:
        raise PermissionDenied


# ── Publishing ────────


def publish(entity: Entity, *, by, at: dt.datetime | None = None, **words) -> Release:
    """Make the working copy what the public sees, from now on (a later scheduled release stays) or from `at` on.

    `words` may hold: `digest`, that of the document which the publisher looked at (it is refused when the working copy
    has changed since); `note`, public, English and Arabic; `message`, for the private log; `override`, why somebody
    publishes what they wrote themselves, which is refused without one; `copy`, a saved copy to publish instead of
    the working copy as it is now.
    """
    require(permissions.can_publish(by))
    with writing():
        if at:
            _require_future(at)
        return _release(entity, by=by, at=at, **words)


def schedule(entity: Entity, *, by, at: dt.datetime, **words) -> Release:
    """Freeze the working copy now; the public sees it from `at` on. `words` as for `publish`."""
    return publish(entity, by=by, at=at, **words)


def publish_bundle(
    entities, *, by, at: dt.datetime | None = None, digests: dict[int, str] | None = None, **words
) -> list[Release]:
    """Publish several profiles in one stroke, or at one set moment: all or none. `digests` by primary key."""
    require(permissions.can_publish(by))
    with writing():
        if at:
            _require_future(at)
        bundle, moment, digests = uuid.uuid4(), at or timezone.now(), digests or {}
        return [
            _release(entity, by=by, at=moment, bundle=bundle, digest=digests.get(entity.pk, ""), **words)
            for entity in sorted(entities, key=lambda entity: entity.pk)
        ]


def _require_future(at: dt.datetime) -> None:
    if at <= timezone.now():
        raise Refused(_("The moment must lie in the future."))


def _release(entity, *, by, at, digest="", note=("", ""), message="", override="", copy=None, bundle=None) -> Release:
    entity = Entity.objects.select_for_update().get(pk=entity.pk)
    own = by.pk in authors(entity, copy=copy)
    publication = _publication(entity, digest=digest, at=at, copy=copy)
    if own and not override.strip():
        raise Refused(_("You wrote part of this change yourself: say in words why you publish it all the same."))
    release = _insert_release(
        entity_uid=publication.entity_uid,
        slug=publication.slug,
        publication=publication,
        live_from=at,
        bundle=bundle,
        public_note_en=note[0],
        public_note_ar=note[1],
    )
    scheduled = release.live_from > timezone.now()
    log(
        Event.Verb.SCHEDULE if scheduled else Event.Verb.PUBLISH,
        by,
        entity,
        message,
        number=publication.number,
        digest=publication.digest,
        live_from=release.live_from.isoformat(),
        **({"bundle": str(bundle)} if bundle else {}),
        **({"override": override.strip()} if own else {}),
    )
    _settle(publication, release, by)
    return release


def _settle(publication, release, by) -> None:
    """What waited to be published just so is published now, and its author is told."""
    for proposal in Proposal.objects.of(publication.entity_uid).waiting().filter(copy__digest=publication.digest):
        proposal.state, proposal.release = Proposal.State.PUBLISHED, release
        proposal.decided_by, proposal.decided_at = by, timezone.now()
        proposal.save(update_fields=["state", "release", "decided_by", "decided_at"])
        notices.published(proposal)


def _publication(entity, *, digest: str, at, copy: SavedCopy | None) -> Publication:
    """Insert the working copy, or a saved one, as the next publication, with everything that is derived from it."""
    content = copy.content() if copy else workingcopy.document(entity)
    text = documents.canonical(content)
    if digest and digest != documents.digest(text):
        raise Refused(_("The profile has changed since you looked at it. Look again, then publish."))
    if problems := incomplete(content):
        raise Refused(" ".join(str(problem) for problem in problems))
    if content["slug"] != entity.slug:
        raise Refused(_("The address has changed since: “%s”. Propose it anew.") % entity.slug)
    if copy and (unknown := workingcopy.unknown_words(content)):
        raise Refused(" ".join(unknown))
    if Publication.objects.filter(slug=content["slug"]).exclude(entity_uid=entity.uid).exists():
        raise Refused(_("Another profile was published under the address “%s”.") % content["slug"])
    now = timezone.now()
    earlier = Publication.objects.of(entity)
    before = earlier.live(at or now).first()
    if before and before.digest == documents.digest(text):
        raise Refused(_("Nothing has changed since version %d was published.") % before.number)
    publication = Publication.objects.create(
        entity_uid=entity.uid,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        document=text,
        digest=documents.digest(text),
        created_at=now,
        **derived(content),
    )
    recorded = timezone.localdate(now)
    Facet.objects.bulk_create(Facet(publication=publication, **row) for row in documents.facets(content, recorded))
    spellings = [Spelling(key=key, word=word) for key, word in search.spelling_rows(publication.search_names)]
    Spelling.objects.bulk_create(spellings, ignore_conflicts=True)
    return publication


def derived(content: dict) -> dict:
    """The columns of a publication that follow from its document, to list, sort and search by."""
    joined = documents.join_date(content)
    return {
        "slug": content["slug"],
        "name_en": content["name"]["en"],
        "name_ar": content["name"]["ar"],
        "sort_en": search.sort_key(content["name"]["en"]),
        "sort_ar": search.sort_key(content["name"]["ar"]),
        "joined": joined["start"] if joined else "",
        "logo": content["logo"],
        **search.texts(content),
    }


@dataclass(frozen=True)
class Problem:
    """What keeps a document from being published: a sentence, and the field of the form where it is mended."""

    words: str
    field: str

    def __str__(self):
        return self.words


def incomplete(content: dict) -> list[Problem]:
    """What keeps a document from being proposed and published."""
    problems = []
    for code in ("en", "ar"):
        if not content["name"][code]:
            problems.append(Problem(_("The name is missing in one language."), f"id_name_{code}"))
    if not content["memberships"]:
        words = _("It has no membership: say at least what it is, with “not stated” for what is not known.")
        problems.append(Problem(words, "memberships-group"))
    if not any(content["summary"].values()):
        problems.append(Problem(_("The summary is missing."), "id_summary_en"))
    problems += [Problem(words, "memberships-group") for words in overlap_problems(content)]
    return problems


def overlap_problems(content: dict) -> list[str]:
    return [
        _("Two memberships hold at one time: %(first)s and %(second)s.")
        % {"first": diff.label_of(first["type"]), "second": diff.label_of(second["type"])}
        for first, second in documents.overlaps(content, timezone.localdate())
    ]


def _insert_release(*, live_from, **columns) -> Release:
    """Insert a release and mend its neighbours' `live_until`. Without a moment it is live now, after all past ones."""
    others = Release.objects.of(columns["entity_uid"])
    if live_from is None:
        now = timezone.now()
        last = others.past(now).aggregate(last=Max("live_from"))["last"]
        live_from = max(now, last + TICK) if last else now
    if others.filter(live_from=live_from).exists():
        raise Refused(_("Another release of this profile is set for that very moment."))
    following = others.future(live_from).order_by("live_from").first()
    release = Release(live_from=live_from, live_until=following and following.live_from, **columns)
    before = others.filter(live_from__lt=live_from).order_by("-live_from").first()
    if before:
        _set_live_until(before, live_from)
    release.save()
    return release


def _set_live_until(release: Release, moment) -> None:
    # The one column of a release that is a cache: the base manager passes the guard.
    Release._base_manager.filter(pk=release.pk).update(live_until=moment)


# ── Taking back ────────


def cancel(release: Release, *, by, message: str = "") -> None:
    """Cancel a future release, and with it the whole bundle that it belongs to. What was public stays in the record."""
    require(permissions.can_publish(by))
    with writing():
        _cancel(release, by=by, message=message)
        _refuse_withdrawal_of_nothing(release.entity_uid)


def _refuse_withdrawal_of_nothing(entity_uid) -> None:
    first = Release.objects.of(entity_uid).order_by("live_from").first()
    if first and first.publication_id is None:
        raise Refused(_("A withdrawal would come before anything was public: cancel it first."))


def _cancel(release, *, by, message) -> None:
    found = Release.objects.filter(bundle=release.bundle) if release.bundle else Release.objects.filter(pk=release.pk)
    rows = list(found.order_by("pk"))
    if not rows or any(row.live_from <= timezone.now() for row in rows):
        raise Refused(_("Only a release that lies in the future can be cancelled."))
    for row in rows:
        before = Release.objects.of(row.entity_uid).filter(live_until=row.live_from).first()
        Release._base_manager.filter(pk=row.pk).delete()
        if before:
            _set_live_until(before, row.live_until)
        log(
            Event.Verb.CANCEL,
            by,
            row,
            message,
            number=row.publication and row.publication.number,
            live_from=row.live_from.isoformat(),
        )


def move(release: Release, *, by, at: dt.datetime, message: str = "") -> list[Release]:
    """Set a future release, or the whole bundle that it belongs to, to another future moment."""
    require(permissions.can_publish(by))
    with writing():
        _require_future(at)
        rows = list(Release.objects.filter(bundle=release.bundle)) if release.bundle else [release]
        _cancel(release, by=by, message=message)
        keep = ("entity_uid", "slug", "publication", "bundle", "reason_en", "reason_ar", "successor_slug")
        keep += ("public_note_en", "public_note_ar")
        moved = [_insert_release(live_from=at, **{key: getattr(row, key) for key in keep}) for row in rows]
        for row in moved:
            _refuse_withdrawal_of_nothing(row.entity_uid)
            number = row.publication and row.publication.number
            log(Event.Verb.SCHEDULE, by, row, message, number=number, live_from=at.isoformat())
        return moved


def withdraw(
    entity: Entity,
    *,
    by,
    reason: tuple[str, str],
    successor: str = "",
    at: dt.datetime | None = None,
    message: str = "",
) -> Release:
    """Take a profile from the public, now or from `at` on, with a public reason (English, Arabic) and perhaps a
    successor's slug. Withdrawing now cancels what is scheduled."""
    require(permissions.can_publish(by))
    with writing():
        if not all(text.strip() for text in reason):
            raise Refused(_("A withdrawal needs a public reason, in both languages."))
        if successor and (successor == entity.slug or not Release.objects.filter(slug=successor).published().exists()):
            raise Refused(_("The successor “%s” is not a published profile.") % successor)
        if at:
            _require_future(at)
        live = Release.objects.of(entity).live(at or timezone.now()).published().exists()
        if not live:
            raise Refused(_("There is nothing to withdraw: the public does not see this profile then."))
        if not at:
            for release in Release.objects.of(entity).future(timezone.now()):
                # A bundle goes as a whole: its other members may have been cancelled with an earlier one.
                if Release.objects.filter(pk=release.pk).exists():
                    _cancel(release, by=by, message=message)
        release = _insert_release(
            entity_uid=entity.uid,
            slug=entity.slug,
            publication=None,
            live_from=at,
            reason_en=reason[0].strip(),
            reason_ar=reason[1].strip(),
            successor_slug=successor,
        )
        details = {"reason": list(reason), "successor": successor, "live_from": release.live_from.isoformat()}
        log(Event.Verb.WITHDRAW, by, entity, message, **details)
        return release


# ── The working copy and its record ────────


def save_copy(entity: Entity, *, by) -> SavedCopy:
    """Keep the document of the working copy as it is now, with its author: called after each save in admin."""
    text = documents.canonical(workingcopy.document(entity))
    digest = documents.digest(text)
    last = SavedCopy.objects.of(entity).first()
    if last and last.digest == digest:
        return last
    return SavedCopy.objects.create(entity_uid=entity.uid, document=text, digest=digest, author=by)


def restore(source: Publication | SavedCopy, *, by, message: str = "") -> Entity:
    """Copy an earlier publication or saved copy to the working copy, after keeping what was there. Nothing public
    changes."""
    entity = Entity.objects.get(uid=source.entity_uid)
    require(permissions.can_edit(by, entity) and permissions.edits_everything(by))
    with transaction.atomic():
        entity = Entity.objects.select_for_update().get(pk=entity.pk)
        save_copy(entity, by=None)
        try:
            workingcopy.apply(source.content(), entity)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        save_copy(entity, by=by)
        which = {"number": source.number} if isinstance(source, Publication) else {"copy": source.pk}
        log(Event.Verb.RESTORE, by, entity, message, **which)
    return entity


def delete_draft(entity: Entity, *, by) -> None:
    """Delete a working copy that was never published. Its saved copies stay, but no link opens them and none waits."""
    require(permissions.edits_everything(by))
    with transaction.atomic():
        now = timezone.now()
        log(Event.Verb.DELETE, by, entity, "")
        try:
            entity.delete()
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        PreviewLink.objects.filter(copy__entity_uid=entity.uid, revoked_at=None).update(revoked_at=now)
        state = {"state": Proposal.State.TAKEN_BACK, "decided_by": by, "decided_at": now}
        Proposal.objects.of(entity).waiting().update(**state)


def confirm(entity: Entity, *, by, facts: list[str], day: dt.date | None = None) -> list[Confirmation]:
    """Say that facts of the live publication, given by uid, were still true on a day (today if none is given)."""
    require(permissions.can_edit(by, entity))
    with writing():
        day = day or timezone.localdate()
        if day > timezone.localdate():
            raise Refused(_("A fact cannot be confirmed for a day to come."))
        live = Publication.objects.of(entity).live(timezone.now()).first()
        public = {item["uid"]: item for key in documents.FACTS for item in (live.content()[key] if live else [])}
        if not facts:
            raise Refused(_("Tick the facts that are still true."))
        if not set(facts) <= public.keys():
            raise Refused(_("Only facts that are public now can be confirmed."))
        made = [
            Confirmation.objects.create(
                entity_uid=entity.uid, fact_uid=uid, digest=documents.digest(public[uid]), day=day
            )
            for uid in dict.fromkeys(facts)
        ]
        log(Event.Verb.CONFIRM, by, entity, "", facts=facts, day=day.isoformat())
        return made


def change_vocabulary(row, *, by) -> None:
    """Save a word or a text of the site, which is public at once."""
    require(permissions.can_publish(by))
    with writing():
        row.full_clean()
        row.save()
        log(Event.Verb.VOCABULARY, by, None, "", kind=row._meta.model_name, code=row.code, subject=str(row))


def delete_vocabulary(row, *, by) -> None:
    """Delete a word that nothing has ever used; one that is used can only be retired."""
    require(permissions.can_publish(by))
    with writing():
        if row.is_published():
            raise Refused(_("“%s” is in use: retire it instead.") % row)
        details = {"kind": row._meta.model_name, "code": row.code, "subject": str(row), "deleted": True}
        row.delete()
        log(Event.Verb.VOCABULARY, by, None, "", **details)


def log(verb, by, about, message, *, subject="", **details) -> Event:
    """Write an event. `about` is an entity, a release or a proposal: anything with a slug and the uid of an entity."""
    uid = (about and getattr(about, "entity_uid", None)) or getattr(about, "uid", None)
    return Event.objects.create(
        verb=verb,
        entity_uid=uid,
        subject=(subject or about.slug)[:200],
        actor=by,
        message=message,
        details=details,
    )
