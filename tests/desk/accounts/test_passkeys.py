"""Passkeys: who may add one, what a device must prove, and that nothing else gets anybody in."""

import datetime as dt
import json
import sys

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from profiles.desk.accounts import passkeys, secondstep
from profiles.desk.mails import sending
from profiles.desk.models import Event, Passkey, User
from tests import factories
from tests.desk.accounts.authenticator import Authenticator
from tests.desk.accounts.passkeysteps import ADD, CODE, SECURE, STEP, added, at_the_second_step, options_on
from tests.desk.accounts.steps import enrol, sign_in

pytestmark = pytest.mark.django_db


# ── Adding ────────


def test_a_passkey_is_added_for_a_code_logged_and_told(client, enrolled, editor):
    added(client, enrolled, name="Telephone <b>")
    passkey = Passkey.objects.get(user=editor)
    assert (passkey.name, passkey.host, passkey.used) == ("Telephone <b>", "testserver", None)
    assert Event.objects.filter(verb="add_passkey", actor=editor).get().details["passkey"] == "Telephone <b>"
    sending.send_due()
    (told,) = mail.outbox
    assert told.subject == "A passkey was added to your account"
    assert "Telephone <b>" in told.body
    assert "/admin/second-step/" in told.body
    page = client.get(STEP, **SECURE).content.decode()
    assert "Telephone &lt;b&gt;" in page


def test_without_a_code_none_is_added(client, enrolled, editor):
    assert client.get(ADD, **SECURE).url == STEP
    client.post(STEP, {"code": "000000", "passkey": "1"}, **SECURE)
    assert client.get(ADD, **SECURE).url == STEP
    assert client.post(ADD, {"name": "x", "answer": "{}"}, **SECURE).url == STEP
    assert not Passkey.objects.exists()


def test_a_browser_that_was_left_open_adds_none(client, enrolled):
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    answer = Authenticator().make(options_on(client.get(ADD, **SECURE)))
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=passkeys.WHILE + 1), tick=False):
        client.post(ADD, {"name": "late", "answer": answer}, **SECURE)
    assert not Passkey.objects.exists()


def test_without_a_name_the_page_asks_again_and_takes_the_same_challenge(client, enrolled):
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    options = options_on(client.get(ADD, **SECURE))
    again = client.post(ADD, {"name": "", "answer": Authenticator().make(options)}, **SECURE)
    assert again.status_code == 200
    assert options_on(again) == options


def test_a_challenge_adds_one_passkey_and_each_credential_once(client, enrolled, caplog):
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    device = Authenticator()
    answer = device.make(options_on(client.get(ADD, **SECURE)))
    client.post(ADD, {"name": "one", "answer": answer}, **SECURE)
    assert client.post(ADD, {"name": "two", "answer": answer}, **SECURE).url == STEP
    added(client, enrolled, device, name="three")
    assert [passkey.name for passkey in Passkey.objects.all()] == ["one"]
    assert "A passkey was refused: 'it was added before'" in caplog.text


@pytest.mark.parametrize("name", ["a\u202eb", "x" * 65])
def test_a_name_that_turns_text_or_is_long_is_refused(client, enrolled, name):
    added(client, enrolled, name=name)
    assert not Passkey.objects.exists()


def test_a_name_is_one_line(client, enrolled):
    added(client, enrolled, name=" my \n key ")
    assert Passkey.objects.get().name == "my key"


def test_once_the_telephone_is_gone_none_is_added_and_none_of_before_counts(client, enrolled, editor):
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    answer = Authenticator().make(options_on(client.get(ADD, **SECURE)))
    client.post(STEP, {"code": enrolled.pop(), "off": "1"}, **SECURE)
    assert client.post(ADD, {"name": "x", "answer": answer}, **SECURE).url == STEP
    assert not Passkey.objects.exists()
    # Code of before that knows no passkeys has left one.
    Passkey.objects.create(user=editor, name="left", host="testserver", credential="x")
    enrol(editor)
    assert not Passkey.objects.exists()


def test_where_none_can_be_added_the_recovery_codes_stay(client, enrolled, editor):
    answer = client.post(STEP, {"code": enrolled.pop(), "passkey": "1"})
    assert answer.status_code == 302
    assert secondstep.codes_left(editor) == len(enrolled)
    assert client.get(ADD, **SECURE).url == STEP


@pytest.mark.django_db(transaction=True)
def test_code_that_knows_no_passkeys_can_delete_an_account_that_has_one():
    person = factories.person("somebody")
    Passkey.objects.create(user=person, name="left", host="testserver", credential="x")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM profiles_user WHERE id = %s", [person.pk])
    assert not User.objects.filter(pk=person.pk).exists()


def test_what_a_device_keeps_already_is_said_to_it(client, enrolled):
    device = added(client, enrolled)
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    asked = json.loads(options_on(client.get(ADD, **SECURE)))["publicKey"]
    assert [kept["id"] for kept in asked["excludeCredentials"]] == [
        json.loads(device.make(json.dumps({"publicKey": asked})))["id"]
    ]


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="https://evil.testserver"),
        Authenticator(origin="https://testserver.example"),
        Authenticator(host="example.org"),
        Authenticator(origin="http://testserver"),
    ],
)
def test_what_is_made_for_another_host_or_without_https_is_none(client, enrolled, device):
    added(client, enrolled, device)
    assert not Passkey.objects.exists()
    assert "made no passkey that is good here" in client.get(STEP, **SECURE).content.decode()


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "null", "{}", '"x"', '{"id": "AA", "rawId": "AA", "response": {}}', "\x00", "9" * 5000]
)
def test_an_answer_that_is_none_is_refused_with_a_sentence(client, enrolled, answer):
    client.post(STEP, {"code": enrolled.pop(), "passkey": "1"}, **SECURE)
    assert client.post(ADD, {"name": "x", "answer": answer}, **SECURE).status_code in (200, 302)
    assert not Passkey.objects.exists()
    added(client, enrolled)
    at_the_second_step(client)
    shown = client.post(CODE, {"answer": answer}, **SECURE)
    assert shown.status_code == 200
    assert client.get("/admin/", **SECURE).status_code == 302


# ── Where there are none ────────


@pytest.mark.parametrize(("host", "secure"), [("192.0.2.7", True), ("[2001:db8::7]:8000", True), ("testserver", False)])
def test_at_an_address_of_digits_or_without_https_none_is_offered(client, enrolled, settings, host, secure):
    settings.ALLOWED_HOSTS = ["*"]
    page = client.get(STEP, secure=secure, headers={"host": host}).content.decode()
    assert 'name="codes"' in page
    assert 'name="passkey"' not in page


def test_at_localhost_it_is_offered_without_https(client, enrolled, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert 'name="passkey"' in client.get(STEP, headers={"host": "localhost:8000"}).content.decode()


def test_where_the_last_was_removed_meanwhile_that_is_said(client, enrolled):
    device = added(client, enrolled)
    answer = device.show(options_on(at_the_second_step(client)))
    Passkey.objects.all().delete()
    assert "This passkey was not accepted." in client.post(CODE, {"answer": answer}, **SECURE).content.decode()


def test_without_the_package_none_is_offered_and_codes_go_on(client, enrolled, editor, monkeypatch):
    added(client, enrolled)
    monkeypatch.setattr(passkeys, "find_spec", lambda name: None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "fido2"]:
        monkeypatch.setitem(sys.modules, name, None)
    page = at_the_second_step(client).content.decode()
    assert "data-passkey" not in page
    client.post(CODE, {"answer": "{}"}, **SECURE)
    assert client.get("/admin/", **SECURE).status_code == 302
    client.post(CODE, {"code": enrolled.pop()}, **SECURE)
    assert client.get("/admin/", **SECURE).status_code == 200


def test_at_another_host_it_is_not_offered(client, enrolled, settings):
    settings.ALLOWED_HOSTS = ["*"]
    added(client, enrolled)
    Passkey.objects.update(host="former.example")
    assert "data-passkey" not in at_the_second_step(client).content.decode()
    client.post(CODE, {"code": enrolled.pop()}, **SECURE)
    assert "for former.example" in client.get(STEP, **SECURE).content.decode()


# ── Removing ────────


def test_whoever_removes_the_passkey_that_let_them_in_stays_in(client, enrolled, editor):
    device = added(client, enrolled)
    client.post(CODE, {"answer": device.show(options_on(at_the_second_step(client)))}, **SECURE)
    passkey = Passkey.objects.get()
    assert client.get(f"{ADD}{passkey.pk}/remove/", **SECURE).status_code == 405
    client.post(f"{ADD}{passkey.pk}/remove/", **SECURE)
    assert not Passkey.objects.exists()
    assert Event.objects.filter(verb="remove_passkey", actor=editor).get().details["passkey"] == "my key"
    assert client.get("/admin/", **SECURE).status_code == 200
    assert "data-passkey" not in at_the_second_step(client).content.decode()


def test_that_of_somebody_else_cannot_be_removed(client, enrolled, publisher):
    added(client, enrolled)
    Passkey.objects.update(user=publisher)
    assert client.post(f"{ADD}{Passkey.objects.get().pk}/remove/", **SECURE).status_code == 404
    assert Passkey.objects.exists()


def test_with_the_second_step_its_passkeys_go(client, enrolled, editor, administrator):
    device = added(client, enrolled)
    answer = device.show(options_on(at_the_second_step(client)))
    secondstep.reset(editor, by=administrator)
    assert not Passkey.objects.exists()
    sign_in(client, **SECURE)
    client.post(CODE, {"answer": answer}, **SECURE)
    assert not client.session.get("otp_device_id")


def test_turning_off_takes_them_along(client, enrolled):
    added(client, enrolled)
    client.post(STEP, {"code": enrolled.pop(), "off": "1"}, **SECURE)
    assert not Passkey.objects.exists()
