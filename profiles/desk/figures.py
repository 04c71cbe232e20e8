"""What waits at the desk and when it was last looked after, as figures for machines: no names, no words."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Max, Min

from .backups.archive import backups_in
from .models import Import, Mail, Reminder


def figures(now: dt.datetime) -> Iterator[tuple[str, str, float]]:
    """Each with its name, a sentence and its value. What never was is left out."""
    waiting = Mail.objects.waiting().aggregate(number=Count("pk"), oldest=Min("at"))
    yield "mails_waiting", "E-mails that wait to be sent.", waiting["number"]
    yield "mails_waiting_seconds", "For how long the oldest of them waits.", age(waiting["oldest"] or now, now)
    number = Import.objects.filter(state__in=[Import.State.WAITING, Import.State.TAKING]).count()
    yield "imports_waiting", "Files that were brought in and wait for a thread that reads or takes them.", number
    if reminded := Reminder.objects.aggregate(newest=Max("at"))["newest"]:
        yield "reminder_age_seconds", "Since somebody was last asked whether facts are still true.", age(reminded, now)
    if made := backups():
        yield "backup_age_seconds", "Since the newest backup in BACKUP_DIR was written.", age(max(made), now)


def backups() -> list[dt.datetime]:
    """When those were written that are there; none of a disk that is away, which the missing figure says."""
    try:
        return backups_in(settings.BACKUP_DIR) if settings.BACKUP_DIR else []
    except OSError:
        return []


def age(moment: dt.datetime, now: dt.datetime) -> float:
    return max(0.0, (now - moment).total_seconds())
