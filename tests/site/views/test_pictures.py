import datetime as dt
import re
from html import unescape
from xml.etree import ElementTree

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.site.views import pictures
from tests import factories
from tests.answers import listed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?type=observer", ["Iom"]), ("?q=ind", ["India"]), ("?sort=name", ["India", "Iom", "Yemen"]), ("?q=zzz", [])],
)
def test_the_timeline_takes_the_filters_of_the_directory(history, client, query, expected):
    assert listed(client.get(f"/timeline/{query}")) == expected


def test_everything_in_the_picture_is_in_the_table(history, client):
    html = client.get("/timeline/").content.decode()
    table = html[html.index('id="twin"') :]
    for said in (
        "India",
        "Yemen",
        "Iom",
        "Chair",
        "Host",
        "Minutes",
        "Disputed",
        "Consultation 1",
        "Planned",
        "last named",
    ):
        assert said in table, said


def test_the_marker_stands_on_the_day_asked_and_links_stay_on_it(history, client):
    response = client.get("/timeline/?on=2012-04-19")
    assert response.context["chart"].axis.day == dt.date(2012, 4, 19)
    html = response.content.decode()
    assert ">19 Apr. 2012</text>" in html
    assert 'href="/members/india/?on=2012-04-19"' in html


def test_a_long_timeline_has_pages(history, client, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 2)
    response = client.get("/timeline/?sort=name&page=2")
    assert listed(response) == ["Yemen"]
    assert 'href="?sort=name&amp;page=1"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "type=x",
        "on=x",
        "on=2999",
        "page=0",
        "page=2",
        "page=1e30",
        "sort=x",
        "q=%00",
        "q=%ED%A0%80",
        "on=%00",
        "role=%FF",
    ],
)
def test_values_that_do_not_exist_are_400_on_the_timeline_too(history, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/timeline/", QUERY_STRING=query)
        assert response.status_code == 400, query
        assert response.context["reason"]


@pytest.mark.parametrize("on", ["1000", "1000-01-01", "2008", "٢٠١٢"])
def test_any_day_up_to_today_can_be_asked(history, client, on):
    assert client.get("/timeline/", {"on": on}).status_code == 200


def test_an_empty_directory_has_a_timeline(client):
    response = client.get("/timeline/")
    assert response.status_code == 200
    assert response.context["chart"].sections == []


def test_who_held_an_office_long_ago_is_left_out_with_a_word(client, publisher, monkeypatch):
    for start in (2010, 2012):
        entity = factories.entity(f"chair-{start}")
        factories.role_term(entity, "chair", str(start), end=str(start + 1))
        factories.published(entity, by=publisher)
    assert "Here are the last" not in client.get("/timeline/").content.decode()
    monkeypatch.setattr(pictures, "HOLDERS", 1)
    page = client.get("/timeline/?q=zzz").content.decode()
    assert "Here are the last 1; all are under" in page
    assert ("chair-2012" in page, "chair-2010" in page) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_timeline_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}", end=f"20{11 + index}")
        factories.published(entity, by=publisher)
    client.get("/timeline/")
    client.get("/timeline/")
    with django_assert_num_queries(4):
        client.get("/timeline/")


def test_the_map_says_beneath_it_where_meetings_were_held_by_the_day(client, publisher):
    for slug, iso2, iso3 in (("kuwait", "KW", "KWT"), ("nepal", "NP", "NPL")):
        factories.published(factories.entity(slug, iso2=iso2, iso3=iso3, start="2008"), by=publisher)
    for slug, start in (("early", "2012-04-18"), ("late", "2014-11-26"), ("to-come", "2990")):
        factories.published(factories.meeting(slug, start=start, host_slug="kuwait", unusual=True), by=publisher)
    ((row, held),) = client.get("/map/").context["hosts"]
    assert (row["slug"], [meeting.slug for meeting in held]) == ("kuwait", ["late", "early"])
    html = client.get("/map/").content.decode()
    assert html.index("Where meetings were held") < html.index("/meetings/late/") < html.index("/meetings/early/")
    ((_row, held),) = client.get("/map/?on=2013").context["hosts"]
    assert [meeting.slug for meeting in held] == ["early"]
    assert client.get("/map/?on=2010").context["hosts"] == []


# ── The pictures as files ────────

SVG = "{http://www.w3.org/2000/svg}"


def words_of(response):
    """The texts of a picture, which is one well-formed document that needs no other and runs nothing."""
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    root = ElementTree.fromstring(response.content)  # noqa: S314
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject", f"{SVG}image")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or value.startswith("#"), value
    return root, [element.text for element in root.iter(f"{SVG}text")]


def test_the_timeline_as_a_file_has_title_words_and_credit(history, client):
    root, words = words_of(client.get("/timeline.svg"))
    assert root.find(f"{SVG}title").text == "2 ministerial consultations since 2008"
    assert "India: 19 Apr. 2012 – 27 Nov. 2014" in root.find(f"{SVG}desc").text
    assert "Offices and consultations" in words
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
        '<img src="http://testserver/timeline.svg?q=a&amp;on=2020-01-21" alt="On 21 Jan. 2020: 1 ministerial'
        ' consultation since 2008"></a>'
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


# ── The picture of a profile ────────


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
    assert "picture" not in client.get("/members/iom/").content.decode()


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


# ── The picture of a role ────────


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
    assert 'href="/roles/chair/timeline.svg?on=2016-01-01" download="abu-dhabi-dialogue-chair-2016-01-01.svg"' in html
    assert 'alt="Chair – On 1 Jan. 2016: 1 holder since 2014"' in unescape(html)
    assert 'href="/roles.csv">Data (CSV)</a>' in html


def test_a_role_without_picture_has_no_file_and_offers_none(nepal, client):
    assert client.get("/roles/chair/timeline.svg").status_code == 404
    assert client.get("/roles/nothing/timeline.svg").status_code == 404
    assert "picture" not in client.get("/roles/chair/").content.decode()


# ── The picture of the front page ────────


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
    assert {"2 ministerial consultations", "Abu Dhabi", "21–22 Jan. 2008", "2014 (disputed)"} <= set(words)
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
    assert 'href="/home.svg" download="abu-dhabi-dialogue-home-' in html
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
