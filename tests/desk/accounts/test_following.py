"""Where signing in leads."""

import pytest
from django.test import Client

from tests import factories
from tests.desk.accounts.steps import PASSWORD, code_of, enrol

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/admin/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/members/nothing/",
    "/nothing/",
    "/admin/%00",
    "/admin/%FF/",
    "/admin/" + "x" * 5000,
    "/admin/../members/",
    "",
    "\0",
    "http://[",
]
NO_PAGE = [
    "/admin/nothing/",
    "/admin/profiles/entity/999999/publish/",
    "/admin/profiles/user/",
    "/ar/admin/profiles/event/",
    "/admin/logout/",
    "/admin/profiles/user/1/invite/",
    "/admin/profiles/entity/x/",
]


def sign_in(client, following):
    data = {"username": "editor", "password": PASSWORD, "next": following}
    return client.post("/admin/login/", data, follow=True)


@pytest.mark.parametrize("following", ELSEWHERE + NO_PAGE)
def test_signing_in_leads_to_the_desk_where_there_is_no_such_page(client, editor, following):
    answer = sign_in(client, following)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] in ("/admin/", "/ar/admin/")


def test_who_may_not_see_the_page_is_told_so_at_the_desk(client, editor):
    assert "is not there, or not for your account" in sign_in(client, "/admin/nothing/").content.decode()


@pytest.mark.parametrize("following", ["/admin/profiles/entity/?q=nepal", "/ar/admin/account/"])
def test_signing_in_leads_to_the_page_that_was_asked_for(client, editor, following):
    assert sign_in(client, following).redirect_chain[-1][0] == following


def test_only_the_first_page_after_signing_in_is_forgiven(client, editor):
    sign_in(client, "/admin/nothing/")
    assert client.get("/admin/nothing/").status_code == 404
    assert client.get("/admin/profiles/event/").status_code == 403


def test_the_second_step_leads_on_as_well(client, editor):
    factories.entity()
    enrol(editor)
    answer = sign_in(client, "/admin/nothing/")
    address = answer.redirect_chain[-1][0]
    assert address == "/admin/second-step/code/?next=%2Fadmin%2Fnothing%2F"
    assert client.post(address, {"code": code_of(editor)}, follow=True).redirect_chain[-1][0] == "/admin/"


def test_a_form_of_somebody_who_is_signed_out_says_so(editor):
    strict = Client(enforce_csrf_checks=True)
    said = strict.post("/admin/account/", {}).content.decode()
    assert "You are not signed in any more" in said
    strict.force_login(editor)
    said = strict.post("/admin/account/", {}).content.decode()
    assert "You have signed in anew" in said
