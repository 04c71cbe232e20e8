import json

import pytest

from profiles.site.feeds import pages
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/changes/feed.json", "/changes/"),
        ("/members/nepal/changes/feed.json", "/members/nepal/changes/"),
        ("/areas/gender/changes/feed.json", "/areas/gender/changes/"),
        ("/ar/changes/feed.json", "/ar/changes/"),
    ],
)
def test_a_feed_says_what_it_is(client, publisher, address, page):
    entity = factories.entity("nepal")
    entity.areas.add(factories.area("gender"))
    factories.published(entity, by=publisher)
    feed = read(client, address)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == f"http://testserver{page}"
    assert feed["feed_url"] == f"http://testserver{address}"
    assert feed["language"] == ("ar" if address.startswith("/ar/") else "en")
    assert "next_url" not in feed
    (item,) = feed["items"]
    assert ("اسم nepal" if feed["language"] == "ar" else "Nepal") in item["title"]


def test_its_entries_are_those_of_atom(client, nepal, publisher):
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    changed, first = read(client, "/changes/feed.json")["items"]
    assert (changed["title"], first["title"]) == ("Nepal: changed", "Nepal: first published here")
    assert '<ins><bdi lang="en">NP</bdi></ins>' in changed["content_html"]
    assert first["content_text"] == "Nepal: first published here"
    assert changed["url"] == "http://testserver/members/nepal/versions/2/"
    atom = client.get("/changes/feed/").content.decode()
    assert f"<id>{changed['id']}</id>" in atom
    assert changed["date_published"].endswith("+00:00")


def test_it_goes_on_where_atom_does(client, publisher, monkeypatch):
    monkeypatch.setattr(pages, "ENTRIES", 2)
    for slug in ("a", "b", "c"):
        factories.published(factories.entity(f"state-{slug}"), by=publisher)
    feed = read(client, "/changes/feed.json")
    assert len(feed["items"]) == 2
    rest = read(client, feed["next_url"].removeprefix("http://testserver"))
    assert [item["title"] for item in rest["items"]] == ["State A: first published here"]
    assert rest["feed_url"] == feed["next_url"]
    assert "next_url" not in rest


@pytest.mark.parametrize("page", ["/", "/changes/", "/members/nepal/", "/ar/members/nepal/changes/"])
def test_pages_name_it(client, nepal, page):
    html = client.get(page).content.decode()
    assert html.count('type="application/feed+json" title=') == 1
    prefix = "/ar" if page.startswith("/ar") else ""
    feed = f"{prefix}/members/nepal/changes/feed.json" if "nepal" in page else "/changes/feed.json"
    assert f'href="{feed}"' in html
    assert client.get(feed).status_code == 200
