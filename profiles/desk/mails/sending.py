"""Sending what is due: one mail at a time, by whichever process claims it first. What fails is tried again after
growing pauses, and given up after some days with a line in the log.

A process that is ended while it sends leaves a claim behind, which runs out: the mail is sent again then, under the
same Message-ID. So does one that cannot write for half a minute that it has sent. In these cases a mail may come twice;
it is never lost.
"""

import datetime as dt
import logging
import re
import smtplib
import time

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from .. import chaining
from ..models import Event, Mail
from . import letters

logger = logging.getLogger(__name__)

# Longer than any conversation with a mail server takes, each of whose steps is bounded by EMAIL_TIMEOUT.
CLAIM = dt.timedelta(minutes=10)
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=1), dt.timedelta(hours=6)
# How long a mail is tried; and how long after that it is waited for who sends it to say how that went.
PATIENCE, GRACE = dt.timedelta(days=3), dt.timedelta(days=1)
# How long it is remembered that one went out, or did not; and that somebody asked for one.
KEPT, ASKED = dt.timedelta(days=30), dt.timedelta(days=1)
# Seconds until it is written once more that a mail went out.
PAUSES = (1, 5, 25)
ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")


def send_due() -> int:
    """Try whatever is due; how many went out."""
    sent = 0
    while mail := claim():
        sent += attempt(mail)
    forget()
    return sent


def claim() -> Mail | None:
    """The mail that is due longest, for this process alone. One that has had its time and is still here ended whoever
    sent it: it is given up."""
    now = timezone.now()
    while Mail.objects.due(now).exists():
        with transaction.atomic():
            mail = Mail.objects.due(now).select_for_update(skip_locked=True).first()
            if mail is None:
                return None
            if mail.tries and now - mail.at > PATIENCE + GRACE:
                give_up(mail, mail.reason or "It was begun, and nobody came back.")
                continue
            mail.claimed_until, mail.tries = now + CLAIM, mail.tries + 1
            mail.save(update_fields=["claimed_until", "tries"])
            return mail
    return None


def attempt(mail: Mail) -> bool:
    """Send a mail that this process has claimed; whether it went out."""
    try:
        letter = letters.write(mail)
        if letter:
            letter.send()
    except Exception as error:  # whatever a mail server, or a library between, may think of
        fail(mail, reason_of(error, mail))
        return False
    end_surely(mail, Mail.State.SENT if letter else Mail.State.NOBODY)
    return bool(letter)


def reason_of(error: Exception, mail: Mail) -> str:
    """What went wrong, without addresses: servers repeat them, in spellings of their own. Of an answer to a visitor
    only the kind of error and the server's codes are kept."""
    name = type(error).__name__
    if mail.kind == Mail.Kind.ANSWER:
        return " ".join([name, *map(str, codes_of(error))])
    text = " ".join(f"{name}: {error}".split())
    return ADDRESS.sub("…", text).replace("\0", "")[:500]


def codes_of(error: Exception) -> list[int]:
    """What a mail server answered, as numbers."""
    if isinstance(error, smtplib.SMTPResponseException):
        return [error.smtp_code]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return []


def fail(mail: Mail, reason: str) -> None:
    """Try again later, or give up."""
    now = timezone.now()
    logger.warning("The e-mail %s (%s) could not be sent: %s", mail.pk, mail.kind, reason)
    if now - mail.at > PATIENCE:
        give_up(mail, reason)
        return
    pause = min(FIRST_PAUSE * 4 ** min(mail.tries - 1, 10), LONGEST_PAUSE)
    Mail.objects.filter(pk=mail.pk).waiting().update(due=now + pause, claimed_until=None, reason=reason)


@transaction.atomic
def give_up(mail: Mail, reason: str) -> None:
    end(mail, Mail.State.FAILED, reason)
    details = {"kind": "mail", "pk": mail.pk, "mail": mail.kind, "tries": mail.tries}
    event = Event.objects.create(verb=Event.Verb.MAIL, subject=mail.recipient, message=reason, details=details)
    chaining.after_commit(event)


def end(mail: Mail, state: Mail.State, reason: str = "") -> None:
    """It is tried no more, and keeps neither address nor words."""
    nothing = {"address": "", "subject": "", "body": "", "claimed_until": None}
    Mail.objects.filter(pk=mail.pk).update(state=state, reason=reason, **nothing)


def end_surely(mail: Mail, state: Mail.State) -> None:
    """Though the database may be busy: what has gone out must not go again."""
    for pause in PAUSES:
        try:
            end(mail, state)
            return
        except OperationalError:
            time.sleep(pause)
            connection.close_if_unusable_or_obsolete()
    end(mail, state)


def try_all_again() -> int:
    """Whatever waits and is in no hands is due now: how many."""
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return Mail.objects.waiting().filter(free).update(due=now)


def forget() -> None:
    """Delete what need not be known any more, and from which networks somebody asked."""
    now = timezone.now()
    old = Mail.objects.exclude(state=Mail.State.WAITING).filter(at__lt=now - KEPT)
    asked = Mail.objects.filter(state=Mail.State.NOBODY, at__lt=now - ASKED)
    for rows in (old, asked):
        if rows.exists():
            rows.delete()
    traced = Mail.objects.exclude(sender="").filter(at__lt=now - ASKED)
    if traced.exists():
        traced.update(sender="")
