"""Signing in: failures that add up, accounts that end, sessions that end, passwords that are too short."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from profiles.desk.models import User
from tests import factories
from tests.desk.accounts.steps import NOON, fail, sign_in

pytestmark = pytest.mark.django_db


# ── Throttling ────────


def test_the_fifth_failure_is_answered_with_when_to_try_again(client, editor):
    with time_machine.travel(NOON, tick=False):
        assert fail(client, 4).status_code == 200
        answer = fail(client, 1)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Try again in 15 minutes." in answer.content.decode()


def test_somebody_locked_out_reads_so_in_the_language_of_the_page(client, editor):
    answer = fail(client, 5, prefix="/ar")
    assert answer.status_code == 429
    assert 'lang="ar"' in answer.content.decode()


def test_the_right_password_waits_too_and_works_when_the_time_is_over(client, editor):
    with time_machine.travel(NOON, tick=False):
        fail(client, 5)
    with time_machine.travel(NOON + dt.timedelta(minutes=10), tick=False):
        answer = sign_in(client)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    with time_machine.travel(NOON + dt.timedelta(minutes=16), tick=False):
        assert sign_in(client).status_code == 302


def test_failures_lock_out_neither_another_address_nor_another_name(client, editor, publisher):
    fail(client, 5, REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.2").status_code == 302
    assert sign_in(Client(), name="publisher", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_changing_browser_or_claimed_address_wins_no_further_attempt(client, editor):
    for number in range(5):
        answer = sign_in(
            client, password="wrong", HTTP_USER_AGENT=f"browser {number}", HTTP_X_FORWARDED_FOR=f"::{number}"
        )
    assert answer.status_code == 429


def test_an_unknown_name_is_answered_like_a_known_one(client, editor):
    said = [
        re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"|value="(editor|nobody)"', b"", answer.content)
        for answer in (sign_in(client, password="wrong"), sign_in(client, name="nobody", password="wrong"))
    ]
    assert said[0] == said[1]
    fail(client, 4)
    assert fail(client, 4, name="nobody").status_code == 429


@pytest.mark.parametrize("name", ["editor", "nobody", "invited", "ended"])
def test_every_name_costs_one_hashing(client, editor, monkeypatch, name):
    from django.contrib.auth.hashers import get_hasher

    factories.person("ended", active_until=dt.date(2020, 1, 1))
    invited = factories.person("invited")
    invited.set_unusable_password()
    invited.save()
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args, **kw: hashed.append(1) or encode(*args, **kw))
    sign_in(client, name=name, password="wrong")
    assert len(hashed) == 1


# ── Accounts that end, sessions that end ────────


def test_an_account_signs_in_on_its_last_day_and_not_after(client, editor):
    last = dt.date(2026, 3, 2)
    User.objects.filter(pk=editor.pk).update(active_until=last)
    with time_machine.travel(NOON, tick=False):
        assert sign_in(client).status_code == 302
        assert client.get("/admin/").status_code == 200
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False):
        assert client.get("/admin/").status_code == 302
        assert sign_in(Client()).status_code == 200


def test_signing_in_starts_a_new_session(client, editor):
    planted = client.session
    planted["seen"] = True
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    sign_in(client)
    assert client.session.session_key != planted.session_key
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "too short"), ("ar", "قصيرة")])
def test_a_password_that_is_too_short_is_refused_in_the_language(language, words):
    with translation.override(language), pytest.raises(ValidationError, match=words):
        validate_password("short")
