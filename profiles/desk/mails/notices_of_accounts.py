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
