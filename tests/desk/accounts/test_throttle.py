"""Failures that add up: of one name from one network, of one name from everywhere, of one network over many names."""

import datetime as dt
import hashlib
import re

import pytest
import time_machine
from django.test import Client

from profiles.desk.accounts import throttle
from tests import factories
from tests.desk.accounts.steps import (
    NOON,
    PASSWORD,
    SECRET,
    choose,
    code_of,
    delivered,
    enrol,
    fail,
    link_in,
    sign_in,
)

pytestmark = pytest.mark.django_db

SPELLINGS = ["editor", " Editor", "EDITOR ", "ｅditor", "edi\u200btor"]


def from_many(name="editor", networks=4):
    for number in range(networks):
        fail(Client(), 5, name=name, REMOTE_ADDR=f"198.51.100.{number}")


def test_however_a_name_is_typed_its_failures_are_counted_together(client, editor):
    answers = [sign_in(client, name=name, password="wrong").status_code for name in SPELLINGS]
    assert answers == [200, 200, 200, 200, 429]
    assert sign_in(client, name="editor@example.org").status_code == 429


def test_the_address_counts_as_the_name(client, editor):
    fail(client, 5, name="editor@example.org")
    assert sign_in(client).status_code == 429


def test_one_name_is_barred_after_twenty_failures_from_everywhere(client, editor, publisher):
    from_many(networks=3)
    assert fail(Client(), 4, REMOTE_ADDR="203.0.113.4").status_code == 200
    assert sign_in(Client(), password="wrong", REMOTE_ADDR="203.0.113.5").status_code == 429
    assert sign_in(client, REMOTE_ADDR="203.0.113.6").status_code == 429
    assert sign_in(client, name="publisher", REMOTE_ADDR="203.0.113.6").status_code == 302


def test_that_bar_does_not_hold_where_the_account_has_signed_in_before(editor):
    known = Client()
    assert sign_in(known).status_code == 302
    known.post("/admin/logout/")
    from_many()
    assert sign_in(Client(), REMOTE_ADDR="203.0.113.6").status_code == 429
    assert sign_in(known, REMOTE_ADDR="203.0.113.6").status_code == 302


def test_a_known_browser_is_known_for_its_account_alone_and_still_counted(editor, publisher):
    known = Client()
    sign_in(known, name="publisher")
    known.post("/admin/logout/")
    from_many()
    assert sign_in(known, REMOTE_ADDR="203.0.113.6").status_code == 429
    assert fail(known, 5, name="publisher", REMOTE_ADDR="203.0.113.6").status_code == 429


@pytest.mark.parametrize("cookie", ["", "x", "\xe9", "a" * 4000, "WzEsMF0:1:x"])
def test_a_cookie_that_was_not_given_here_says_nothing(editor, cookie):
    from_many()
    client = Client()
    client.cookies[throttle.COOKIE] = cookie
    assert sign_in(client, REMOTE_ADDR="203.0.113.6").status_code == 429


def test_ending_the_sessions_of_an_account_makes_its_browsers_strangers(editor):
    known = Client()
    sign_in(known)
    editor.end_sessions()
    from_many()
    assert sign_in(known, REMOTE_ADDR="203.0.113.6").status_code == 429


def test_a_new_password_makes_the_browsers_of_an_account_strangers(editor):
    known = Client()
    sign_in(known)
    editor.set_password(SECRET)
    editor.save()
    from_many()
    assert sign_in(known, password=SECRET, REMOTE_ADDR="203.0.113.6").status_code == 429


def test_of_an_account_with_a_second_step_a_browser_is_known_once_that_is_done(client, editor):
    enrol(editor)
    sign_in(client)
    assert throttle.COOKIE not in client.cookies
    client.post("/admin/second-step/code/", {"code": code_of(editor)})
    assert throttle.COOKIE in client.cookies
    client.post("/admin/logout/")
    from_many()
    assert sign_in(client, REMOTE_ADDR="203.0.113.6").status_code == 302


def test_setting_up_a_second_step_that_is_required_makes_a_browser_known(client, required, publisher):
    sign_in(client, name="publisher")
    assert throttle.COOKIE not in client.cookies
    client.get("/admin/second-step/set-up/")
    client.post("/admin/second-step/set-up/", {"code": code_of(publisher)})
    assert throttle.COOKIE in client.cookies


@pytest.mark.parametrize("has_second_step", [False, True])
def test_a_password_chosen_by_mail_makes_a_browser_known_where_it_is_all_that_is_asked(client, editor, has_second_step):
    if has_second_step:
        enrol(editor)
    client.post("/admin/password/forgotten/", {"email": editor.email})
    [message] = delivered()
    choose(client, link_in(message))
    assert (throttle.COOKIE in client.cookies) is not has_second_step


def test_the_cookie_tells_nothing_of_its_account_and_no_script_reads_it(client, editor):
    sign_in(client)
    cookie = client.cookies[throttle.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax")
    digest, _moment, _signature = cookie.value.split(":")
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert digest not in (hashlib.sha256(str(editor.pk).encode()).hexdigest(), editor.get_session_auth_hash())


def test_one_network_is_barred_after_fifty_failures_over_many_names(client, editor):
    for number in range(49):
        sign_in(client, name=f"nobody{number}", password="wrong")
    assert sign_in(client, name="nobody49", password="wrong").status_code == 429
    assert sign_in(client).status_code == 429
    assert sign_in(client, REMOTE_ADDR="203.0.113.6").status_code == 302


def test_who_signs_in_between_wins_no_further_attempt_over_other_names(client, editor):
    for number in range(50):
        sign_in(client, name=f"nobody{number}", password="wrong")
    assert sign_in(Client(), name="publisher", password=PASSWORD).status_code == 429


def test_of_ipv6_the_network_counts(client, editor):
    for number in range(5):
        answer = sign_in(client, password="wrong", REMOTE_ADDR=f"2001:db8:1:1::{number:x}")
    assert answer.status_code == 429
    assert sign_in(Client(), REMOTE_ADDR="2001:db8:1:2::1").status_code == 302


def test_the_wider_bars_say_when_they_end_and_end_then(client, editor):
    with time_machine.travel(NOON, tick=False):
        from_many()
    with time_machine.travel(NOON + dt.timedelta(minutes=5), tick=False):
        answer = sign_in(client)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    with time_machine.travel(NOON + dt.timedelta(minutes=16), tick=False):
        assert sign_in(client).status_code == 302


def test_a_bar_reads_the_same_for_a_name_that_nobody_has(editor):
    said = []
    for name in ("editor", "nobody"):
        with time_machine.travel(NOON, tick=False):
            from_many(name=name)
            said.append(sign_in(Client(), name=name, REMOTE_ADDR="203.0.113.6").content)
        factories.person(f"more-{name}")
    assert said[0] == said[1]
