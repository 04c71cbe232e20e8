import datetime as dt
import socket

import pytest
from django.utils import timezone

from profiles.desk.doctor import work
from profiles.desk.doctor.findings import Level
from profiles.desk.models import Import, LinkState, Mail
from tests import factories

pytestmark = pytest.mark.django_db

HOURS_AGO = dt.timedelta(hours=3)


def said(look):
    return [(found.level, found.sentence) for found in look()]


@pytest.mark.parametrize("backend", ["console", "dummy", "filebased"])
def test_mails_to_nobody_are_a_failure_where_others_use_it(settings, backend):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    settings.DEBUG, settings.DEFAULT_FROM_EMAIL = False, "members@example.org"
    assert [level for level, _sentence in said(work.mails)] == [Level.FAILURE]
    settings.DEBUG = True
    assert said(work.mails) == [(Level.FINE, "E-mails are not sent to anybody, as is right on one’s own machine.")]


def test_a_mail_server_that_is_not_there_is_a_failure(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "members@example.org"
    assert [level for level, _sentence in said(work.mails)] == [Level.FAILURE]


def test_mails_that_wait_and_mails_that_were_given_up_are_said(settings):
    settings.DEFAULT_FROM_EMAIL = "members@example.org"
    assert said(work.mails)[1:] == []
    made = {"kind": "notice", "recipient": "somebody", "language": "en"}
    Mail.objects.create(**made, due=timezone.now() - HOURS_AGO)
    Mail.objects.create(**made, state="failed")
    waiting, failed = said(work.mails)[1:]
    assert waiting[0] == Level.FAILURE
    assert waiting[1].startswith("1 e-mails wait since ")
    assert failed == (Level.WARNING, "1 e-mails of the last week were given up: admin, E-mails, says why.")


def test_addresses_that_were_never_checked_are_a_warning():
    assert said(work.links)[0][0] == Level.WARNING
    LinkState.objects.create(address="https://example.org/", looked_at=timezone.now())
    assert said(work.links)[0][0] == Level.FINE


def test_files_that_nobody_works_on_are_a_failure(editor):
    assert said(work.imports) == []
    long_ago = timezone.now() - HOURS_AGO
    Import.objects.create(name="a.csv", digest="x", author=editor, state="waiting", content=b"x", at=long_ago)
    assert said(work.imports)[0][0] == Level.FAILURE
    # Brought long ago, and asked for, or worked on, just now.
    for moment in (timezone.now(), timezone.now() + dt.timedelta(minutes=10)):
        Import.objects.update(claimed_until=moment, state="taking")
        assert said(work.imports) == []
    Import.objects.update(claimed_until=long_ago)
    assert said(work.imports)[0][0] == Level.FAILURE


def test_without_anybody_who_can_let_others_in_or_publish_it_says_so():
    assert [level for level, _sentence in said(work.accounts)] == [Level.FAILURE, Level.FAILURE]


def test_accounts_that_can_do_nothing_yet_and_those_that_end_are_named(settings, administrator, publisher):
    assert said(work.accounts) == []
    settings.REQUIRE_SECOND_FACTOR = True
    level, sentence = said(work.accounts)[0]
    assert level == Level.WARNING
    assert publisher.get_username() in sentence
    settings.REQUIRE_SECOND_FACTOR = False
    publisher.active_until = timezone.localdate() + dt.timedelta(days=3)
    publisher.save(update_fields=["active_until"])
    assert said(work.accounts) == [(Level.WARNING, "1 accounts end within a fortnight.")]


def test_where_nothing_is_old_nobody_need_be_asked():
    factories.entity()
    assert said(work.reminders) == []
