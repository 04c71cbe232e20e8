"""A forgotten password: who gets a letter, how often, and what the one who asks can find out (nothing)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.accounts import passwords
from profiles.desk.models import Mail, User
from tests import factories
from tests.desk.accounts.steps import delivered, link_in

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def ask(client, email="editor@example.org", **headers):
    return client.post("/admin/password/forgotten/", {"email": email}, **headers)


def test_mails_and_their_links_are_in_the_language_of_the_account(client, editor):
    User.objects.filter(pk=editor.pk).update(language="ar")
    ask(client)
    [message] = delivered()
    address = link_in(message)
    assert address.startswith("/ar/admin/password/choose/")
    assert 'lang="ar"' in client.get(address, follow=True).content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(client, editor):
    factories.person("ended", active_until=dt.date(2020, 1, 1))
    factories.person("off", is_active=False)
    emails = [f"{name}@example.org" for name in ("editor", "nobody", "ended", "off")]
    answers = [client.post("/admin/password/forgotten/", {"email": email}, follow=True) for email in emails]
    assert len({answer.content for answer in answers}) == 1
    assert [message.to for message in delivered()] == [["editor@example.org"]]


def shape(captured) -> list[str]:
    """Queries without their values."""
    return [re.sub(r"'[^']*'|[0-9]+|NULL", "?", query["sql"]) for query in captured.captured_queries]


def test_the_request_does_the_same_work_for_a_known_and_an_unknown_address(client, editor, settings):
    """The mail goes out elsewhere: a server that hangs is not noticed here."""
    settings.MAIL_SENDER = "thread"
    shapes = []
    for email in ("editor@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as captured:
            ask(client, email)
        shapes.append(shape(captured))
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > 4


def test_twelve_askings_at_once_send_one_letter(client, editor):
    for _number in range(12):
        assert ask(client).status_code == 302
    assert len(delivered()) == 1


def test_an_account_gets_three_letters_an_hour(client, editor, time_machine):
    start = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    sent = []
    for minutes in (0, 4, 6, 12, 18, 50, 61):
        time_machine.move_to(start + minutes * MINUTE, tick=False)
        ask(client, REMOTE_ADDR=f"192.0.2.{minutes}")
        sent.append(len(delivered()))
    assert sent == [1, 1, 2, 3, 3, 3, 4]


def test_what_others_ask_bounds_nobody_else(client, editor, publisher):
    ask(client)
    ask(client, "publisher@example.org")
    assert [message.to[0] for message in delivered()] == ["editor@example.org", "publisher@example.org"]


def test_no_token_is_ever_stored(client, editor):
    ask(client)
    row = Mail.objects.get(person=editor)
    assert (row.subject, row.body) == ("", "")


def test_who_asks_is_kept_as_a_hash_alone(editor):
    passwords.remind("editor@example.org", address="192.0.2.1")
    assert "192.0.2" not in str(Mail.objects.values().get())
