"""Mails with a link to choose a password."""

import datetime as dt

import pytest
from django.core import mail

from profiles.desk.models import User
from tests import factories
from tests.desk.accounts.steps import link_in

pytestmark = pytest.mark.django_db


def test_mails_and_their_links_are_in_the_language_of_the_account(client, editor):
    User.objects.filter(pk=editor.pk).update(language="ar")
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    address = link_in(mail.outbox[0])
    assert address.startswith("/ar/admin/password/choose/")
    assert 'lang="ar"' in client.get(address, follow=True).content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(client, editor):
    factories.person("ended", active_until=dt.date(2020, 1, 1))
    factories.person("off", is_active=False)
    answers = [
        client.post("/admin/password/forgotten/", {"email": f"{name}@example.org"}, follow=True)
        for name in ("editor", "nobody", "ended", "off")
    ]
    assert len({answer.content for answer in answers}) == 1
    assert [message.to for message in mail.outbox] == [["editor@example.org"]]


def test_a_mail_that_cannot_be_sent_tells_nobody_which_addresses_are_known(client, editor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post("/admin/password/forgotten/", {"email": "editor@example.org"}).url == "/admin/password/sent/"
