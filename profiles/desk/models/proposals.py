"""What lies between a saved copy and its publication: proposals, links to read a copy, and wishes in words. Private."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication, Release
from profiles.published.models.publications import OfEntryQuerySet

from .log import SavedCopy


class ProposalQuerySet(OfEntryQuerySet):
    def waiting(self):
        return self.filter(state=Proposal.State.WAITING)

    def returned(self):
        return self.filter(state=Proposal.State.RETURNED)

    def together(self, bundle):
        """What waits of those that were proposed together, in the order in which that was done."""
        return self.waiting().filter(bundle=bundle).order_by("pk")

    def latest_of_entry(self):
        """Those after which nothing newer was proposed of the same entry."""
        newer = Proposal.objects.filter(entry_uid=models.OuterRef("entry_uid"), pk__gt=models.OuterRef("pk"))
        return self.exclude(models.Exists(newer))


class Proposal(models.Model):
    """A saved copy put forward to be published: frozen, with a message. Only `proposing.py` writes it.

    `base` is the publication that was live when it was proposed; whether it may still be published is compared with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RETURNED = "returned", _("returned")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced by a newer one")
        TAKEN_BACK = "taken_back", _("taken back")

    entry_uid = models.UUIDField()
    slug = models.CharField(max_length=60)
    copy = models.ForeignKey(SavedCopy, models.PROTECT, related_name="proposals")
    base = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    message = models.TextField(_("message"))
    # What was proposed together is decided together.
    bundle = models.UUIDField(null=True, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    # A scheduled release may be cancelled, and is then gone.
    release = models.ForeignKey(Release, models.SET_NULL, null=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(fields=["entry_uid"], condition=Q(state="waiting"), name="proposal_one_waiting"),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(reason=""), name="proposal_return_has_reason"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided",
            ),
        ]
        indexes = [models.Index(fields=["entry_uid", "-at"]), models.Index(fields=["state", "at"])]

    def __str__(self):
        return f"{self.slug} {self.at:%Y-%m-%d %H:%M}"


class PreviewLink(models.Model):
    """An address under which one saved copy can be read without an account, until it expires or is revoked.

    Only the token's digest is kept: who reads the database cannot open the link.
    """

    token_digest = models.CharField(max_length=64, unique=True)
    copy = models.ForeignKey(SavedCopy, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self):
        return f"{self.copy_id} {self.expires_at:%Y-%m-%d %H:%M}"

    def opens(self, moment) -> bool:
        return self.revoked_at is None and moment < self.expires_at


class Wish(models.Model):
    """A change asked for in words: by a focal point, of a fact that is not theirs to change. Answered in words."""

    entry_uid = models.UUIDField()
    slug = models.CharField(max_length=60)
    words = models.TextField(_("what should change"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="wish_answered",
            )
        ]
        indexes = [models.Index(fields=["entry_uid", "-at"])]

    def __str__(self):
        return f"{self.slug} {self.at:%Y-%m-%d %H:%M}"
