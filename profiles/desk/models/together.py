"""What those who work on one entry say to each other there, and who has its form open. Private."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models.publications import OfEntryQuerySet


class CommentQuerySet(OfEntryQuerySet):
    def open(self):
        return self.filter(resolved_at=None)

    def in_thread(self, comment: "Comment"):
        """Those of its place that are open as well, or were resolved with it."""
        return self.of(comment.entry_uid).filter(place=comment.place, resolved_at=comment.resolved_at)


class Comment(models.Model):
    """What somebody says to the others about a part of an entry's form. Only `commenting.py` writes it.

    `place` is the name of a field, `fact-<uid>` of a row, or empty for the whole. The open comments of one place are a
    thread, which is resolved at once.
    """

    LONGEST = 2000

    entry_uid = models.UUIDField()
    slug = models.CharField(max_length=60)
    place = models.CharField(max_length=80, blank=True)
    words = models.TextField(_("comment"), max_length=LONGEST)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="comment_resolved",
            )
        ]
        indexes = [models.Index(fields=["entry_uid", "at"])]

    def __str__(self):
        return f"{self.slug} {self.at:%Y-%m-%d %H:%M}"


class PresenceQuerySet(OfEntryQuerySet):
    def recent(self, moment):
        return self.filter(seen_at__gt=moment - Presence.FORGOTTEN_AFTER)

    def forgotten(self, moment):
        return self.filter(seen_at__lte=moment - Presence.FORGOTTEN_AFTER)


class Presence(models.Model):
    """Somebody has the form of an entry open: since when, and when the browser last said so. It is no record."""

    # A sign is stored at most so often, and counts so long.
    STORED_EVERY = dt.timedelta(seconds=30)
    FORGOTTEN_AFTER = dt.timedelta(seconds=90)

    entry_uid = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [models.UniqueConstraint(fields=["entry_uid", "person"], name="presence_once")]

    def __str__(self):
        return f"{self.entry_uid} {self.seen_at:%Y-%m-%d %H:%M}"
