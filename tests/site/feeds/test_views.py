"""Which feeds there are, how fresh, and which pages name them."""

import pytest
from django.utils import translation

from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def test_a_feed_answers_304_while_nothing_changed(client, nepal, publisher):
    etag = client.get("/changes/feed/")["ETag"]
    assert client.get("/changes/feed/", headers={"if-none-match": etag}).status_code == 304
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    assert client.get("/changes/feed/", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/changes/feed/"),
        ("/changes/", "/changes/feed/"),
        ("/members/nepal/", "/members/nepal/changes/feed/"),
        ("/members/nepal/changes/", "/members/nepal/changes/feed/"),
        ("/areas/gender/", "/areas/gender/changes/feed/"),
        ("/ar/areas/gender/changes/", "/ar/areas/gender/changes/feed/"),
    ],
)
def test_pages_name_their_feed(client, nepal, page, feed):
    factories.area("gender")
    with translation.override("ar" if page.startswith("/ar") else "en"):
        html = client.get(page).content.decode()
    assert html.count('type="application/atom+xml" title=') == 1
    assert f'href="{feed}"' in html


def test_an_unknown_parameter_changes_no_byte_of_a_feed(client, publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    plain, more = client.get("/changes/feed/"), client.get("/changes/feed/?x=1")
    assert (plain["ETag"], plain.content) == (more["ETag"], more.content)


@pytest.mark.parametrize("end", ["feed/", "feed.json"])
def test_a_feed_of_a_profile_and_of_an_area_tells_of_these_alone(client, nepal, publisher, end):
    oman = factories.entity("oman")
    oman.areas.add(factories.area("gender"))
    factories.published(oman, by=publisher)
    for address in (f"/members/oman/changes/{end}", f"/areas/gender/changes/{end}"):
        text = client.get(address).content.decode()
        assert "Oman: first published here" in text
        assert "Nepal" not in text
    assert "Nepal" in client.get(f"/changes/{end}").content.decode()


@pytest.mark.parametrize("end", ["feed/", "feed.json"])
def test_a_feed_of_what_is_not_there_is_answered_as_its_page(client, nepal, publisher, end):
    publishing.withdraw(nepal, by=publisher, reason=("x", "س"))
    assert client.get(f"/members/nepal/changes/{end}").status_code == 410
    assert client.get(f"/members/nothing/changes/{end}").status_code == 404
    assert client.get(f"/areas/nothing/changes/{end}").status_code == 404
    assert "Nepal" not in client.get(f"/changes/{end}").content.decode()
