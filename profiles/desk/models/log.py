"""The private record: each saved state of a working copy, and who did what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication
from profiles.published.models.publications import Document, WrittenOnce, WrittenOnceQuerySet


class SavedCopyQuerySet(WrittenOnceQuerySet):
    def newest_of_entry(self):
        """Those after which nothing was saved of the same entry."""
        newer = SavedCopy.objects.filter(entry_uid=models.OuterRef("entry_uid"), pk__gt=models.OuterRef("pk"))
        return self.exclude(models.Exists(newer))

    def unpublished(self):
        """Those that say another thing than the newest publication of the entry."""
        newer = Publication.objects.filter(entry_uid=models.OuterRef("entry_uid"), number__gt=models.OuterRef("number"))
        same = Publication.objects.filter(
            entry_uid=models.OuterRef("entry_uid"), content_digest=models.OuterRef("content_digest")
        )
        return self.exclude(models.Exists(same.exclude(models.Exists(newer))))

    def unproposed(self):
        return self.filter(proposals=None)


class SavedCopy(Document, WrittenOnce):
    """Private: the document as it stood after somebody saved the working copy."""

    entry_uid = models.UUIDField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = SavedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["entry_uid", "-at"])]

    def __str__(self):
        return f"{self.entry_uid} {self.at:%Y-%m-%d %H:%M}"


class Event(WrittenOnce):
    """Private log: who did what, when, with what words."""

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("published")
        PROPOSE = "propose", _("proposed")
        RETURN = "return", _("returned a proposal")
        TAKE_BACK = "take_back", _("took back a proposal")
        SCHEDULE = "schedule", _("scheduled")
        CANCEL = "cancel", _("cancelled a scheduled release")
        WITHDRAW = "withdraw", _("withdrew")
        RESTORE = "restore", _("restored an earlier version")
        CONFIRM = "confirm", _("confirmed facts")
        REMIND = "remind", _("asked whether facts are still true")
        VOCABULARY = "vocabulary", _("changed a word")
        ASK = "ask", _("asked for a change")
        ANSWER = "answer", _("answered a wish")
        COMMENT = "comment", _("commented")
        RESOLVE = "resolve", _("resolved comments")
        REOPEN = "reopen", _("reopened comments")
        LEVEL = "level", _("said that a translation needs no change")
        SHARE = "share", _("made a preview link")
        REVOKE = "revoke", _("revoked a preview link")
        REPORT = "report", _("received a report of a mistake")
        CLOSE = "close", _("closed a report of a mistake")
        DELETE = "delete", _("deleted a draft")
        ACCOUNT = "account", _("changed an account")
        INVITE = "invite", _("sent an invitation")
        SESSIONS = "sessions", _("ended somebody’s sessions")
        SECOND_STEP = "second_factor", _("removed somebody’s second step")
        STEP_ON = "second_step_on", _("set up the own second step")
        STEP_OFF = "second_step_off", _("turned off the own second step")
        RECOVERY_CODES = "recovery_codes", _("made new recovery codes")
        ADD_PASSKEY = "add_passkey", _("added a passkey")
        REMOVE_PASSKEY = "remove_passkey", _("removed a passkey")
        IGNORE = "ignore", _("left an address out of the checks")
        HEED = "heed", _("had an address checked again")
        IMPORT = "import", _("brought in data")
        UNDO_IMPORT = "undo_import", _("undid an import")
        RELEASE = "release", _("released the data")
        MAIL = "mail", _("could not send an e-mail")
        TAKE_UP = "take_up", _("took up into the trail what was not in it")

    verb = models.CharField(_("what"), max_length=16, choices=Verb.choices)
    entry_uid = models.UUIDField(null=True)
    subject = models.CharField(_("of what"), max_length=200)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    message = models.TextField(_("words"), blank=True)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["entry_uid", "-at"])]

    def __str__(self):
        return f"{self.what()}: {self.subject}"

    def what(self) -> str:
        """What was done, in words; of a row without a working copy also whether it is new, or gone."""
        made, deleted = MADE_AND_DELETED.get(self.details.get("kind"), A_WORD)
        if self.details.get("created"):
            return str(made)
        if self.details.get("deleted"):
            return str(deleted)
        return self.get_verb_display()


# By the kind of row.
MADE_AND_DELETED = {
    "user": (_("made an account"), _("deleted an account")),
    "source": (_("added a source"), _("deleted a source")),
}
A_WORD = (_("added a word"), _("deleted a word"))
