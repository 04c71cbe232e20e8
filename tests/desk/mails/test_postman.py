"""The thread that sends."""

import time

import pytest
from django.core import mail as outgoing
from django.db import connection

from profiles.desk.mails import queue
from profiles.desk.mails.postman import Postman
from profiles.desk.models import Mail
from tests import factories


def eventually(condition):
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def postman(transactional_db, settings):
    settings.MAIL_SENDER = "thread"
    postman = Postman()
    yield postman
    postman.end()


def test_a_process_that_serves_sends_what_waited_before_it_and_what_it_stores(postman):
    person = factories.person("somebody")
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


UNREADABLE = {
    "sqlite": "UPDATE profiles_mail SET uid = 'x'",
    "postgresql": "UPDATE profiles_mail SET at = 'infinity'",
}


@pytest.mark.parametrize(
    ("damage", "repair"),
    [
        ("ALTER TABLE profiles_mail RENAME TO away", "ALTER TABLE away RENAME TO profiles_mail"),
        (UNREADABLE[connection.vendor], "DELETE FROM profiles_mail"),
    ],
    ids=["no table", "a row that cannot be read"],
)
def test_nothing_that_goes_wrong_ends_it(postman, caplog, damage, repair):
    person = factories.person("somebody")
    queue.put(person, "Before", "Words.")
    run(damage)
    try:
        postman.start()
        assert eventually(lambda: "profiles.desk.mails.postman" in [record.name for record in caplog.records])
    finally:
        run(repair)
    queue.put(person, "After", "Words.")
    postman.ring()
    assert eventually(lambda: "After" in [message.subject for message in outgoing.outbox])


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
