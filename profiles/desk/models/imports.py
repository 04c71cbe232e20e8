"""What was brought in from files. Private."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Import(models.Model):
    """A file that somebody brought: what its rows would change, and what became of it. Only `importing.py` writes it.

    `rows` are those that change something or are wrong, as they were read; `changes` and `problems` what they do and
    why not (`exchange.differences`); `bases` the digest of what stood there. `outcome` has of each entry that was
    changed its saved copy of before (none of a new one) and the digest of what it says since.
    """

    class State(models.TextChoices):
        READ = "read", pgettext_lazy("of a file", "read")
        TAKEN = "taken", pgettext_lazy("of a file", "taken")
        UNDONE = "undone", pgettext_lazy("of a file", "undone")

    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.READ)
    decided_at = models.DateTimeField(null=True)
    rows = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    unchanged = models.PositiveIntegerField(default=0)
    bases = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="read", decided_at__isnull=True)
                | (~models.Q(state="read") & models.Q(decided_at__isnull=False)),
                name="import_decided",
            )
        ]
        indexes = [models.Index(fields=["author", "-at"])]

    def __str__(self):
        return self.name
