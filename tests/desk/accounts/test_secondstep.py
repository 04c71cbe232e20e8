"""The second step: who needs it, which codes are right, how it is set up and removed."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from profiles.desk.accounts import secondstep
from tests import factories
from tests.desk.accounts.steps import NOON, code_of, enrol, sign_in

pytestmark = pytest.mark.django_db


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
