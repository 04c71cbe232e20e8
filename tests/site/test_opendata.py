"""What the API and the exports share: who may read them, how, and what an error says."""

import pytest

from profiles.reading.reading import Reading
from profiles.site import flags as sprites
from tests import factories

pytestmark = pytest.mark.django_db


ADDRESSES = [
    "/api/v1/",
    "/api/v1/members/",
    "/api/v1/members/nepal/",
    "/api/v1/members/nepal/versions/",
    "/api/v1/members/nepal/versions/1/",
    "/api/v1/vocabulary/",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/members/?type=x", 400),
        ("/api/v1/members/?on=x", 400),
        ("/api/v1/members/?on=2999", 400),
        ("/api/v1/members/?page=2", 400),
        ("/api/v1/members/?page=" + "9" * 30, 400),
        ("/api/v1/members/?facets=2", 400),
        ("/api/v1/members/?lang=fr", 400),
        ("/api/v1/members/?q=%00", 400),
        ("/api/v1/members/?q=" + "x" * 3000, 400),
        ("/api/v1/members/nothing/", 404),
        ("/api/v1/members/nepal/versions/0/", 404),
        ("/api/v1/members/nepal/versions/999999999/", 404),
        ("/api/v1/nothing/", 404),
    ],
)
def test_an_error_is_a_problem_that_says_its_reason(client, nepal, address, status):
    response = client.get(address)
    answer = response.json()
    assert response.status_code == answer["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(answer) - {"errors"} == {"type", "title", "status", "detail", "instance"}
    assert answer["detail"]
    assert ("errors" in answer) == (status == 400)


def test_an_error_names_each_parameter_that_is_wrong(client, nepal):
    answer = client.get("/api/v1/members/?type=x&sort=y&q=nepal").json()
    assert [error["parameter"] for error in answer["errors"]] == ["type", "sort"]
    assert answer["detail"] == answer["errors"][0]["detail"]
    assert "x" in answer["detail"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/api/v1/members/?type=x"),
        ("get", "/api/v1/nothing/"),
        ("post", "/api/v1/"),
        ("get", "/api/v1/members/gone/"),
    ],
)
def test_a_kind_of_problem_has_one_name_that_leads_to_what_it_is(client, gone, settings, method, address):
    settings.SITE_URL = "https://directory.example"
    mark = "&" if "?" in address else "?"
    names = {getattr(client, method)(f"{address}{mark}lang={code}").json()["type"] for code in ("en", "ar")}
    (name,) = names
    page, _hash, place = name.partition("#")
    for path in (page.removeprefix(settings.SITE_URL), "/ar/api/"):
        assert f'id="{place}"' in client.get(path).content.decode()


def test_scripts_of_other_sites_may_send_what_they_send(client, nepal):
    response = client.options(
        "/api/v1/members/",
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "content-type,x-requested-with,cache-control",
        },
    )
    allowed = {name.strip().lower() for name in response["Access-Control-Allow-Headers"].split(",")}
    assert {"content-type", "x-requested-with", "cache-control", "if-none-match", "if-modified-since"} <= allowed


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_api_can_only_be_read(client, nepal, address):
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(address)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response.json()["status"] == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_other_sites_may_read_it_and_get_no_cookie(client, nepal, address):
    for response in (client.get(address), client.head(address), client.options(address)):
        assert response.status_code in (200, 204)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["Link"].count('rel="license"') == 1
        assert not response.cookies
    assert client.options(address)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(client, nepal, address):
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"if-none-match": etag})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (304, "*")
    assert client.get(f"{address}?lang=ar", headers={"if-none-match": etag}).status_code == 200


def test_a_redirect_of_the_api_can_be_followed_from_elsewhere(client, publisher):
    factories.published(factories.entity("india"), by=publisher)
    response = client.get("/api/v1/members/india")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (301, "*")
    assert "Access-Control-Allow-Origin" not in client.get("/members/india")


def test_other_sites_may_read_all_that_is_no_page_and_nothing_of_the_desk(client, nepal, publisher):
    entity = factories.published(factories.entity("oman", logo=factories.logo()), by=publisher)
    office = factories.responsible_entity(nepal, website="https://example.org")
    factories.published_again(nepal, by=publisher)
    licensed = [
        "/changes/feed/",
        "/members/nepal/changes/feed/",
        "/areas/fair-recruitment/changes/feed/",
        "/members/nepal/versions/1/cite.bib",
        "/meetings/first/versions/1/cite.bib",
        f"/members/nepal/{office.uid}.vcf",
        "/timeline.svg",
    ]
    others = [f"/media/{entity.logo}", sprites.of(Reading.now()).address]
    for address in licensed + others:
        response = client.get(address)
        assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*"), address
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert ('rel="license"' in response.get("Link", "")) == (address in licensed)
        assert not response.cookies
        assert client.options(address).status_code == 204
    for address in ("/members/nepal/", "/admin/login/", f"/preview/{'x' * 43}/"):
        response = client.get(address)
        assert "Access-Control-Allow-Origin" not in response, address
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_file_that_is_written_to_says_what_can_be_done_in_its_own_form(client, db):
    response = client.post("/members.csv")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == b"405 This address can only be read: Use GET, HEAD or OPTIONS.\n"
    assert client.post("/facts.json")["Content-Type"] == "application/problem+json"
