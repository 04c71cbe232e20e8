"""Asking people whether facts are still true, and telling the publishers where nobody has answered. Only this module
writes reminders. Nobody does it: a clock runs it.

Each person is written to in a transaction of their own, in which it is looked once more when that was last done: runs
that follow one another, or are under way at the same time, write once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone

from ..mails import notices_of_upkeep, queue, reminders
from ..mails.notices import recipients
from ..mails.notices_of_upkeep import Unanswered
from ..models import Entity, Event, Proposal, Reminder, User, Wish
from ..upkeep import stale
from ..upkeep.keepers import keepers
from ..upkeep.stale import StaleProfile
from . import log, queueing

# How often somebody is written to at most; how long an answer is waited for until the publishers are told.
EACH, PATIENCE = dt.timedelta(days=30), dt.timedelta(days=14)
# Profiles in one letter: nobody reads a longer one. The others come with the next, and it says how many they are.
MOST = 20
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass
class Round:
    """What one run did, or would do: who was asked about which profiles, who was told of which, and those about which
    there is nobody to ask."""

    asked: list[tuple[User, list[StaleProfile]]] = field(default_factory=list)
    told: list[tuple[User, list[Unanswered]]] = field(default_factory=list)
    nobody: list[StaleProfile] = field(default_factory=list)


def remind(*, dry_run: bool = False) -> Round:
    """Write to everybody to whom it is time to write; or say to whom that would be."""
    now, done = timezone.now(), Round()
    profiles = stale.of(Entity.objects.all(), now)
    theirs, done.nobody = by_person(profiles)
    last = last_asked()
    for person, several in theirs.items():
        # Those first that this person was never asked about, then those that were asked about longest ago.
        several.sort(key=lambda profile: last.get((person.pk, profile.entity.uid), NEVER))
        remark = reminders.remark(person, len(several[MOST:]), beside(person, several[:MOST], theirs))
        if write(Reminder.Kind.ASKED, person, several[:MOST], now, dry_run=dry_run, remark=remark):
            done.asked.append((person, several[:MOST]))
    if found := unanswered(profiles, now):
        about = [row.profile for row in found]
        for person in recipients("publish_entity").order_by("pk"):
            if write(Reminder.Kind.ESCALATED, person, about, now, dry_run=dry_run, found=found):
                done.told.append((person, found))
    return done


def beside(person: User, profiles: Collection[StaleProfile], theirs: dict[User, list[StaleProfile]]) -> list[User]:
    """Who else is asked about some of the profiles."""
    uids = {profile.entity.uid for profile in profiles}
    return [
        other
        for other, several in theirs.items()
        if other != person and any(profile.entity.uid in uids for profile in several)
    ]


def last_asked() -> dict[tuple, dt.datetime]:
    """When each person was last asked about each profile."""
    rows = Reminder.objects.asked().filter(person__isnull=False).order_by()
    found = rows.values_list("person", "entry_uid").annotate(last=Max("at"))
    return {(person, uid): last for person, uid, last in found}


def by_person(profiles: Collection[StaleProfile]) -> tuple[dict[User, list[StaleProfile]], list[StaleProfile]]:
    """Who is asked about which profiles: those who keep them and want e-mails, or else the editors; and the profiles
    about which there is nobody to ask."""
    kept, editors = keepers([profile.entity for profile in profiles]), list(recipients("edit_every_entity"))
    theirs, nobody = defaultdict(list), []
    for profile in profiles:
        wanting = [person for person in kept.get(profile.entity.pk, []) if person.mails and person.email]
        for person in wanting or editors:
            theirs[person].append(profile)
        if not (wanting or editors):
            nobody.append(profile)
    return dict(sorted(theirs.items(), key=lambda item: item[0].pk)), nobody


def write(
    kind: Reminder.Kind,
    person: User,
    profiles: list[StaleProfile],
    now: dt.datetime,
    *,
    dry_run: bool,
    found: Collection[Unanswered] = (),
    remark: str = "",
) -> bool:
    """Queue one mail and note what it is about; nothing where the last one is not long ago. Whether it was time."""
    with queueing():
        recent = Reminder.objects.filter(kind=kind, person=person, at__gt=now - EACH).exists()
        if recent or dry_run:
            return not recent
        asks = kind == Reminder.Kind.ASKED
        mail = queue.put_reminder(person, remark) if asks else notices_of_upkeep.notify_of_silence(person, found)
        for profile in profiles:
            about = {"entry_uid": profile.entity.uid, "facts": profile.digests}
            Reminder.objects.create(kind=kind, person=person, mail_uid=mail.uid, at=now, **about)
            if asks:
                log(Event.Verb.REMIND, None, profile.entity, "", person=person.username, facts=[*profile.digests])
        return True


def unanswered(profiles: Collection[StaleProfile], now: dt.datetime) -> list[Unanswered]:
    """The profiles with facts that are stale though somebody was asked about them long enough ago. Where a proposal or
    a wish has come since, the publishers have that before them."""
    asked = defaultdict(list)
    uids = [profile.entity.uid for profile in profiles]
    for row in Reminder.objects.asked().filter(entry_uid__in=uids).select_related("person").order_by("at", "pk"):
        asked[row.entry_uid].append(row)
    came = [*Proposal.objects.waiting().filter(entry_uid__in=uids), *Wish.objects.filter(entry_uid__in=uids, answer="")]
    found = []
    for profile in profiles:
        rows = [row for row in asked[profile.entity.uid] if row.facts.items() & profile.digests.items()]
        if not rows or now - rows[0].at < PATIENCE:
            continue
        if any(row.entry_uid == profile.entity.uid and row.at >= rows[0].at for row in came):
            continue
        people = dict.fromkeys(str(row.person or "–") for row in rows)
        found.append(Unanswered(profile, rows[0].at, list(people)))
    return found
