"""What a queued mail says, written when it is sent: a link to choose a password, or to confirm facts, is a secret that
no table keeps."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.formats import date_format
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.site.publisher import publisher
from profiles.values import languages

from .. import moments, permissions
from ..models import Mail, User
from . import phrases, reminders

# Subject and template of the letters about passwords.
PASSWORDS = {
    Mail.Kind.INVITATION: (gettext_lazy("Choose a password for your account in %s"), "mails/invitation.txt"),
    Mail.Kind.FORGOTTEN: (gettext_lazy("Choose a new password for your account in %s"), "mails/forgotten.txt"),
}


def link(user) -> str:
    """The address at which somebody chooses a password, in the language that is active. Its token is Django's own: it
    works once, for three days, and for an account that can be used."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("admin:password_choose", args=[uid, default_token_generator.make_token(user)])
    return settings.SITE_URL + path


def write(mail: Mail) -> EmailMessage | None:
    """The mail as it goes out; none where nobody is to be written to any more."""
    person = User.objects.filter(pk=mail.person_id).first()
    address = mail.address if person is None else person.email
    if not address or (person and not person.is_current()):
        return None
    with languages.reading(mail.language):
        found = words(mail, person)
        if found is None:
            return None
        subject, body = found
        return EmailMessage(subject, body, to=[address], headers=headers(mail))


def words(mail: Mail, person: User | None) -> tuple[str, str] | None:
    if mail.kind == Mail.Kind.REMINDER:
        return person and reminders.words(mail, person)
    if mail.kind not in PASSWORDS:
        return mail.subject, mail.body
    subject, template = PASSWORDS[mail.kind]
    lasts = dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    context = {
        "person": person,
        "directory": phrases.directory(),
        "site": settings.SITE_URL,
        "invited_by": mail.body,
        "kept": [kept(row) for row in person.assignments.current().select_related("entity")],
        "groups": [permissions.group_label(row.name) for row in person.groups.all()],
        "link": link(person),
        "until": moments.in_words(timezone.now() + lasts),
        "again": settings.SITE_URL + reverse("admin:password_forgotten"),
        "contact": publisher().email,
    }
    return str(subject) % phrases.directory(), render_to_string(template, context).strip() + "\n"


def kept(assignment) -> str:
    """What somebody keeps, and its last day where there is one."""
    if not assignment.until:
        return assignment.entity.name
    return _("%(name)s, until %(day)s") % {
        "name": assignment.entity.name,
        "day": date_format(assignment.until, "j F Y"),
    }


def headers(mail: Mail) -> dict[str, str]:
    """So that no absence answers it, and that one which was sent twice is known as one."""
    domain = urlsplit(settings.SITE_URL).hostname
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
        "Message-ID": f"<{mail.uid}@{domain}>",
    }
