"""That facts were still true on a day, and who said so: the member itself, or those who keep the directory."""

import datetime as dt
import uuid
from collections import defaultdict
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .publications import WrittenOnce, WrittenOnceQuerySet


class SaidBy(models.TextChoices):
    """In what capacity somebody confirmed: never who."""

    NOT_STATED = "", _("not stated")
    MEMBER = "member", _("the member")
    SECRETARIAT = "secretariat", _("the secretariat")


class Confirmed(NamedTuple):
    """The day on which a fact was confirmed last, and whether the member itself did so on that day."""

    day: dt.date
    by_member: bool


class ConfirmationQuerySet(WrittenOnceQuerySet):
    def latest(self) -> dict[uuid.UUID, dict[tuple[str, str], Confirmed]]:
        """Of each entry (by uid) its facts, by uid and digest, with how each was confirmed last."""
        rows = self.values_list("entry_uid", "fact_uid", "digest", "said_by").annotate(last=models.Max("day"))
        found = defaultdict(dict)
        for entry, fact, digest, said_by, last in rows:
            told, key = Confirmed(last, said_by == SaidBy.MEMBER), (str(fact), digest)
            found[entry][key] = max(told, found[entry].get(key, told))
        return dict(found)


class Confirmation(WrittenOnce):
    """On that day this fact was still true, somebody said. It holds while the fact reads as it did (`digest`)."""

    entry_uid = models.UUIDField()
    fact_uid = models.UUIDField()
    digest = models.CharField(max_length=64)
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    # The database has the default too: code that does not know this column yet can confirm beside it.
    said_by = models.CharField(max_length=12, choices=SaidBy.choices, blank=True, default="", db_default="")

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["fact_uid", "digest", "day"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(said_by__in=SaidBy.values), name="confirmation_said_by")
        ]

    def __str__(self):
        return f"{self.fact_uid} {self.day}"
