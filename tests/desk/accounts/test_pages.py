"""The pages that everybody has for themselves: setting up, the code, the own account."""

import re

import pytest

from profiles.desk.accounts import secondstep
from profiles.desk.models import Event
from tests.desk.accounts.steps import code_of, enrol, sign_in

pytestmark = pytest.mark.django_db


def test_setting_up_takes_a_code_and_shows_the_recovery_codes_once(client, required, publisher):
    client.force_login(publisher)
    page = client.get("/admin/second-step/set-up/?next=/admin/profiles/entity/").content.decode()
    picture = client.get("/admin/second-step/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    assert b"style" not in picture.content
    assert "no-store" in picture["Cache-Control"]
    assert 'src="/admin/second-step/qr.svg"' in page

    key = client.session.session_key
    address = "/admin/second-step/set-up/?next=/admin/profiles/entity/"
    answer = client.post(address, {"code": code_of(publisher)})
    codes = re.findall(r"<li><code>(\w+)</code>", answer.content.decode())
    assert len(codes) == len(set(codes)) == 10
    assert 'href="/admin/profiles/entity/"' in answer.content.decode()
    assert client.session.session_key != key
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/second-step/qr.svg").status_code == 404
    assert client.get("/admin/second-step/set-up/").url == "/admin/second-step/"


def test_a_wrong_code_sets_nothing_up(client, required, publisher):
    client.force_login(publisher)
    client.get("/admin/second-step/set-up/")
    client.post("/admin/second-step/set-up/", {"code": "abc"})
    assert secondstep.device_of(publisher) is None
    assert client.get("/admin/").status_code == 302


def test_before_the_code_the_device_cannot_be_replaced_or_turned_off(client, editor):
    enrol(editor)
    sign_in(client)
    assert client.get("/admin/second-step/set-up/").url == "/admin/second-step/"
    client.post("/admin/second-step/", {"code": code_of(editor), "off": "1"})
    assert secondstep.device_of(editor)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_a_code_leads_to_no_other_site(client, editor):
    enrol(editor)
    sign_in(client)
    answer = client.post("/admin/second-step/code/?next=https://evil.example/", {"code": code_of(editor)})
    assert answer.url == "/admin/"


def test_everybody_sets_the_own_mails_and_language_and_nothing_else(client, stranger):
    client.force_login(stranger)
    assert "My account" in client.get("/admin/").content.decode()
    client.post("/admin/account/", {"language": "ar", "is_superuser": "on", "username": "root"})
    stranger.refresh_from_db()
    assert (stranger.language, stranger.mails) == ("ar", False)
    assert (stranger.is_superuser, stranger.username) == (False, "stranger")


def test_what_somebody_does_to_the_own_second_step_is_in_the_log(client, editor):
    client.force_login(editor)
    client.get("/admin/second-step/set-up/")
    client.post("/admin/second-step/set-up/", {"code": code_of(editor)})
    codes = secondstep.new_codes(editor)
    client.post("/admin/second-step/", {"code": codes.pop(), "codes": "1"})
    client.post("/admin/second-step/", {"code": secondstep.new_codes(editor).pop(), "off": "1"})
    done = Event.objects.filter(actor=editor, subject="editor").order_by("pk")
    assert [event.get_verb_display() for event in done] == [
        "set up the own second step",
        "made new recovery codes",
        "turned off the own second step",
    ]
