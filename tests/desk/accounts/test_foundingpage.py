"""The page that sets an empty directory up, for who has its address."""

import pytest
from django.core.management import call_command

from profiles.desk.accounts import foundingpage
from profiles.desk.models import User
from profiles.published.models import Identity
from tests import factories

pytestmark = pytest.mark.django_db

FILLED = {
    "name_en": "Forum of Ports",
    "name_ar": "منتدى الموانئ",
    "account-username": "sami",
    "account-email": "sami@example.org",
    "account-password": "a long winded phrase",
    "account-again": "a long winded phrase",
}


@pytest.fixture
def address():
    return f"/admin/set-up/?key={foundingpage.key()}"


def test_the_command_prints_the_address_until_somebody_can_sign_in(capsys, settings):
    settings.SITE_URL = "https://ports.example.org"
    call_command("set_up")
    assert f"https://ports.example.org/admin/set-up/?key={foundingpage.key()}\n" in capsys.readouterr().out
    factories.person("somebody")
    call_command("set_up")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("key", ["", "?key=", "?key=0", "?key=\u0665"])
def test_nobody_without_the_key_finds_anything(client, key):
    assert client.get(f"/admin/set-up/{key}").status_code == 404
    assert client.post(f"/admin/set-up/{key}", FILLED).status_code == 404
    assert not User.objects.exists()


def test_whoever_has_it_names_the_body_and_signs_in(client, address):
    assert client.get(address).status_code == 200
    answer = client.post(address, FILLED)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert Identity.objects.get().file_name == "forum-of-ports"
    signed_in = client.post("/admin/login/", {"username": "sami", "password": "a long winded phrase"})
    assert signed_in["Location"] == "/admin/"


def test_afterwards_there_is_no_such_page(client, address):
    client.post(address, FILLED)
    assert client.get(address).status_code == 404
    assert client.post(address, FILLED | {"account-username": "other"}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name_en": ""}, "This field is required."),
        ({"account-again": "another long phrase"}, "These are not the same."),
        ({"account-password": "short", "account-again": "short"}, "at least 12 characters"),
        ({"file_name": "Two Words"}, "Use small letters without accents"),
        ({"account-email": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, address, changed, sentence):
    answer = client.post(address, FILLED | changed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not User.objects.exists()
    assert not Identity.objects.exists()
