"""What somebody was asked about, as it stands now; and the signed word in the address of a mail that leads there.

The word names a row that is written once: whom it asks, about which profile, and how each fact read then. It is good
for some days, and as long as the account has the same password and its sessions were not ended.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from profiles.published import diff, documents, labels
from profiles.published.models import Confirmation, Publication
from profiles.values.languages import either, no_pair

from ..models import Entity, Reminder, User

DAYS = 30
SALT = "profiles.upkeep"


class Outdated(Exception):
    """The password was changed, or the sessions ended, since the word was made."""


class Gone(Exception):
    """There is no such question, or the account of whom it was asked is gone."""


def token(reminder: Reminder) -> str:
    return signing.dumps([reminder.pk, seal(reminder.person)], salt=SALT)


def read(text: str) -> Reminder:
    """The row that a word names. Raises BadSignature, SignatureExpired, Gone, Outdated."""
    pk, sealed = signing.loads(text, salt=SALT, max_age=DAYS * 86_400)
    reminder = Reminder.objects.asked().select_related("person").filter(pk=pk).first()
    if not (reminder and reminder.person):
        raise Gone
    if not constant_time_compare(sealed, seal(reminder.person)):
        raise Outdated
    return reminder


def seal(person: User) -> str:
    """Changes with the password, and when all sessions are ended."""
    return salted_hmac(f"{SALT}.seal", person.get_session_auth_hash(), algorithm="sha256").hexdigest()[:24]


@dataclass(frozen=True)
class AskedFact:
    """A fact as it is public now; whether it still reads as it did when it was asked about, and was confirmed since."""

    part: str
    fact: dict
    is_changed: bool
    confirmed: dt.date | None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed is not None

    @property
    def uid(self) -> str:
        return self.fact["uid"]

    @property
    def is_open(self) -> bool:
        return not (self.is_changed or self.is_confirmed)

    def __str__(self):
        return f"{labels.LABELS[self.part]}: {diff.describe(self.fact)}"

    @property
    def reached(self) -> list[str]:
        """How an office is reached, which is a part of what is asked."""
        texts = (self.fact.get("website", ""), either(self.fact.get("contact", no_pair())))
        return [text for text in texts if text]


@dataclass(frozen=True)
class Asked:
    """A question to somebody, the profile's working copy and what is live of it, if both are there."""

    reminder: Reminder
    entity: Entity | None
    publication: Publication | None

    @classmethod
    def of(cls, reminder: Reminder) -> "Asked":
        entity = Entity.objects.filter(uid=reminder.entry_uid).first()
        live = Publication.objects.of(reminder.entry_uid).live(timezone.now()).first()
        return cls(reminder, entity, live)

    @cached_property
    def facts(self) -> list[AskedFact]:
        """Those that are public still, in the order of the document."""
        if self.publication is None:
            return []
        since = Confirmation.objects.of(self.reminder.entry_uid).filter(at__gte=self.reminder.at)
        rows = since.order_by("day").values_list("fact_uid", "digest", "day")
        days = {(str(uid), digest): day for uid, digest, day in rows}
        found = []
        for part, fact in documents.facts_of(self.publication.content()):
            if fact["uid"] in self.reminder.facts:
                digest = documents.fact_digest(fact)
                changed = digest != self.reminder.facts[fact["uid"]]
                found.append(AskedFact(part, fact, changed, days.get((fact["uid"], digest))))
        return found

    @property
    def open(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.is_open]

    @property
    def confirmed(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.is_confirmed]

    @property
    def last_day(self) -> dt.date | None:
        """On which the last of them was confirmed."""
        return max((fact.confirmed for fact in self.confirmed), default=None)

    @property
    def changed(self) -> list[AskedFact]:
        return [fact for fact in self.facts if fact.is_changed and not fact.is_confirmed]

    @property
    def gone(self) -> int:
        """How many are not public any more."""
        return len(self.reminder.facts) - len(self.facts)
