"""Whatever is posted to the pages of signing in is answered, and by no error of ours."""

import pytest
from django.test import Client

from tests.desk.accounts.steps import enrol, sign_in
from tests.desk.admin.forms import post_bytes

pytestmark = pytest.mark.django_db

HOSTILE = [b"", b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff", b"x" * 300, b"x" * 7_000_000, "ﷺ".encode() * 500, b"%s'\"<"]
PAGES = {
    "/admin/login/": ("username", "password", "next"),
    "/admin/password/forgotten/": ("email",),
    "/admin/account/": ("language", "mails"),
    "/admin/second-step/": ("code", "off"),
    "/ar/admin/login/": ("username", "next"),
}


def named(value):
    return repr(value[:6])


@pytest.mark.parametrize("value", HOSTILE, ids=named)
@pytest.mark.parametrize("address", PAGES)
def test_hostile_values_are_answered(editor, address, value):
    client = Client()
    if "account" in address or "step" in address:
        client.force_login(editor)
    filled = {"username": "editor", "password": "x", "email": "editor@example.org", "language": "en", "code": "1"}
    for name in PAGES[address]:
        assert post_bytes(client, address, filled | {name: value}).status_code < 500, name


@pytest.mark.parametrize("value", HOSTILE, ids=named)
def test_hostile_codes_are_answered(client, editor, value):
    enrol(editor)
    sign_in(client)
    assert post_bytes(client, "/admin/second-step/code/", {"code": value}).status_code < 500
