"""Reports of mistakes: taking one from a visitor, within bounds; and closing it. Only this module writes reports.

No network address is kept. What is, for a day, is a keyed hash of it and of the date, from which nobody without the
secret key can get back to the address, and which is another one tomorrow.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from profiles.published.models import Publication, Stamp
from profiles.site.visitors import network_of

from .. import permissions
from ..mails import notices
from ..models import Event, Report
from . import Refused, log, require

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
AN_HOUR, A_DAY, OF_ALL = 5, 20, 200


class Busy(Refused):
    """Too many reports have come: from this address, or from everywhere. `seconds` says when to try again."""

    def __init__(self, sentence: str, wait: dt.timedelta):
        super().__init__(sentence)
        self.seconds = int(wait.total_seconds())


def report(
    publication: Publication,
    *,
    words: str,
    language: str,
    address: str | None,
    fact: str | None = None,
    source: str = "",
    email: str = "",
) -> Report:
    """Take a report about a published version, or about the fact of it with that uid. Raises Busy."""
    now = timezone.now()
    sender = sender_of(address, timezone.localdate(now))
    with transaction.atomic():
        # Reports queue, or many at once would all be counted before any is stored.
        Stamp.objects.select_for_update().filter(pk=1).first()
        Report.objects.exclude(sender="").filter(at__lt=now - DAY).update(sender="")
        require_room(sender, now)
        row = Report.objects.create(
            entry_uid=publication.entry_uid,
            slug=publication.slug,
            publication_number=publication.number,
            fact_uid=fact,
            language=language,
            words=words,
            source=source,
            email=email,
            sender=sender,
            at=now,
        )
        log(Event.Verb.REPORT, None, row, "", report=row.pk)
        return row


def sender_of(address: str | None, day: dt.date) -> str:
    """A hash for a visitor's address, or what counts as one, that is good for a day."""
    return salted_hmac(
        f"profiles.reporting {day.isoformat()}", network_of(address or ""), algorithm="sha256"
    ).hexdigest()


def require_room(sender: str, now: dt.datetime) -> None:
    """Raise Busy where one address or all together have reported as much as can be read."""
    mine = Report.objects.filter(sender=sender)
    if mine.filter(at__gt=now - HOUR).count() >= AN_HOUR:
        raise Busy(_("Several reports have come from your network within an hour. Please send this one later."), HOUR)
    if mine.count() >= A_DAY:
        raise Busy(_("Many reports have come from your network today. Please send this one tomorrow."), DAY)
    if Report.objects.open().filter(at__gt=now - DAY).count() >= OF_ALL:
        raise Busy(_("More reports have come today than can be read. Please send this one tomorrow."), DAY)


def close(report: Report, *, by, answer: str, mail: bool = False) -> None:
    """Say for the record what became of a report, by mail too if there is an address; which is erased either way."""
    require(permissions.edits_everything(by))
    if not answer.strip():
        raise Refused(_("Say for the record what became of it."))
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.answer:
            raise Refused(_("It has been closed."))
        report.answer, report.answered_by, report.answered_at = answer.strip(), by, timezone.now()
        if mail:
            notices.notify_of_closing(report)
        report.email = ""
        report.save(update_fields=["answer", "answered_by", "answered_at", "email"])
        log(Event.Verb.CLOSE, by, report, report.answer, report=report.pk)
