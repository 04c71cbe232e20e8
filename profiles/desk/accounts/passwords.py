"""A forgotten password: who may have a letter with a link to choose a new one, and how often."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from profiles.published.models import Stamp

from ..mails import queue
from ..models import Mail
from ..verbs import Refused
from ..verbs.reporting import sender_of

HOUR = dt.timedelta(hours=1)
# How many letters an account gets within an hour, none of them within so long of the one before; and how many of them,
# for whatever accounts, are asked for from one network.
AN_ACCOUNT, APART = 3, dt.timedelta(minutes=5)
A_NETWORK = 20


def remind(email: str, *, address: str | None) -> None:
    """Write to whoever is known by an e-mail address and can sign in, within bounds. Nothing tells the one who asks
    from `address` whether anybody is: the work is the same. Raises Refused where a network asks too often."""
    now = timezone.now()
    sender = sender_of(address, timezone.localdate(now))
    with transaction.atomic():
        # Who asks queues, or many at once would all be counted before any is stored.
        Stamp.objects.select_for_update().filter(pk=1).first()
        asked = Mail.objects.filter(kind=Mail.Kind.FORGOTTEN, at__gt=now - HOUR)
        if asked.filter(sender=sender).count() >= A_NETWORK:
            raise Refused(_("Your network has asked for many links within an hour. Please try again later."))
        person = get_user_model().objects.current().exclude(email="").filter(email__iexact=email).first()
        lately = list(asked.filter(person_id=person.pk if person else 0).values_list("at", flat=True))
        if person and len(lately) < AN_ACCOUNT and all(at <= now - APART for at in lately):
            queue.put_letter(Mail.Kind.FORGOTTEN, person, sender=sender)
        else:
            queue.note_asking(Mail.Kind.FORGOTTEN, language=get_language(), sender=sender)
