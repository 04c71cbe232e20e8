"""Facts that have grown old: what nobody has said a word on for as long as its kind holds.

A fact is *stale* at a moment where all of this is so:

* it stands in what is live of a profile then;
* it may hold on that day: of what has certainly ended, or has not begun, nobody is asked;
* its kind has a shelf life (`shelflives`);
* that is over since the fact was *told* last: the day from which on the public could read it, without a break, just as
  it reads now (whatever else of the profile was published since), or the last day on which it was confirmed as it reads
  now, whichever is later.
"""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from profiles.published import diff, documents, labels
from profiles.published.models import Confirmation, Publication, Release
from profiles.values.partialdate import PartialDate

from ..models import Entity
from . import shelflives

Days = dict[str, dt.date]  # by the uid of a fact
# The parts of a profile’s document that hold dated facts.
PARTS = tuple(documents.FACTS)


@dataclass(frozen=True)
class StaleFact:
    """A fact as it is public, of which part of the document, its digest, and the day on which it was told last."""

    part: str
    fact: dict
    digest: str
    since: dt.date

    @property
    def uid(self) -> str:
        return self.fact["uid"]

    def __str__(self):
        return f"{labels.LABELS[self.part]}: {diff.describe(self.fact)}"


@dataclass(frozen=True)
class StaleProfile:
    """A profile, and its facts that are stale, the oldest first: never none."""

    entity: Entity
    publication: Publication
    facts: list[StaleFact]

    @property
    def since(self) -> dt.date:
        return self.facts[0].since

    @property
    def digests(self) -> dict[str, str]:
        return {fact.uid: fact.digest for fact in self.facts}


def of(entities: Iterable[Entity], moment: dt.datetime) -> list[StaleProfile]:
    """The profiles among some with facts that are stale at a moment, the oldest first. Four queries, however many."""
    months, named = shelflives.months_by_kind(), {entity.uid: entity for entity in entities}
    if not (months and named):
        return []
    day = timezone.localdate(moment)
    confirmed = Confirmation.objects.filter(entry_uid__in=named, day__lte=day).latest()
    publications = Publication.objects.filter(entry_uid__in=named).live(moment)
    aged = [Aged.of(row, confirmed.get(row.entry_uid, {}), months, day) for row in publications]
    aged = [found for found in aged if found.facts]
    past = releases({found.publication.entry_uid for found in aged}, moment)
    profiles = [
        StaleProfile(named[found.publication.entry_uid], found.publication, facts)
        for found in aged
        if (facts := found.stale(past[found.publication.entry_uid]))
    ]
    return sorted(profiles, key=lambda profile: (profile.since, profile.publication.slug))


@dataclass(frozen=True)
class Aged:
    """What is live of a profile, and those of its facts that are stale unless they were changed since: with the last
    day that is too old for each, and the day on which it was confirmed, which is no younger."""

    publication: Publication
    facts: list[tuple[str, dict, str, dt.date]]
    confirmed: Days

    @classmethod
    def of(cls, publication: Publication, confirmed: Mapping, months: Mapping[str, int], day: dt.date) -> "Aged":
        facts, days = [], {}
        for part, fact in documents.facts_of(publication.content()):
            life = shelflives.months_of(part, fact, months)
            if life is None or documents.bounds(fact).on(day) == "no":
                continue
            oldest, digest = months_before(day, life), documents.fact_digest(fact)
            told = confirmed.get((fact["uid"], digest))
            # What was recorded since cannot have been public before.
            young = fact["recorded"] and PartialDate(fact["recorded"]).first_day > oldest
            if young or (told and told.day > oldest):
                continue
            facts.append((part, fact, digest, oldest))
            if told:
                days[fact["uid"]] = told.day
        return cls(publication, facts, days)

    def stale(self, past: list[Release]) -> list[StaleFact]:
        """Those that are stale, by what was live before: the oldest first."""
        stated = stated_since(past, {fact["uid"]: digest for _part, fact, digest, _oldest in self.facts})
        found = []
        for part, fact, digest, oldest in self.facts:
            since = max(stated[fact["uid"]], self.confirmed.get(fact["uid"], dt.date.min))
            if since <= oldest:
                found.append(StaleFact(part, fact, digest, since))
        return sorted(found, key=lambda fact: fact.since)


def releases(uids: Iterable, moment: dt.datetime) -> dict:
    """Of some entries, by uid, what the public saw up to a moment, the newest first."""
    rows = Release.objects.filter(entry_uid__in=uids).past(moment).select_related("publication")
    found = defaultdict(list)
    for row in rows.order_by("-live_from"):
        found[row.entry_uid].append(row)
    return found


def stated_since(past: list[Release], digests: Mapping[str, str]) -> Days:
    """Since when facts have been public, without a break, as they read in the newest of some releases."""
    since, unbroken = {}, dict(digests)
    for release in past:
        says = release.publication.fact_digests() if release.publication else {}
        unbroken = {uid: digest for uid, digest in unbroken.items() if says.get(uid) == digest}
        if not unbroken:
            break
        since |= dict.fromkeys(unbroken, timezone.localdate(release.live_from))
    return since


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
