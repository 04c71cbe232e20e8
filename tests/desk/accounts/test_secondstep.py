"""The second step: who needs it, which codes are right, how it is set up and removed."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from profiles.desk.accounts import secondstep
from tests import factories
from tests.desk.accounts.steps import NOON, code_of, enrol, sign_in

pytestmark = pytest.mark.django_db


# ── Setting up and removing ────────


def test_a_device_counts_once_it_is_confirmed(editor):
    device = secondstep.start(editor)
    assert (secondstep.device_of(editor), secondstep.unconfirmed_device(editor)) == (None, device)
    codes = secondstep.confirm(device)
    assert (secondstep.device_of(editor), secondstep.unconfirmed_device(editor)) == (device, None)
    assert secondstep.codes_left(editor) == len(set(codes)) == 10


def test_starting_anew_leaves_one_secret_and_the_device_that_counts(editor):
    counting = secondstep.start(editor)
    secondstep.confirm(counting)
    first, second = secondstep.start(editor), secondstep.start(editor)
    assert first.key != second.key
    assert secondstep.unconfirmed_device(editor) == second
    assert TOTPDevice.objects.filter(user=editor).count() == 2
    assert secondstep.device_of(editor) == counting


def test_each_has_a_device_and_codes_of_their_own(editor, publisher):
    """Whatever one does, the other's stay as they are."""
    enrol(editor)
    assert secondstep.device_of(publisher) is None
    assert secondstep.codes_left(publisher) == 0
    assert secondstep.device_for(publisher, "abcdefgh") is None
    begun = secondstep.start(publisher)
    assert secondstep.unconfirmed_device(editor) is None
    secondstep.start(editor)
    assert secondstep.unconfirmed_device(publisher) == begun
    secondstep.confirm(begun)
    secondstep.remove(editor)
    assert (secondstep.device_of(editor), secondstep.codes_left(editor)) == (None, 0)
    assert (secondstep.device_of(publisher), secondstep.codes_left(publisher)) == (begun, 10)


def test_a_confirmation_keeps_what_a_code_has_just_written(editor):
    """The row of a device holds when its last code was used."""
    device = secondstep.start(editor)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=7)
    secondstep.confirm(device)
    assert secondstep.device_of(editor).last_t == 7


def test_fresh_recovery_codes_are_all_that_is_left_of_them(editor):
    old = enrol(editor)
    fresh = secondstep.new_codes(editor)
    kept = StaticToken.objects.filter(device__user=editor).values_list("token", flat=True)
    assert (len(old), sorted(kept)) == (10, sorted(fresh))


def test_six_digits_are_of_the_telephone_and_anything_else_is_a_recovery_code(editor):
    enrol(editor)
    telephone, recovery = secondstep.device_of(editor), StaticDevice.objects.get(user=editor)
    for code, device in (("123456", telephone), ("1234567", recovery), ("abcdef", recovery), ("abcdefgh", recovery)):
        assert secondstep.device_for(editor, code) == device, code


def test_who_has_no_recovery_codes_is_asked_on_the_telephone_alone(editor):
    enrol(editor)
    StaticDevice.objects.all().delete()
    assert secondstep.device_for(editor, "abcdefgh") == secondstep.device_of(editor)


def test_the_picture_of_a_secret_is_an_svg_without_style(editor):
    picture = secondstep.picture(secondstep.start(editor)).decode()
    assert picture.startswith("<?xml")
    assert 'fill="#fff"' in picture
    assert "style" not in picture
    assert "class=" not in picture


# ── Checking ────────


@pytest.mark.parametrize(("group", "led"), [("Administrators", True), ("Publishers", True), ("Editors", False)])
def test_the_second_step_is_required_of_those_whose_rights_reach_far(client, required, group, led):
    client.force_login(factories.person("somebody", group))
    assert client.get("/admin/").status_code == (302 if led else 200)


def test_a_code_works_once(client, editor):
    enrol(editor)
    code = code_of(editor)
    sign_in(client)
    assert client.post("/admin/second-step/code/", {"code": code}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post("/admin/second-step/code/", {"code": code}).status_code == 200
    assert other.get("/admin/").status_code == 302


def test_a_recovery_code_works_once(client, editor):
    code = enrol(editor)[3]
    sign_in(client)
    assert client.post("/admin/second-step/code/", {"code": f" {code[:4].upper()} {code[4:]}"}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert secondstep.codes_left(editor) == 9
    other = Client()
    sign_in(other)
    assert other.post("/admin/second-step/code/", {"code": code}).status_code == 200
    assert other.get("/admin/").status_code == 302


def test_wrong_codes_are_throttled(client, editor):
    enrol(editor)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client)
        for _number in range(5):
            clock.shift(60)
            answer = client.post("/admin/second-step/code/", {"code": "aaaaaaaa"})
        assert answer.status_code == 429
        assert client.post("/admin/second-step/code/", {"code": code_of(editor)}).status_code == 429
        assert client.get("/admin/").status_code == 302


def test_new_recovery_codes_replace_the_old(client, editor):
    codes = enrol(editor)
    sign_in(client)
    client.post("/admin/second-step/code/", {"code": codes[0]})
    page = client.post("/admin/second-step/", {"code": codes[1], "codes": "1"}).content.decode()
    fresh = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)
    assert client.get("/admin/").status_code == 200


def test_turning_it_off_needs_a_code(client, editor):
    codes = enrol(editor)
    sign_in(client)
    client.post("/admin/second-step/code/", {"code": codes[0]})
    client.post("/admin/second-step/", {"code": codes[0], "off": "1"})
    assert secondstep.device_of(editor)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=60)):
        client.post("/admin/second-step/", {"code": codes[1], "off": "1"})
    assert secondstep.device_of(editor) is None
    assert secondstep.codes_left(editor) == 0
    assert client.get("/admin/").status_code == 200


def test_after_a_wrong_code_even_the_right_one_waits_a_little(client, editor):
    enrol(editor)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client)
        wrong = client.post("/admin/second-step/code/", {"code": "000000"})
        right = client.post("/admin/second-step/code/", {"code": code_of(editor)})
        assert "This code is not right" in wrong.content.decode()
        assert "Too many wrong codes: wait a little" in right.content.decode()
        clock.shift(60)
        assert client.post("/admin/second-step/code/", {"code": code_of(editor)}).status_code == 302
