"""The letter that asks somebody whether facts are still true: each profile with its facts and a link, written when it
is sent, of what is open by then."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.values.languages import either

from .. import permissions
from ..models import Mail, Reminder, User
from ..upkeep import asking


def words(mail: Mail, person: User) -> tuple[str, str] | None:
    """Its subject and text; none where nothing is open any more, or not for this person."""
    questions = [asking.Asked.of(row) for row in Reminder.objects.asked().filter(mail_uid=mail.uid).order_by("pk")]
    profiles = [
        {"name": either(asked.publication.content()["name"]), "facts": asked.open, "link": link(asked.reminder)}
        for asked in questions
        if asked.open and asked.entity and permissions.can_edit(person, asked.entity)
    ]
    if not profiles:
        return None
    subject = _("Is this still true? %s") % _(", ").join(profile["name"] for profile in profiles)
    context = {"profiles": profiles, "days": asking.DAYS, "list_address": settings.SITE_URL + reverse("admin:stale")}
    return " ".join(subject.split())[:500], render_to_string("mails/reminder.txt", context)


def link(reminder: Reminder) -> str:
    return settings.SITE_URL + reverse("still_true", args=[asking.token(reminder)])
