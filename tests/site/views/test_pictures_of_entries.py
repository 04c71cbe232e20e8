"""The pictures of a profile, of a role and of the front page, as files and where they are offered."""

import re
from html import unescape

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from tests import factories
from tests.site.views.svg import SVG, words_of

pytestmark = pytest.mark.django_db


# ── Of a profile ────────


def test_the_picture_of_a_profile_is_a_file_with_its_name_words_and_credit(history, client):
    root, words = words_of(client.get("/members/india/timeline.svg"))
    assert root.find(f"{SVG}title").text == "India – 1 role and 1 meeting hosted since 2012"
    assert "Chair: 2015 – 2016 (disputed)" in root.find(f"{SVG}desc").text
    assert {"India – 1 role and 1 meeting hosted since 2012", "Chair", "2015 – 2016 (disputed)"} <= set(words)
    assert [one.get("stroke-dasharray") for one in root.iter(f"{SVG}g") if one.get("stroke-dasharray")] == ["2 2"]
    assert words[-2].startswith("addportal demonstration, member directory, as of ")
    assert words[-1] == "http://testserver/members/india/"


def test_the_picture_of_a_profile_takes_the_day_and_the_language(history, client):
    root, words = words_of(client.get("/ar/members/india/timeline.svg?on=2012-04-19"))
    assert (root.get("direction"), root.get("lang")) == ("rtl", "ar")
    assert words[-1] == "http://testserver/ar/members/india/?on=2012-04-19"
    _root, words = words_of(client.get("/members/india/timeline.svg?on=2012-04-19"))
    assert "India – On 19 Apr. 2012: 1 role and 1 meeting hosted since 2012" in words
    assert "19 Apr. 2012" in words


def test_a_profile_offers_its_picture_as_it_was_asked(history, client):
    client.get("/members/india/", headers={"host": "localhost"})
    for query in ("", "?on=2012-04-19"):
        html = client.get(f"/members/india/{query}").content.decode()
        assert f'href="/members/india/timeline.svg{query}" download' in html
        assert f'value="http://testserver/members/india/{query}"' in html
        snippet = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html)[1])
        assert f'<img src="http://testserver/members/india/timeline.svg{query}" alt="India – ' in snippet
        assert 'href="/api/v1/members/india/">Data (JSON)</a>' in html


def test_who_has_no_picture_has_no_file_and_none_is_offered(history, client):
    assert client.get("/members/iom/timeline.svg").status_code == 404
    html = client.get("/members/iom/").content.decode()
    assert "data-picture" not in html
    assert 'class="picture"' not in html


def test_an_old_version_has_the_sentence_and_nothing_to_take_away(history, client, publisher):
    factories.published_again(Entity.objects.get(slug="india"), by=publisher, name_en="Bharat")
    html = client.get("/members/india/versions/1/").content.decode()
    assert "<h3>1 role and 1 meeting hosted since 2012</h3>" in html
    assert "timeline.svg" not in html
    assert "picture.js" not in html


def test_the_picture_of_a_withdrawn_or_unknown_profile_is_answered_as_its_page(history, client, publisher):
    publishing.withdraw(Entity.objects.get(slug="india"), by=publisher, reason=("Merged.", "دُمج."))
    assert client.get("/members/india/timeline.svg").status_code == 410
    assert client.get("/members/nothing/timeline.svg").status_code == 404


# ── Of a role ────────


def test_the_picture_of_a_role_is_a_file_with_its_name_words_and_credit(directory, client):
    root, words = words_of(client.get("/roles/chair/timeline.svg"))
    assert root.find(f"{SVG}title").text == "Chair – 2 holders since 2014"
    assert root.find(f"{SVG}desc").text.startswith("Kuwait: Chair: 27 Nov. 2014 – 24 Jan. 2017.")
    assert {"Kuwait", "India"} <= set(words)
    assert words[-1] == "http://testserver/roles/chair/"
    root, words = words_of(client.get("/ar/roles/chair/timeline.svg?on=2016-01-01"))
    assert (root.get("direction"), root.get("lang")) == ("rtl", "ar")
    assert words[-1] == "http://testserver/ar/roles/chair/?on=2016-01-01"


def test_a_role_offers_its_picture_as_it_was_asked_and_all_terms(directory, client):
    html = client.get("/roles/chair/?on=2016-01-01").content.decode()
    assert 'href="/roles/chair/timeline.svg?on=2016-01-01" download="directory-chair-2016-01-01.svg"' in html
    assert 'alt="Chair – On 1 Jan. 2016: 1 holder since 2014"' in unescape(html)
    assert 'href="/roles.csv">Data (CSV)</a>' in html


def test_a_role_without_picture_has_no_file_and_offers_none(nepal, client):
    assert client.get("/roles/chair/timeline.svg").status_code == 404
    assert client.get("/roles/nothing/timeline.svg").status_code == 404
    assert "picture" not in client.get("/roles/chair/").content.decode()


# ── Of the front page ────────


@pytest.fixture
def at_home(directory):
    meeting = {"end": "2008-01-22", "place_en": "Abu Dhabi, United Arab Emirates", "place_ar": "أبوظبي"}
    factories.published(factories.meeting("m1", **meeting))
    factories.published(factories.meeting("m2", start="2014", certainty="disputed", place_en="Kuwait"))


def test_the_front_page_as_a_file_has_its_sentence_names_words_and_credit(at_home, client):
    root, words = words_of(client.get("/home.svg"))
    title = root.find(f"{SVG}title").text
    assert title == "2 members: 1 sending, 1 receiving; 1 observer"
    assert title in " ".join(re.sub("<.*?>", "", client.get("/").content.decode()).split())
    assert {
        "Sending entities (1)",
        "Receiving entities (1)",
        "Observer entities (1)",
        "India",
        "Kuwait",
        "Iom",
        "since 1 Feb. 2026",
    } <= set(words)
    assert {"ministerial meetings: 2", "Abu Dhabi", "21–22 Jan. 2008", "2014 (disputed)"} <= set(words)
    assert "1 former member or observer" in words
    assert "Yemen" not in words
    assert words[-1] == "http://testserver/"
    assert root.find(f"{SVG}desc").text.split("\n")[0] == "Sending entities (1): India"


def test_the_front_page_as_a_file_is_in_the_language_of_its_address(at_home, client):
    root, words = words_of(client.get("/ar/home.svg"))
    assert (root.get("direction"), root.get("lang")) == ("rtl", "ar")
    assert {"اسم india", "أبوظبي"} <= set(words)
    assert words[-1] == "http://testserver/ar/"


def test_the_front_page_offers_its_picture_under_its_sentence(at_home, client):
    html = client.get("/").content.decode()
    assert 'href="/home.svg" download="directory-home-' in html
    assert 'alt="2 members: 1 sending, 1 receiving; 1 observer"' in unescape(html)
    assert 'href="/members.csv">Data (CSV)</a>' in html


def test_a_front_page_without_anybody_has_nothing_to_take_away(client, db):
    assert "home.svg" not in client.get("/").content.decode()
    words_of(client.get("/home.svg"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_file_of_the_front_page_costs_a_fixed_number_of_queries(
    client, publisher, django_assert_num_queries, number
):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}")
        factories.published(entity, by=publisher)
    client.get("/home.svg")
    with django_assert_num_queries(4):
        client.get("/home.svg")
