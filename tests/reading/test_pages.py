import pytest

from profiles.reading import pages
from tests import factories
from tests.answers import names

pytestmark = pytest.mark.django_db


def test_long_directories_have_pages(publisher, client, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    for _ in range(3):
        factories.published(by=publisher)
    assert len(names(client.get("/members/?sort=name"))) == 2
    second = client.get("/members/?sort=name&page=2")
    assert len(names(second)) == 1
    assert 'href="?sort=name&amp;page=1"' in second.content.decode()


def test_no_link_leads_beyond_the_last_page_that_is_answered(client, publisher, monkeypatch):
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    monkeypatch.setattr(pages, "LAST_PAGE", 2)
    for slug in ("a", "b", "c"):
        factories.published(factories.entity(slug), by=publisher)
    last = client.get("/api/v1/members/?page=2").json()
    assert last["next"].startswith("http://testserver/api/v1/members/?after=")
    assert b'rel="next"' not in client.get("/members/?page=2").content
