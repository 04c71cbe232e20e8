"""E-mails on their way: written with the act that they tell of, sent later."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Mail.State.WAITING)

    def due(self, moment):
        """What waits, is to be tried by then, and is in no other process's hands; the longest due first."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=moment)
        return self.waiting().filter(free, due__lte=moment).order_by("due", "pk")


class Mail(models.Model):
    """An e-mail to an account (at the address that it has when it is sent), or to the address of a visitor.

    It has words only while it waits, and never a link that opens something: letters about passwords, and those that ask
    whether facts are still true, are written when they are sent; until then an invitation says no more than who
    invites. `sender` is a keyed hash of the network from which
    somebody asked for it, good for one day.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        INVITATION = "invitation", _("invitation")
        FORGOTTEN = "forgotten", _("forgotten password")
        ANSWER = "answer", _("answer to a report")
        REMINDER = "reminder", _("question whether facts are still true")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")
        NOBODY = "nobody", _("for nobody")  # who asked is told nothing, and no account has that address

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    # No constraint: code that does not know this table yet can delete accounts beside it. `letters` reads whose it is.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    recipient = models.CharField(_("to whom"), max_length=200)
    address = models.EmailField(blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=7)
    sender = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(_("next try"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    reason = models.CharField(_("why not"), max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [models.Index(fields=["state", "due"]), models.Index(fields=["kind", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(address="", subject="", body=""), name="mail_keeps_no_words"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.recipient}"
