import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.figures import figures
from profiles.desk.models import Mail

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


def values():
    return {name: value for name, _sentence, value in figures(NOW)}


def test_where_nothing_waits_and_nothing_ever_was_little_is_said(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    assert values() == {"mails_waiting": 0, "mails_waiting_seconds": 0, "imports_waiting": 0}


def test_what_waits_is_counted_since_the_oldest(settings, tmp_path):
    for minutes in (5, 90):
        Mail.objects.create(recipient="x", language="en", at=NOW - dt.timedelta(minutes=minutes))
    Mail.objects.create(recipient="x", language="en", at=NOW - dt.timedelta(days=9), state=Mail.State.SENT)
    found = values()
    assert (found["mails_waiting"], found["mails_waiting_seconds"]) == (2, 90 * 60)


def test_the_newest_backup_is_so_old(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    (tmp_path / "addportal-20261130T021500Z.zip").write_bytes(b"")
    (_name, _sentence, value) = list(figures(timezone.now() + dt.timedelta(hours=10)))[-1]
    assert 35_990 < value < 36_600


def test_where_the_disk_of_the_backups_is_away_all_else_is_said(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "away"
    assert values() == {"mails_waiting": 0, "mails_waiting_seconds": 0, "imports_waiting": 0}
