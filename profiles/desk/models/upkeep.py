"""Keeping facts true: how long each kind holds before it is asked about, and who was asked when about which."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models.publications import WrittenOnce, WrittenOnceQuerySet


class ShelfLife(models.Model):
    """After how many months somebody is asked whether a fact of this kind is still true; empty: never."""

    class Kind(models.TextChoices):
        """The kinds of facts of a profile; and a responsible entity that says how it is reached, for which the shorter
        of the two counts."""

        MEMBERSHIPS = "memberships", _("membership")
        ROLE_TERMS = "role_terms", _("role held")
        AFFILIATIONS = "affiliations", _("affiliation")
        RESPONSIBLE_ENTITIES = "responsible_entities", _("responsible entity")
        CONTACT = "contact", _("how a responsible entity is reached")

    code = models.CharField(_("kind of fact"), max_length=24, choices=Kind.choices, unique=True)
    months = models.PositiveSmallIntegerField(
        _("months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("After so many months without a word on it somebody is asked. Empty: never."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("shelf life")
        verbose_name_plural = _("shelf lives")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__isnull=True) | models.Q(months__gte=1), name="shelflife_months"
            )
        ]

    def __str__(self):
        return str(self.get_code_display())


class ReminderQuerySet(WrittenOnceQuerySet):
    def asked(self):
        return self.filter(kind=Reminder.Kind.ASKED)

    def escalated(self):
        return self.filter(kind=Reminder.Kind.ESCALATED)


class Reminder(WrittenOnce):
    """Somebody was asked whether these facts of an entry are still true (`facts`: digests by uid, as they read then);
    or a publisher was told that nobody has answered. What went out in one mail has that mail's uid."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked")
        ESCALATED = "escalated", _("told that nobody answered")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    # No constraint: code that does not know this table yet can delete accounts beside it.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    entry_uid = models.UUIDField()
    facts = models.JSONField()
    mail_uid = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "kind", "at"]),
            models.Index(fields=["entry_uid", "kind"]),
            models.Index(fields=["mail_uid"]),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.entry_uid} {self.at:%Y-%m-%d %H:%M}"
