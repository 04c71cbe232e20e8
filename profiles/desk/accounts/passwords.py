"""Mails with a link to choose a password: the invitation to a new account, and the help for a forgotten one.

The link holds a token of Django's own: it works once, for three days, and for an account that can be used."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def link(user) -> str:
    """The address at which somebody chooses a password, in the language that is active."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("admin:password_choose", args=[uid, default_token_generator.make_token(user)])
    return settings.SITE_URL + path


def invite(user) -> None:
    """Write to somebody who has been given an account."""
    with translation.override(user.language):
        send(user, _("Your account in the member directory"), "mails/invitation.txt")


def remind(user) -> None:
    """Write to somebody who has forgotten the password."""
    with translation.override(user.language):
        send(user, _("Choose a new password"), "mails/forgotten.txt")


def send(user, subject, template) -> None:
    context = {"person": user, "link": link(user), "days": settings.PASSWORD_RESET_TIMEOUT // 86_400}
    EmailMessage(subject, render_to_string(template, context), to=[user.email]).send()


class ForgottenForm(PasswordResetForm):
    """An e-mail address. Who is known by it and can sign in gets a mail in the language of the account."""

    def get_users(self, email):
        return [user for user in get_user_model().objects.current().filter(email__iexact=email) if user.email]

    def save(self, **kwargs):
        for user in self.get_users(self.cleaned_data["email"]):
            try:
                remind(user)
            except OSError:
                # An error page would tell a known address from an unknown one.
                log.exception("The mail about a forgotten password could not be sent.")
