"""The pages of somebody without a password."""

import datetime as dt

import pytest
from django.test import Client

from profiles.desk.models import User
from tests.desk.accounts.steps import SECRET, choose, delivered, fail, link_in, sign_in

pytestmark = pytest.mark.django_db


def test_a_forgotten_password_is_chosen_anew_by_mail(client, editor):
    client.post("/admin/password/forgotten/", {"email": "EDITOR@example.org"})
    [message] = delivered()
    assert message.to == ["editor@example.org"]
    assert choose(client, link_in(message)).url == "/admin/password/chosen/"
    assert sign_in(client, password=SECRET).status_code == 302
    assert "does not work any more" in client.get(link_in(message)).content.decode()


def test_a_link_of_an_account_that_has_ended_does_not_work(client, editor):
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    [message] = delivered()
    User.objects.filter(pk=editor.pk).update(active_until=dt.date(2020, 1, 1))
    assert "does not work any more" in client.get(link_in(message)).content.decode()


def test_who_asks_too_often_from_one_network_is_told_so_whatever_addresses_are_known(client, editor):
    answers = [client.post("/admin/password/forgotten/", {"email": f"n{number}@example.org"}) for number in range(20)]
    assert {answer.status_code for answer in answers} == {302}
    for email in ("nobody@example.org", "editor@example.org"):
        answer = client.post("/admin/password/forgotten/", {"email": email})
        assert answer.status_code == 429
        assert "asked for many links" in answer.content.decode()
    elsewhere = client.post("/admin/password/forgotten/", {"email": "editor@example.org"}, REMOTE_ADDR="192.0.2.9")
    assert elsewhere.status_code == 302
    assert len(delivered()) == 1


def test_choosing_a_password_lifts_every_bar_of_the_name(client, editor):
    for number in range(4):
        fail(Client(), 5, REMOTE_ADDR=f"192.0.2.{number}")
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.77").status_code == 429
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    [message] = delivered()
    choose(client, link_in(message))
    assert sign_in(client, password=SECRET).status_code == 302
