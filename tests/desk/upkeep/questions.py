"""A profile whose facts have grown old, and the question about them to who keeps it."""

import datetime as dt
import re

from django.core import mail as outgoing
from django.utils import timezone

from profiles.desk.mails import sending
from profiles.desk.models import Mail, Reminder
from profiles.desk.verbs import reminding
from tests import factories

PUBLISHED = dt.datetime(2024, 3, 4, 9, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
# As a browser says it of a form of this site.
HERE = {"sec-fetch-site": "same-origin"}


def grown_old(slug, time_machine, *, by):
    """A profile with a membership and an office, published two years ago."""
    time_machine.move_to(PUBLISHED, tick=False)
    entity = factories.entity(slug)
    factories.responsible_entity(entity, website="https://example.org", name_ar="وزارة العمل")
    factories.published(entity, by=by)
    time_machine.move_to(LATER, tick=False)
    return entity


def link_in(body: str) -> str:
    """The path of the first link in a mail that opens without signing in."""
    return re.search(r"(/(ar/)?still-true/\S+)", body)[1]


def asked(person) -> str:
    """Ask everybody, and give the link that this person got."""
    reminding.remind()
    sending.send_due()
    return link_in(next(message.body for message in outgoing.outbox if message.to == [person.email]))


def pass_days(days, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(days=days), tick=False)


def counts():
    return Reminder.objects.count(), Mail.objects.count()
