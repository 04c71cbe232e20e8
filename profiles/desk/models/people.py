"""Accounts: who signs in to admin, until when, and what they are told by e-mail."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from profiles.values.languages import choices
from profiles.values.shorttext import ShortTexts


class UserQuerySet(models.QuerySet):
    def current(self):
        """Who can sign in today."""
        unended = Q(active_until__isnull=True) | Q(active_until__gte=timezone.localdate())
        return self.filter(unended, is_active=True)

    def with_right(self, codename):
        """Who holds a right of the directory, through a group or as superuser."""
        granted = Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label="profiles")
        return self.filter(granted | Q(is_superuser=True)).distinct()


class PeopleManager(UserManager.from_queryset(UserQuerySet)):
    """Django's own, with the adjectives above."""


class User(ShortTexts, AbstractUser):
    """An account. Its rights come with its groups; it may end on a date."""

    email = models.EmailField(_("e-mail"), blank=True)
    active_until = models.DateField(
        _("active until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which this account can be used. The day after, it is signed out everywhere, gets no "
            "e-mails, and no longer counts as keeping its profiles; what it did stays. Empty: without an end."
        ),
    )
    mails = models.BooleanField(
        _("tell me by e-mail"),
        default=True,
        help_text=_("When something is proposed to me, or when my own proposal is returned or published."),
    )
    language = models.CharField(_("language of e-mails"), max_length=7, choices=choices, default=settings.LANGUAGE_CODE)
    # Part of what a session is checked against: raising it ends every session of the account.
    session_round = models.PositiveIntegerField(default=0, editable=False)

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            # Forgotten passwords are found by address.
            models.UniqueConstraint(models.functions.Lower("email"), condition=~Q(email=""), name="user_email"),
        ]

    def display_name(self) -> str:
        """What others know this person by: the full name, where there is one."""
        return self.get_full_name() or self.get_username()

    def is_current(self) -> bool:
        """Whether it can be used today."""
        return self.is_active and (self.active_until is None or self.active_until >= timezone.localdate())

    def get_session_auth_hash(self):
        value = f"{super().get_session_auth_hash()}{self.session_round}"
        return salted_hmac("profiles.user.session_round", value, algorithm="sha256").hexdigest()

    def end_sessions(self) -> None:
        """Sign this person out everywhere, on the very next request."""
        type(self).objects.filter(pk=self.pk).update(session_round=models.F("session_round") + 1)
