"""Addresses on the web that the directory cites: what they answered when they were asked, and where they stand."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from profiles.values.shorttext import ShortTexts

from .entities import Entity

# Dead is what failed so often in a row, over so long. Failures that are nearer to each other count as one.
ENOUGH_FAILURES, LONG_ENOUGH, APART = 3, dt.timedelta(days=3), dt.timedelta(hours=12)
# How long after the last time an address is asked again: one that fails, any other.
SOON, LATER = dt.timedelta(hours=20), dt.timedelta(days=7)
ANSWERS_KEPT = 5
# In bytes: what an index of each database takes.
LONGEST = 2000


class Answer(models.TextChoices):
    """What became of asking an address."""

    WELL = "well", _("It answers.")
    MOVED = "moved", _("It has moved for good.")
    GONE = "gone", _("There is no such page.")
    NAME = "name", _("There is no such host.")
    EXPIRED = "expired", _("Its certificate has expired.")
    TLS = "tls", _("No secure connection can be made.")
    SLOW = "slow", _("It did not answer in time.")
    BROKEN = "broken", _("No connection could be made, or it broke off.")
    FAULT = "fault", _("The server reports a fault of its own.")
    LOOP = "loop", _("It leads on and on.")
    WRONG = "wrong", _("The server does not take this address.")
    REFUSED = "refused", _("Could not be checked: the server turns programs away.")
    BUSY = "busy", _("Could not be checked: the server asked to wait.")
    PRIVATE = "private", _("Not asked: it leads into a private network, or to a port where no web server is expected.")


WELL = frozenset({Answer.WELL, Answer.MOVED})
# From these nothing follows: a browser may well be let in.
UNCHECKED = frozenset({Answer.REFUSED, Answer.BUSY, Answer.PRIVATE})


class LinkStateQuerySet(models.QuerySet):
    def kept_by(self, user):
        """Those that stand in the profiles that a focal point keeps."""
        profiles = Entity.objects.assigned_to(user).values("uid")
        return self.filter(pk__in=LinkPlace.objects.filter(entry_uid__in=profiles).values("link"))

    def heeded(self):
        return self.filter(ignored_at__isnull=True)

    def ignored(self):
        return self.filter(ignored_at__isnull=False)

    def failing(self):
        """Those whose last answer was a failure, dead or not."""
        return self.heeded().filter(failing_since__isnull=False)

    def dead(self):
        return self.failing().filter(failures__gte=ENOUGH_FAILURES, looked_at__gte=F("failing_since") + LONG_ENOUGH)

    def moved(self):
        return self.heeded().filter(answer=Answer.MOVED)

    def unchecked(self):
        return self.heeded().filter(answer__in=UNCHECKED)

    def allowed(self, now: dt.datetime):
        """Those that may be asked: not left out on purpose, nor has their server asked to wait."""
        return self.heeded().filter(Q(not_before__isnull=True) | Q(not_before__lte=now))

    def due(self, now: dt.datetime):
        soon = Q(failing_since__isnull=False, looked_at__lte=now - SOON)
        return self.filter(Q(looked_at__isnull=True) | Q(wanted=True) | soon | Q(looked_at__lte=now - LATER))

    def longest_waiting(self):
        """What somebody wants to know first, then what was never asked, then what was asked longest ago."""
        return self.order_by("-wanted", F("looked_at").asc(nulls_first=True), "pk")


class LinkState(ShortTexts):
    """An address that the directory cites, once, wherever it stands.

    `failing_since` and `failures` are of the failures in a row up to now; `lately` has the last answers, newest first,
    as [moment, answer, status].
    """

    address = models.CharField(_("address"), max_length=LONGEST, unique=True)
    answer = models.CharField(_("last answer"), max_length=8, choices=Answer.choices, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    moved_to = models.CharField(_("moved to"), max_length=LONGEST, blank=True)
    lately = models.JSONField(default=list)
    looked_at = models.DateTimeField(_("last looked at"), null=True)
    well_at = models.DateTimeField(_("last answered well"), null=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    counted_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    wanted = models.BooleanField(default=False)
    # No constraint: code that does not know this table yet can delete accounts beside it.
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    ignored_at = models.DateTimeField(null=True)
    ignored_why = models.CharField(max_length=500, blank=True)

    objects = LinkStateQuerySet.as_manager()

    class Meta:
        ordering = ["failing_since", "address"]
        verbose_name = _("cited address")
        verbose_name_plural = _("cited addresses")

    def __str__(self):
        return self.address

    def note(self, answer: Answer, status: int | None, moved_to: str, now: dt.datetime) -> dict:
        """The columns as they are after an answer."""
        columns = {"answer": answer, "status": status, "moved_to": moved_to, "looked_at": now, "wanted": False}
        columns["lately"] = [[now.isoformat(), str(answer), status], *self.lately][:ANSWERS_KEPT]
        if answer in WELL | UNCHECKED:
            columns |= {"failing_since": None, "failures": 0, "counted_at": None}
            return columns | ({"well_at": now} if answer in WELL else {})
        if self.counted_at is None or now - self.counted_at >= APART:
            columns |= {"failures": self.failures + 1, "counted_at": now}
        return columns | {"failing_since": self.failing_since or now}


class LinkPlace(ShortTexts):
    """Where an address stands: in a column of a row of the working copy or of the words; or, with no column, only in
    what the public sees of an entry."""

    link = models.ForeignKey(LinkState, models.CASCADE, related_name="places")
    entry_uid = models.UUIDField(null=True)
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["model", "row", "column"]
        indexes = [models.Index(fields=["entry_uid"])]

    def __str__(self):
        return f"{self.model} {self.row} {self.column}"
