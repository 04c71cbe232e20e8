import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.site import sitemaps
from profiles.values.choices import SiteText
from tests import factories
from tests.test_leaks import public_views

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(response, kind="url"):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    tree = ET.fromstring(response.content)  # noqa: S314
    return [node.findtext(f"{SPACE}loc").removeprefix("http://testserver") for node in tree.findall(SPACE + kind)]


def test_the_map_names_every_page_in_both_languages(client, publisher):
    texts = [code for code in SiteText.values if code != SiteText.HOME]
    for code in SiteText.values:
        factories.published(factories.text(code))
    entity = factories.entity("nepal")
    entity.areas.add(factories.area("gender"))
    factories.role_term(entity, "chair", sources=factories.cites("A list"))
    factories.published(entity)
    english = [reverse(name) for name in sitemaps.LISTS]
    english += ["/areas/gender/", "/areas/gender/changes/", "/roles/chair/", "/sources/a-list/"]
    english += [f"/{code}/" for code in sorted(texts)] + ["/members/nepal/"]
    found = locations(client.get("/sitemap.xml"))
    assert found == [address for page in english for address in (page, f"/ar{page}")]
    for address in found:
        assert client.get(address).status_code == 200, address


def test_every_page_without_a_parameter_is_in_the_map(client, real_directory):
    listed = locations(client.get("/sitemap.xml"))
    for name in public_views():
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        response = client.get(address)
        page = response.get("Content-Type", "").startswith("text/html") and response.status_code == 200
        if page and 'content="noindex"' not in b"".join(response).decode():
            assert address in listed, name


def test_each_entry_names_both_languages_and_the_moment_of_its_release(client, publisher):
    factories.published(factories.entity("nepal"))
    text = client.get("/sitemap.xml").content.decode()
    entry = next(line for line in text.splitlines() if "<loc>http://testserver/ar/members/nepal/</loc>" in line)
    assert re.findall(r'hreflang="([\w-]+)" href="http://testserver(.*?)"', entry) == [
        ("en", "/members/nepal/"),
        ("ar", "/ar/members/nepal/"),
        ("x-default", "/members/nepal/"),
    ]
    assert re.search(r"<lastmod>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+04:00</lastmod>", entry)


def test_drafts_scheduled_and_withdrawn_profiles_are_not_in_it(client, publisher):
    factories.entity("draft")
    publishing.schedule(factories.entity("later"), by=publisher, at=timezone.now() + dt.timedelta(days=1))
    gone = factories.published(factories.entity("gone"))
    publishing.withdraw(gone, by=publisher, reason=("Gone.", "ذهب."))
    assert not any(slug in client.get("/sitemap.xml").content.decode() for slug in ("draft", "later", "gone"))


def test_a_long_map_is_an_index_of_parts_that_hold_each_page_once(client, publisher, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    for number in range(5):
        factories.published(factories.entity(f"state-no-{number}"))
    parts = locations(client.get("/sitemap.xml"), "sitemap")
    assert parts[0] == "/sitemap.xml?part=pages"
    found = [address for part in parts for address in locations(client.get(part))]
    assert len(found) == len(set(found))
    profiles = {address for address in found if address.startswith("/members/state")}
    assert profiles == {f"/members/state-no-{number}/" for number in range(5)}


@pytest.mark.parametrize(("part", "code"), [("x", 400), ("-1", 400), ("٣", 400), ("9" * 30, 400), ("999", 404)])
def test_a_part_that_is_not_there_says_so(client, db, part, code):
    assert client.get("/sitemap.xml", {"part": part}).status_code == code


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("size", [2, 10])
def test_the_map_costs_a_fixed_number_of_queries(
    client, publisher, django_assert_num_queries, monkeypatch, number, size
):
    monkeypatch.setattr(sitemaps, "SIZE", size)
    for _ in range(number):
        factories.published()
    client.get("/sitemap.xml?part=pages")
    with django_assert_num_queries(3 if number > size else 5):
        client.get("/sitemap.xml")


def test_the_map_is_304_until_something_is_published(client, publisher):
    factories.published(factories.entity("nepal"))
    etag = client.get("/sitemap.xml")["ETag"]
    assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304
    factories.published(factories.entity("india"))
    assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 200


def test_crawlers_are_told_where_the_map_is_and_what_has_no_end(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert {"Disallow: /admin/", "Disallow: /preview/", "Disallow: /report/", "Disallow: /*?*&"} <= set(lines)


@override_settings(SECURITY_CONTACT=[])
def test_without_a_contact_there_is_no_security_txt(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@override_settings(SECURITY_CONTACT=["mailto:security@example.org", "https://example.org/report"])
def test_security_txt_names_whom_to_tell_for_less_than_a_year(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report",
        "Expires: 2027-05-24T00:00:00Z",
        "Preferred-Languages: en, ar",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_browsers_find_the_sign_of_the_site_at_the_root(client):
    response = client.get("/favicon.ico")
    assert response["Content-Type"] == "image/x-icon"
    assert b"".join(response)[:4] == b"\0\0\1\0"
