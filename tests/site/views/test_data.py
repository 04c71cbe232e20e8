"""The pages of open data and of releases, their files and their citation."""

import hashlib
import json
import re

import pytest
from django.core.files.storage import default_storage

from profiles.desk.models import Entity
from profiles.desk.verbs import datareleases, publishing
from profiles.site.views import data as views
from profiles.values import files
from tests import factories, releases
from tests.answers import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(directory, publisher):
    return releases.two(publisher)


def page(row, language=""):
    return f"{language}/data/releases/{row.name}/"


def linked(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])["@graph"][0]


@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_page_of_open_data_lists_all_releases_and_the_files_of_today(client, two, language):
    html = html_of(client.get(f"{language}/data/"))
    for row in two:
        assert f'href="{page(row, language)}"' in html
    for address in ("/members.csv", "/roles.csv", "/api/"):
        assert f'href="{language}{address}"' in html
    assert 'rel="describedby" type="application/ld+json" href="/data/catalog.jsonld"' in html
    assert linked(html)["@type"] == "Dataset"


def test_without_a_release_it_says_so(client, directory):
    html = html_of(client.get("/data/"))
    assert "There is none yet" in html
    assert "distribution" not in linked(html)


def test_it_is_in_the_foot_of_each_page_and_in_the_map_of_the_site(client, two):
    assert '<a href="/data/">Data and API</a>' in html_of(client.get("/"))
    text = html_of(client.get("/sitemap.xml"))
    for address in ("/data/", *(page(row) for row in two)):
        assert f"<loc>http://testserver{address}</loc>" in text


@pytest.mark.parametrize("language", ["", "/ar"])
def test_every_file_can_be_had_as_the_page_says(client, two, language):
    _first, second = two
    html = html_of(client.get(page(second, language)))
    for file in second.files:
        address = f"/data/releases/{second.name}/{file.name}"
        assert file.sha256 in html
        if file.rows != 0:
            assert f'href="{address}"' in html, file.name
        response = client.get(address)
        assert hashlib.sha256(b"".join(response)).hexdigest() == file.sha256
        assert response["ETag"] == f'"{file.sha256}"'
        assert "immutable" in response["Cache-Control"]
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Content-Type"] == file.type


def test_what_changed_is_told_in_the_readers_language(client, two):
    first, second = two
    html = html_of(client.get(page(second)))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "from India to Republic of India" in text
    assert "It asked." in text
    assert "Kuwait" not in text
    assert "With corrections." in text
    assert "This is the first release." in html_of(client.get(page(first)))
    arabic = html_of(client.get(page(second, "/ar")))
    assert "طلبت ذلك." in arabic
    assert "الاسم، الإنجليزية" in arabic


def test_what_was_withdrawn_is_told_by_its_address_and_what_to_read_instead(client, directory, publisher):
    datareleases.release(by=publisher)
    kuwait = Entity.objects.get(slug="kuwait")
    publishing.withdraw(kuwait, by=publisher, reason=("Merged.", "دُمج."), successor="india")
    row = datareleases.release(by=publisher)
    html = html_of(client.get(page(row)))
    assert "The profile /members/kuwait/" in html
    assert '<a href="/members/india/"><bdi dir="ltr">/members/india/</bdi></a>' in html
    assert "/ar/members/kuwait/" in html_of(client.get(page(row, "/ar")))


def test_the_page_of_an_earlier_release_says_what_is_otherwise_since(client, two, publisher):
    first, second = two
    html = html_of(client.get(page(first)))
    assert "1 entry of it was changed or corrected" in html
    assert "1 was withdrawn" in html
    assert f'<a href="{page(second)}">release 2,' in html
    assert "Since then" not in html_of(client.get(page(second)))
    publishing.withdraw(Entity.objects.get(slug="oman"), by=publisher, reason=("Merged.", "دُمج."))
    datareleases.release(by=publisher)
    assert "1 was withdrawn" in html_of(client.get(page(second)))


def test_what_was_withdrawn_since_is_still_in_an_earlier_release(client, two):
    first, _second = two
    assert b"Kuwait" in b"".join(client.get(f"{page(first)}members.csv"))


def test_a_release_is_cited_by_its_own_address(client, two):
    _first, second = two
    response = client.get(f"{page(second)}cite.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    text = response.content.decode()
    assert text.startswith(f"@misc{{directory-data-{second.name},")
    assert f"http://testserver{page(second)}" in text
    assert "Data release 2." in text
    assert f"http://testserver{page(second)}" in html_of(client.get(page(second)))


def test_the_manifest_can_be_had_as_its_digest_is_of(client, two):
    first, second = two
    response = client.get(f"{page(second)}release.json")
    assert hashlib.sha256(response.content).hexdigest() == second.digest
    assert response.json()["previous"] == first.digest


@pytest.mark.parametrize(
    "address", ["2026-13-45/", "{}.7/", "{}/nothing.csv", "{}/../settings.py", "{}/members.csv/", "x/"]
)
def test_what_is_no_release_or_no_file_of_it_is_not_found(client, two, address):
    assert client.get("/data/releases/" + address.format(two[0].name)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_release_can_only_be_read(client, two, method):
    first, _second = two
    for address in (page(first), f"{page(first)}members.csv", "/data/"):
        assert getattr(client, method)(address).status_code == 405


def test_of_very_many_changes_the_page_tells_the_first(client, directory, publisher, monkeypatch):
    datareleases.release(by=publisher)
    for slug in ("oman", "qatar", "nepal"):
        factories.published(factories.entity(slug), by=publisher)
    row = datareleases.release(by=publisher)
    monkeypatch.setattr(views, "TOLD", 2)
    html = html_of(client.get(page(row)))
    assert "1 more change is in the file CHANGELOG.md." in html
    assert "Qatar" not in html


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_asks_as_little_whatever_there_is(client, directory, publisher, django_assert_max_num_queries, number):
    for place in range(number):
        factories.published(factories.entity(f"state-{place}-x"), by=publisher)
        row = datareleases.release(by=publisher)
    client.get(page(row))
    for address, most in ((page(row), 12), ("/data/", 8)):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_catalogue_is_open_to_all(client, two):
    response = client.get("/data/catalog.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert len([node for node in response.json()["@graph"] if node["@type"] == "dcat:Dataset"]) == 3


def test_a_release_whose_list_of_changes_is_gone_has_its_page(client, two):
    _first, second = two
    default_storage.delete(files.RELEASED.format(second.file("changelog.jsonl").sha256))
    response = client.get(page(second))
    assert (response.status_code, response.context["changes"]) == (200, [])
    assert client.get(f"{page(second)}changelog.jsonl").status_code == 404
