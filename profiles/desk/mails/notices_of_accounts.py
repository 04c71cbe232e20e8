"""E-mails to somebody about their own account."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.values import languages

from ..models import Mail, User
from . import phrases
from .queue import put


def notify_of_removed_second_step(person: User) -> Mail | None:
    """To whoever wants e-mails or none: it may be somebody else who said that the telephone is lost."""
    with languages.reading(person.language):
        happened = _("The second step of your account %(name)s in %(directory)s was removed, as for a lost telephone.")
        return put(
            person,
            _("The second step of your account was removed"),
            happened % {"name": person.get_username(), "directory": phrases.directory()},
            _("You are signed out everywhere. The next time you sign in, set it up again."),
            _("If you did not ask for that, tell those who look after accounts, and choose another password here:"),
            settings.SITE_URL + reverse("admin:password_forgotten"),
        )


def notify_of_new_passkey(person: User, name: str) -> Mail | None:
    """To whoever wants e-mails or none: it may have been somebody else, at a browser that was left open."""
    with languages.reading(person.language):
        happened = _("A passkey, “%(passkey)s”, was added to your account %(name)s in %(directory)s.")
        return put(
            person,
            _("A passkey was added to your account"),
            happened % {"passkey": name, "name": person.get_username(), "directory": phrases.directory()},
            _("It can be used in place of the code of your telephone, after the password."),
            _("If it was not you, remove it here, choose another password, and tell those who look after accounts:"),
            settings.SITE_URL + reverse("admin:second_step"),
        )
