import pytest
from django.urls import reverse

from profiles.serving.middleware import is_text
from tests import factories

pytestmark = pytest.mark.django_db

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/ar/members/",
        "/nothing/",
        "/members/?type=x",
        "/admin/login/",
        "/healthz",
        "/members/?q=%00",
    ],
)
def test_every_answer_has_the_security_headers(client, address):
    response = client.get(address)
    for name, value in EXPECTED.items():
        assert response[name] == value, name
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Permissions-Policy" in response


def test_the_editors_forms_add_hashes_and_nothing_unsafe(client, publisher):
    client.force_login(publisher)
    entity = factories.entity()
    for name, args in (
        ("profiles_entity_add", []),
        ("profiles_entity_change", [entity.pk]),
        ("profiles_text_add", []),
    ):
        policy = client.get(reverse(f"admin:{name}", args=args))["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "'sha256-" in policy


@pytest.mark.parametrize(("header", "address"), [("ar", "/members/"), ("en", "/ar/members/")])
def test_the_language_is_the_addresss_not_the_browsers(client, header, address):
    response = client.get(address, headers={"accept-language": header})
    assert response["Content-Language"] == ("ar" if address.startswith("/ar") else "en")


@pytest.mark.parametrize(
    ("text", "fine"),
    [("q=%D8%AD", True), ("q=a+b", True), ("%00", False), ("%FF", False), ("%ED%A0%80", False), ("\udc80", False)],
)
def test_is_text(text, fine):
    assert is_text(text) == fine


def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_without_its_token_is_refused_in_words(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/ar/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert 'lang="ar"' in response.content.decode()
    assert response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["x", "garbage-that-is-long-enough-to-look-like-one"])
def test_a_visitors_broken_cookie_leaves_public_answers_as_they_are(client, cookie):
    client.cookies["sessionid"] = cookie
    response = client.get("/members/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nope", "/ar/nope", "/static/nope", "/members/nope/", "/media/nope"])
def test_a_page_that_is_not_there_has_all_headers(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("length", ["abc", "-5", "²", "1" * 40])
def test_a_length_that_is_no_number_is_an_error_of_the_visitor(client, length):
    response = client.post("/report/?member=x", {"words": "x"}, CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=a%00b", "q=%ED%A0%80", "q=%FF", "page=" + "9" * 400, "q=" + "a" * 3000, "type=%00", "%00=1"],
)
def test_broken_text_in_a_query_is_400_with_the_reason(client, db, query):
    for address in ("/members/", "/ar/members/", "/admin/login/"):
        response = client.get(address, QUERY_STRING=query)
        if address == "/admin/login/" and query.startswith("page"):
            continue
        assert response.status_code == 400, address
        assert response.context["reason"]


def test_a_redirect_of_the_api_can_be_followed_from_elsewhere(client, publisher):
    factories.published(factories.entity("india"), by=publisher)
    response = client.get("/api/v1/members/india")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (301, "*")
    assert "Access-Control-Allow-Origin" not in client.get("/members/india")
