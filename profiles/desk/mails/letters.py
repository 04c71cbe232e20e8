"""What a queued mail says, written when it is sent: a link to choose a password is a secret that no table keeps."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy

from ..models import Mail, User

# Subject and template of the letters about passwords.
PASSWORDS = {
    Mail.Kind.INVITATION: (gettext_lazy("Your account in the member directory"), "mails/invitation.txt"),
    Mail.Kind.FORGOTTEN: (gettext_lazy("Choose a new password"), "mails/forgotten.txt"),
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
    with translation.override(mail.language):
        subject, body = words(mail, person)
        return EmailMessage(subject, body, to=[address], headers=headers(mail))


def words(mail: Mail, person: User | None) -> tuple[str, str]:
    if mail.kind not in PASSWORDS:
        return mail.subject, mail.body
    subject, template = PASSWORDS[mail.kind]
    context = {"person": person, "link": link(person), "days": settings.PASSWORD_RESET_TIMEOUT // 86_400}
    return str(subject), render_to_string(template, context)


def headers(mail: Mail) -> dict[str, str]:
    """So that no absence answers it, and that one which was sent twice is known as one."""
    domain = urlsplit(settings.SITE_URL).hostname
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
        "Message-ID": f"<{mail.uid}@{domain}>",
    }
