from xml.etree import ElementTree

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def atom(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def test_a_feed_tells_each_release_under_a_name_that_stays(client, nepal, publisher):
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    feed = atom(client, "/members/nepal/changes/feed/")
    titles = [item.findtext(f"{ATOM}title") for item in feed.findall(f"{ATOM}entry")]
    assert titles == ["Nepal: changed", "Nepal: first published here"]
    ids = [item.findtext(f"{ATOM}id") for item in feed.findall(f"{ATOM}entry")]
    factories.published_again(nepal, by=publisher, acronym_en="NPL")
    later = atom(client, "/changes/feed/")
    assert [item.findtext(f"{ATOM}id") for item in later.findall(f"{ATOM}entry")][1:] == ids
    summary = later.find(f"{ATOM}entry").findtext(f"{ATOM}summary")
    assert 'from <del><bdi lang="en">NP</bdi></del> to <ins><bdi lang="en">NPL</bdi></ins>' in summary


def test_a_feed_in_arabic_is_in_arabic(client, nepal):
    feed = atom(client, "/ar/changes/feed/")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert "اسم nepal" in feed.find(f"{ATOM}entry").findtext(f"{ATOM}title")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/ar/changes/",
        "self": "http://testserver/ar/changes/feed/",
    }


def test_what_is_published_cannot_break_a_feed(client, publisher):
    row = factories.published(factories.entity("nepal", name_en="A <b>&amp; \x0b"), by=publisher)
    factories.published_again(row, by=publisher, summary_en="<script>alert(1)</script>\x02")
    item = atom(client, "/changes/feed/").find(f"{ATOM}entry")
    assert item.findtext(f"{ATOM}title") == "A <b>&amp; : changed"
    assert "<script>" not in item.findtext(f"{ATOM}summary")


def test_a_page_of_a_feed_holds_fifty_entries_at_most(client, publisher):
    for _number in range(51):
        factories.published(by=publisher)
    assert len(atom(client, "/changes/feed/").findall(f"{ATOM}entry")) == 50


def test_an_empty_feed_stands_still(client, db):
    assert client.get("/changes/feed/").content == client.get("/changes/feed/").content
