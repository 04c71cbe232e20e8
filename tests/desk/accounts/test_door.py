"""The door: one label for the tables of both applications."""

import pytest
from django.urls import reverse

from tests import factories

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
