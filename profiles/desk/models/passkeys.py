"""Passkeys: what a device proves to one host in place of a code."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django_otp.models import Device

from profiles.values.shorttext import ShortTexts


class Passkey(ShortTexts, Device):
    """A passkey (WebAuthn) of somebody, who named it. It proves itself when it is made, and so is confirmed from the
    beginning. `host` is the one that it was made for, and it is good at no other."""

    # No constraint: code that does not know this table yet can delete accounts beside it.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys", db_constraint=False)
    host = models.CharField(max_length=253)
    # What the device said when it was made, as base64url: its number, and the key by which its answers are tried.
    credential = models.TextField()
    # How often the device says that it has answered; 0 for ever of those that do not count.
    count = models.PositiveBigIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made", "pk"]
