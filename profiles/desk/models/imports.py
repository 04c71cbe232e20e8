"""What was brought in from files. Private."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Import(models.Model):
    """A file that somebody brought: what its rows would change, and what became of it. Only `importing.py` writes it.

    `content` is the file until it is taken, so that it can be read again. `rows` are those that change something or are
    wrong, as they were read; `changes` and `problems` what they do and why not (`exchange.differences`), in the
    language of who brought it, and in `words` in the others; `places` what its sheets and columns are called in the
    file (`exchange.rows.Place`); `bases` the digest of what stood there; `left` what of it is not to be taken.
    `outcome` has of each entry that was changed its saved copy of before (none of a new one), the digest of what it
    said after, and whether that is undone (with how many values that stayed). What is worked on is claimed, until a
    moment; since one that is past it waits. `reason` says why the last work on it came to nothing, and while it lasts
    `stage`, `done` and `total` how far it is.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a file", "waiting to be read")
        READ = "read", pgettext_lazy("of a file", "read")
        TAKING = "taking", pgettext_lazy("of a file", "waiting to be taken")
        TAKEN = "taken", pgettext_lazy("of a file", "taken")
        UNDONE = "undone", pgettext_lazy("of a file", "undone")
        FAILED = "failed", pgettext_lazy("of a file", "not readable")

    class Stage(models.TextChoices):
        READING = "reading", pgettext_lazy("of a file", "reading rows")
        TRYING = "trying", pgettext_lazy("of a file", "comparing entries")
        WRITING = "writing", pgettext_lazy("of a file", "writing entries")

    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.READ)
    decided_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    ignore_unknown = models.BooleanField(default=False)
    language = models.CharField(max_length=7, default="en")
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    stage = models.CharField(max_length=8, choices=Stage.choices, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    places = models.JSONField(default=dict)
    left = models.JSONField(default=dict)
    unchanged = models.PositiveIntegerField(default=0)
    bases = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["taken", "undone"], decided_at__isnull=False)
                | (~models.Q(state__in=["taken", "undone"]) & models.Q(decided_at__isnull=True)),
                name="import_decided",
            )
        ]
        indexes = [models.Index(fields=["author", "-at"])]

    def __str__(self):
        return self.name

    @property
    def is_partly_undone(self) -> bool:
        return self.state == self.State.TAKEN and any(item.get("undone") for item in self.outcome.values())
