"""Mistakes that visitors report. Private: what they write is read at the desk and nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models.publications import OfEntryQuerySet


class ReportQuerySet(OfEntryQuerySet):
    def open(self):
        return self.filter(answer="")


class Report(models.Model):
    """What somebody says is wrong in a published version, or in one fact of it. Only `reporting.py` writes it.

    `sender` is a keyed hash of the network address, good for one day, to bound abuse; it is forgotten after that day.
    `email` is erased when the report is closed.
    """

    entry_uid = models.UUIDField()
    slug = models.CharField(max_length=60)
    fact_uid = models.UUIDField(null=True)
    publication_number = models.PositiveIntegerField()
    language = models.CharField(max_length=7)
    words = models.TextField(_("what is wrong"), max_length=4000)
    source = models.TextField(_("how it is known"), max_length=1000, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    sender = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, email="")),
                name="report_answered",
            )
        ]
        indexes = [models.Index(fields=["entry_uid", "-at"]), models.Index(fields=["sender", "at"])]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """What the one who reported may quote."""
        return number_of(self.pk)


def number_of(pk: int) -> str:
    return f"R-{pk:05d}"
