"""The pages of somebody without a password."""

import datetime as dt

import pytest
from django.core import mail

from profiles.desk.models import User
from tests.desk.accounts.steps import SECRET, choose, link_in, sign_in

pytestmark = pytest.mark.django_db


def test_a_forgotten_password_is_chosen_anew_by_mail(client, editor):
    client.post("/admin/password/forgotten/", {"email": "EDITOR@example.org"})
    [message] = mail.outbox
    assert message.to == ["editor@example.org"]
    assert choose(client, link_in(message)).url == "/admin/password/chosen/"
    assert sign_in(client, password=SECRET).status_code == 302
    assert "does not work any more" in client.get(link_in(message)).content.decode()


def test_a_link_of_an_account_that_has_ended_does_not_work(client, editor):
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    User.objects.filter(pk=editor.pk).update(active_until=dt.date(2020, 1, 1))
    assert "does not work any more" in client.get(link_in(mail.outbox[0])).content.decode()
