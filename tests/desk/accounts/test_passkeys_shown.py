"""Passkeys that are shown: what a device must prove, and that nothing else gets anybody in."""

import json

import pytest

from profiles.desk.models import Passkey
from tests.desk.accounts.authenticator import Authenticator
from tests.desk.accounts.passkeysteps import CODE, SECURE, STEP, added, at_the_second_step, options_on

pytestmark = pytest.mark.django_db


def test_a_passkey_passes_the_second_step_with_a_new_session_key(client, enrolled, editor):
    device = added(client, enrolled)
    page = at_the_second_step(client)
    key = client.session.session_key
    answer = client.post(f"{CODE}?next=/admin/profiles/entity/", {"answer": device.show(options_on(page))}, **SECURE)
    assert answer.url == "/admin/profiles/entity/"
    assert client.session.session_key != key
    assert "known" in answer.cookies
    assert client.get("/admin/", **SECURE).status_code == 200
    assert Passkey.objects.get().used


def test_an_answer_is_good_once(client, enrolled):
    device = added(client, enrolled)
    answer = device.show(options_on(at_the_second_step(client)))
    client.post(CODE, {"answer": answer}, **SECURE)
    session = client.session
    del session["otp_device_id"]
    session.save()
    again = client.post(CODE, {"answer": answer}, **SECURE)
    assert "This passkey was not accepted." in again.content.decode()
    assert client.get("/admin/", **SECURE).status_code == 302


def test_two_pages_that_ask_are_both_answered(client, enrolled):
    added(client, enrolled)
    first = options_on(at_the_second_step(client))
    assert options_on(client.get(CODE, **SECURE)) == first


def test_without_the_password_it_opens_nothing(client, enrolled):
    device = added(client, enrolled)
    answer = device.show(options_on(at_the_second_step(client)))
    client.post("/admin/logout/", **SECURE)
    assert "/admin/login/" in client.post(CODE, {"answer": answer}, **SECURE).url


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://testserver.evil.example"}, {"origin": "https://evil.testserver"}, {"host": "evil.example"}],
)
def test_what_a_page_that_looks_like_ours_gets_opens_nothing(client, enrolled, wrong):
    device = added(client, enrolled)
    vars(device).update(wrong)
    client.post(CODE, {"answer": device.show(options_on(at_the_second_step(client)))}, **SECURE)
    assert client.get("/admin/", **SECURE).status_code == 302


def test_another_key_opens_nothing(client, enrolled):
    device, stranger = added(client, enrolled), Authenticator()
    stranger.number = device.number
    client.post(CODE, {"answer": stranger.show(options_on(at_the_second_step(client)))}, **SECURE)
    assert client.get("/admin/", **SECURE).status_code == 302


def test_that_of_somebody_else_is_not_asked_for_not_listed_and_opens_nothing(client, enrolled, editor, publisher):
    other, own = added(client, enrolled, name="theirs"), Authenticator()
    Passkey.objects.update(user=publisher)
    assert "theirs" not in client.get(STEP, **SECURE).content.decode()
    added(client, enrolled, own)
    options = options_on(at_the_second_step(client))
    asked = [kept["id"] for kept in json.loads(options)["publicKey"]["allowCredentials"]]
    assert asked == [json.loads(own.show(options))["id"]]
    client.post(CODE, {"answer": other.show(options)}, **SECURE)
    assert client.get("/admin/", **SECURE).status_code == 302


def test_a_device_that_counts_back_is_refused_as_a_copy(client, enrolled):
    device = Authenticator()
    device.count = 5
    added(client, enrolled, device)
    for count, lets_in in [(5, False), (6, True), (6, False), (0, False), (7, True)]:
        device.count = count
        client.post(CODE, {"answer": device.show(options_on(at_the_second_step(client)))}, **SECURE)
        assert (client.get("/admin/", **SECURE).status_code == 200) is lets_in


def test_failures_count_like_those_of_codes(client, enrolled):
    added(client, enrolled)
    at_the_second_step(client)
    answers = [client.post(CODE, {"answer": "{}"}, **SECURE).status_code for _number in range(6)]
    assert answers[-1] == 429
