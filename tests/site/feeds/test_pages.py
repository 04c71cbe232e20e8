"""Feeds in pages: whoever walks them has the whole log, whatever is published meanwhile."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.core.exceptions import BadRequest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published.models import Release
from profiles.site.feeds import pages
from profiles.site.feeds.pages import Place
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr(pages, "ENTRIES", 3)


@pytest.fixture
def eight(publisher):
    """Eight entries of which three became public at one moment."""
    rows = [factories.published(factories.entity(f"state-{letter}"), by=publisher) for letter in "abcdefgh"]
    moment = Release.objects.get(slug="state-d").live_from
    for slug in ("state-c", "state-e"):
        Release._base_manager.filter(slug=slug).update(live_from=moment)
    return rows


def read(client, address):
    root = ElementTree.fromstring(client.get(address).content)  # noqa: S314
    links = {
        link.get("rel"): link.get("href").removeprefix("http://testserver") for link in root.findall(f"{ATOM}link")
    }
    return [
        entry.findtext(f"{ATOM}id").split(":/members/")[1].split("/")[0] for entry in root.findall(f"{ATOM}entry")
    ], links


def walk(client, address, rel="next", between=lambda: None):
    """What stands on all pages from one on, in the order of reading."""
    found = []
    while address:
        names, links = read(client, address)
        found.append(names)
        between()
        address = links.get(rel)
    return found


def test_all_pages_are_the_whole_log_once(eight, client):
    found = walk(client, "/changes/feed/")
    assert [len(names) for names in found] == [3, 3, 2]
    assert [name[-1] for names in found for name in names] == ["h", "g", "f", "c", "d", "e", "b", "a"]


def test_the_way_back_is_the_same(eight, client):
    _names, links = read(client, "/changes/feed/")
    while "next" in links:
        last = links["next"]
        _names, links = read(client, last)
    back = walk(client, last, "previous")
    assert [name[-1] for names in reversed(back) for name in names] == ["h", "g", "f", "c", "d", "e", "b", "a"]


@pytest.mark.parametrize("act", ["publish", "publish again", "withdraw"])
def test_what_happens_between_two_pages_skips_and_repeats_nothing(eight, client, publisher, act):
    def happen():
        if act == "publish":
            factories.published(by=publisher)
        elif act == "publish again":
            factories.published_again(Entity.objects.get(slug="state-a"), by=publisher, acronym_en=str(next(numbers)))
        elif Release.objects.filter(slug="state-h", publication=None).count() == 0:
            publishing.withdraw(Entity.objects.get(slug="state-h"), by=publisher, reason=("x", "س"))

    numbers = iter(range(100))
    names = [name[-1] for found in walk(client, "/changes/feed/", between=happen) for name in found]
    assert names == ["h", "g", "f", "c", "d", "e", "b", "a"]


def test_a_page_names_itself_and_its_neighbours(eight, client):
    _names, first = read(client, "/changes/feed/")
    assert set(first) == {"alternate", "self", "first", "next"}
    _names, second = read(client, first["next"])
    assert set(second) == {"alternate", "self", "first", "next", "previous"}
    assert second["self"] == first["next"]
    names, before = read(client, second["previous"])
    assert [name[-1] for name in names] == ["h", "g", "f"]
    assert before["next"] == first["next"]
    assert "previous" not in before


def test_a_log_of_one_page_has_no_others(client, publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    assert set(read(client, "/changes/feed/")[1]) == {"alternate", "self"}


def test_who_knows_an_entry_asks_for_what_came_after_it(eight, client, publisher):
    place = Place.of(Release.objects.get(slug="state-g"))
    names, links = read(client, f"/changes/feed/?after={place}")
    assert names == ["state-h"]
    assert read(client, links["next"])[0] == ["state-g", "state-f", "state-c"]
    newest = Place.of(Release.objects.get(slug="state-h"))
    assert read(client, f"/changes/feed/?after={newest}")[0] == []


@pytest.mark.parametrize(
    "query", ["before=x", "after=1", "before=20260101T000000.000000Z~profile", "after=~~", "before=99"]
)
@pytest.mark.parametrize("address", ["/changes/feed/", "/changes/feed.json"])
def test_a_place_that_is_none_is_refused(eight, client, address, query):
    assert client.get(f"{address}?{query}").status_code == 400


def test_a_place_reads_as_it_is_written():
    place = Place(dt.datetime(2026, 11, 30, 4, 5, 6, 7, tzinfo=dt.UTC), "profile", "nepal")
    assert Place.parse(str(place)) == place
    assert str(place) == "20261130T040506.000007Z~profile~nepal"
    with pytest.raises(BadRequest):
        Place.parse("")


@pytest.mark.parametrize("address", ["/changes/feed/", "/changes/feed.json"])
def test_a_page_costs_a_fixed_number_of_queries(eight, client, django_assert_num_queries, address):
    client.get(address)
    with django_assert_num_queries(2):
        client.get(address)


def test_what_is_withdrawn_is_called_by_its_kind_and_address(client, directory, publisher):
    publishing.withdraw(Entity.objects.get(slug="kuwait"), by=publisher, reason=("Merged.", "دُمج."))
    (newest, *_rest) = client.get("/changes/feed.json").json()["items"]
    assert newest["title"] == "The profile /members/kuwait/: withdrawn"
