"""The timeline and the map as files, and how their pages offer them."""

import re
from html import unescape

import pytest

from tests import factories
from tests.site.views.svg import SVG, words_of

pytestmark = pytest.mark.django_db


def test_the_timeline_as_a_file_has_title_words_and_credit(history, client):
    root, words = words_of(client.get("/timeline.svg"))
    assert root.find(f"{SVG}title").text == "Ministerial meetings since 2008: 2"
    assert "India: 19 Apr. 2012 – 27 Nov. 2014" in root.find(f"{SVG}desc").text
    assert "Offices and meetings" in words
    assert words[-1] == "http://testserver/timeline/"
    assert words[-2].startswith("addportal demonstration, member directory, as of ")


def test_the_file_takes_filters_and_day_and_language_of_its_page(history, client):
    root, words = words_of(client.get("/ar/timeline.svg?type=observer&on=2012-04-19"))
    assert (root.get("direction"), root.get("lang")) == ("rtl", "ar")
    assert words[-1] == "http://testserver/ar/timeline/?type=observer&on=2012-04-19"
    assert "اسم iom" in words
    assert "اسم yemen" not in words


@pytest.mark.parametrize("query", ["type=x", "on=2999", "page=0"])
def test_a_file_of_what_does_not_exist_is_refused(history, client, query):
    assert client.get(f"/timeline.svg?{query}").status_code == 400


def test_a_name_is_escaped_in_the_file(client, publisher):
    factories.published(factories.entity("x", name_en='A & "B" <b>', type="observer", start="2010"), by=publisher)
    _root, words = words_of(client.get("/timeline.svg"))
    assert 'A & "B" <b>' in words


def test_the_page_says_how_to_take_the_picture_away(client, publisher):
    factories.published(factories.meeting("m1", start="2008-01-21"), by=publisher)
    html = client.get("/timeline/?q=a&on=2020-01-21").content.decode()
    assert 'href="/timeline.svg?q=a&amp;on=2020-01-21" download' in html
    assert 'href="/members.csv?q=a&amp;on=2020-01-21"' in html
    assert 'value="http://testserver/timeline/?q=a&amp;on=2020-01-21"' in html
    snippet = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html)[1])
    assert snippet == (
        '<a href="http://testserver/timeline/?q=a&amp;on=2020-01-21">'
        '<img src="http://testserver/timeline.svg?q=a&amp;on=2020-01-21" alt="On 21 Jan. 2020: ministerial'
        ' meetings since 2008: 1"></a>'
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_file_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}", end=f"20{11 + index}")
        factories.published(entity, by=publisher)
    client.get("/timeline.svg")
    with django_assert_num_queries(4):
        client.get("/timeline.svg")


@pytest.fixture
def places(publisher):
    """Bahrain, in the chair, which hosted; Switzerland, an observer; IOM, which is no place."""
    bahrain = factories.entity("bahrain", iso2="BH", type="receiving", start="2008")
    factories.role_term(bahrain, "chair", "2020-01-21")
    for entity in (
        bahrain,
        factories.entity("switzerland", iso2="CH", type="observer", start="2014"),
        factories.organization("iom", start="2008"),
    ):
        factories.published(entity, by=publisher)
    meeting = factories.meeting("m1", start="2021-01-21", host_slug="bahrain", place_en="Manama", place_ar="المنامة")
    factories.published(meeting, by=publisher)


def test_the_map_as_a_file_has_numbers_names_words_and_credit(places, client):
    root, words = words_of(client.get("/map.svg"))
    assert root.find(f"{SVG}title").text == "1 member; 2 observers; in the chair: Bahrain"
    said = root.find(f"{SVG}desc").text.split("\n")
    assert said[:2] == ["Bahrain: Member since 2008, as a receiving.", "Switzerland: Observer since 2014."]
    assert {"1", "2", "A", "Bahrain (Chair)", "Switzerland", "Manama (2021)"} <= set(words)
    assert words[-1] == "http://testserver/map/"


def test_the_map_as_a_file_takes_filters_and_day_and_language(places, client):
    root, words = words_of(client.get("/ar/map.svg?type=receiving&on=2020-01-21"))
    assert (root.get("direction"), root.get("lang")) == ("rtl", "ar")
    assert "اسم bahrain" in " ".join(words)
    assert "اسم switzerland" not in words
    assert words[-1] == "http://testserver/ar/map/?type=receiving&on=2020-01-21"


def test_the_map_of_the_real_members_is_a_file_that_a_page_can_show(real_directory, client):
    response = client.get("/map.svg")
    words_of(response)
    assert len(response.content) <= 180_000


def test_the_page_of_the_map_offers_its_file(places, client):
    html = client.get("/map/?type=receiving").content.decode()
    assert 'href="/map.svg?type=receiving" download' in html
    assert 'alt="1 member; in the chair: Bahrain"' in html


@pytest.mark.parametrize("number", [1, 3])
def test_the_file_of_the_map_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for iso2 in ("IN", "BH", "NP")[:number]:
        factories.published(factories.entity(iso2.lower(), iso2=iso2), by=publisher)
    client.get("/map.svg")
    with django_assert_num_queries(2):
        client.get("/map.svg")
