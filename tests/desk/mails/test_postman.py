"""The thread that sends."""

import time

import pytest
from django.core import mail as outgoing
from django.db import OperationalError

from profiles.desk.mails import queue, sending
from profiles.desk.mails.postman import Postman
from profiles.desk.models import Mail
from tests import factories


def eventually(condition):
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.mark.django_db(transaction=True)
def test_a_process_that_serves_sends_what_waited_before_it_and_what_it_stores(settings):
    settings.MAIL_SENDER = "thread"
    person, postman = factories.person("somebody"), Postman()
    queue.put(person, "Before", "Words.")
    postman.start()
    assert eventually(lambda: len(outgoing.outbox) == 1)
    queue.put(person, "After", "Words.")
    postman.ring()
    assert eventually(lambda: len(outgoing.outbox) == 2)
    assert eventually(lambda: not Mail.objects.waiting().exists())
    first = postman.thread
    postman.start()
    assert postman.thread is first
    postman.end()
    assert not first.is_alive()


def test_there_is_none_where_a_command_sends(settings):
    settings.MAIL_SENDER = "command"
    postman = Postman()
    postman.start()
    assert postman.thread is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("the database is away"), ValueError("anything")])
def test_nothing_that_goes_wrong_ends_it(monkeypatch, caplog, error):
    def fail():
        raise error

    monkeypatch.setattr(sending, "send_due", fail)
    Postman().round()
    assert str(error) in caplog.text
