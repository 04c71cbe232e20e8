"""The door: one label for the tables of both applications, and what comes between the password and the desk."""

import pytest
from django.urls import reverse

from tests import factories
from tests.desk.accounts.steps import code_of, enrol, sign_in

pytestmark = pytest.mark.django_db


def test_vocabularies_are_found_beside_the_profiles(client, publisher):
    client.force_login(publisher)
    row = factories.area()
    page = client.get(f"/admin/profiles/thematicarea/{row.pk}/change/")
    assert page.status_code == 200
    assert reverse("admin:app_list", args=["published"]) == "/admin/profiles/"
    assert b'href="/admin/profiles/"' in page.content
    assert b"/admin/published/" not in page.content


@pytest.mark.parametrize("address", ["/admin/published/", "/admin/published/thematicarea/", "/admin/nothing/"])
def test_there_is_no_second_address(client, publisher, address):
    client.force_login(publisher)
    assert client.get(address).status_code == 404


def test_one_list_holds_both(client, publisher):
    client.force_login(publisher)
    (app,) = client.get("/admin/profiles/").context["app_list"]
    names = {model["object_name"] for model in app["models"]}
    assert {"Entity", "Role", "ThematicArea"} <= names


def test_who_must_have_a_second_step_is_led_to_set_up_from_every_door(client, required, publisher):
    entity = factories.entity()
    client.force_login(publisher)
    doors = ["", f"profiles/entity/{entity.pk}/publish/", f"profiles/entity/{entity.pk}/preview/", "account/"]
    doors += ["password_change/", "jsi18n/", "autocomplete/", "second-step/", "profiles/entity/"]
    for door in doors:
        answer = client.get(f"/admin/{door}", follow=True)
        assert answer.redirect_chain[-1][0].startswith("/admin/second-step/set-up/?next="), door
        assert client.post(f"/admin/{door}").status_code in (302, 405), door


def test_once_set_up_each_sign_in_asks_for_a_code_even_where_it_is_not_required(client, editor):
    enrol(editor)
    assert sign_in(client).status_code == 302
    answer = client.get("/admin/profiles/entity/", follow=True)
    address = answer.redirect_chain[-1][0]
    assert address == "/admin/second-step/code/?next=%2Fadmin%2Fprofiles%2Fentity%2F"
    assert client.post(address, {"code": code_of(editor)}).url == "/admin/profiles/entity/"
    assert client.get("/admin/profiles/entity/").status_code == 200


def test_signing_out_is_a_post(client, editor):
    sign_in(client)
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


def test_who_is_sent_to_sign_in_from_a_form_is_told_that_the_text_is_kept(client):
    html = client.get("/admin/profiles/entity/1/change/", follow=True).content.decode()
    assert "is kept in this browser" in html
    assert "is kept in this browser" not in client.get("/admin/", follow=True).content.decode()
