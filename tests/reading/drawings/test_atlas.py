import re

import pytest

from profiles.published.models import MeetingKind
from profiles.reading.drawings import atlas
from tests import factories


def states(response):
    """The names of the states on the map, by frame, in the order of their numbers."""
    return {
        frame.name: [mark.profile["name"][response.context["reading"].language] for mark in frame.marks if mark.profile]
        for frame in response.context["atlas"].frames
    }


@pytest.fixture
def directory(publisher):
    for slug, iso2, columns in (
        ("india", "IN", {"start": "2008"}),
        ("bahrain", "BH", {"type": "receiving", "start": "2009"}),
        ("switzerland", "CH", {"type": "observer", "start": "2014-01-21"}),
    ):
        factories.published(factories.entity(slug, iso2=iso2, **columns), by=publisher)
    germany = factories.entity("germany", iso2="DE", type=None)
    factories.membership(germany, "observer", "2008", end="2012")
    factories.published(germany, by=publisher)
    factories.published(factories.organization("iom", start="2007", acronym_en="IOM"), by=publisher)


def test_each_state_is_one_link_that_says_what_it_is_since_when(client, directory):
    html = client.get("/map/").content.decode()
    assert re.findall(r'class="mark [^>]*href="([^"]*)" aria-label="([^"]*?)\s*"', html) == [
        ("/members/india/", "1 India: Member since 2008, as a sending."),
        ("/members/bahrain/", "2 Bahrain: Member since 2009, as a receiving."),
        ("/members/switzerland/", "3 Switzerland: Observer since 21 Jan. 2014."),
        ("/members/germany/", "4 Germany: No longer an observer: until 2012."),
    ]


def test_the_map_takes_the_filters_and_the_day_of_the_directory_and_links_carry_the_day(client, directory):
    assert states(client.get("/map/?type=observer")) == {"europe": ["Switzerland"]}
    assert states(client.get("/map/?on=2008-06")) == {"asia": ["India"], "europe": ["Germany"]}
    html = client.get("/map/?on=2010-01-01&type=receiving&type=sending").content.decode()
    assert 'href="/members/bahrain/?on=2010-01-01"' in html
    assert (
        '<input type="hidden" name="type" value="receiving"><input type="hidden" name="type" value="sending">' in html
    )


def test_all_that_is_listed_stands_in_the_tables_too(client, directory):
    context = client.get("/map/").context
    assert [row["slug"] for row in context["states"]] == ["india", "bahrain", "switzerland", "germany"]
    assert [row["slug"] for row in context["elsewhere"]] == ["iom"]


def test_the_legend_counts_the_certain_and_says_at_least_where_more_are_possible(client, publisher):
    factories.published(factories.entity("nepal", iso2="NP", start="2008"), by=publisher)
    qatar = factories.entity("qatar", iso2="QA", start="2008", type=None)
    factories.membership(qatar, "sending", "2008", end="2012", end_qualifier="at_earliest")
    factories.published(qatar, by=publisher)
    response = client.get("/map/?on=2014")
    signs = [(sign.style, sign.total.certain, sign.total.possible) for sign in response.context["atlas"].key]
    assert signs == [("kind1", 1, 2)]
    html = response.content.decode()
    assert "at least 1" in html
    assert "Qatar: Last named as a sending in 2012; nothing says whether it still is one." in html


def test_a_filter_that_nothing_fits_shows_no_map(client, directory):
    html = client.get("/map/?q=zzz").content.decode()
    assert "Nothing matches all of these." in html
    assert "<figure" not in html


@pytest.mark.parametrize("query", ["type=x", "on=2999", "on=%00", "area=x", "sort=x", "q=" + "x" * 101])
def test_what_the_address_cannot_mean_is_refused_with_a_reason(client, directory, query):
    assert client.get(f"/map/?{query}").status_code == 400


def test_the_map_in_arabic_is_ordered_and_named_in_arabic_without_regard_to_the_article(client, publisher):
    factories.published(factories.entity("nepal", iso2="NP", name_ar="نيبال"), by=publisher)
    factories.published(factories.entity("india", iso2="IN", name_ar="الهند"), by=publisher)
    assert states(client.get("/ar/map/")) == {"asia": ["نيبال", "الهند"]}


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_members(client, publisher, django_assert_num_queries, number):
    for iso2 in ("IN", "BH", "NP")[:number]:
        factories.published(factories.entity(iso2.lower(), iso2=iso2), by=publisher)
    client.get("/map/")
    with django_assert_num_queries(2):
        client.get("/map/")


def test_the_map_of_the_real_members_is_small_and_styles_nothing_inline(client, real_directory):
    html = client.get("/map/").content
    assert len(html) <= 120_000
    assert b' style="' not in html
    assert b"<style" not in html


def test_states_are_numbered_as_the_key_has_them(client, directory):
    found = client.get("/map/").context["atlas"]
    assert found.numbers == {"india": "1", "bahrain": "2", "switzerland": "3", "germany": "4"}
    drawn = {mark.profile["slug"]: mark.label for frame in found.frames for mark in frame.marks}
    assert drawn == found.numbers
    assert ([one.name for one in found.near], [one.name for one in found.far]) == (["asia", "gulf"], ["europe"])


@pytest.fixture
def held(publisher):
    """The Philippines, in the chair, and what was held in Manila and in two towns of the Emirates, and elsewhere."""
    factories.word(MeetingKind, "ministerial")
    philippines = factories.entity("philippines", iso2="PH", start="2008")
    factories.role_term(philippines, "chair", "2026-02-01")
    for entity in (philippines, factories.entity("emirates", iso2="AE", start="2008")):
        factories.published(entity, by=publisher)
    for year, host, place, arabic in (
        ("2008", "emirates", "Abu Dhabi, UAE", "أبوظبي، الإمارات"),
        ("2012", "philippines", "Manila, Philippines", "مانيلا، الفلبين"),
        ("2019", "emirates", "Dubai, UAE", "دبي، الإمارات"),
        ("2021", "emirates", "Dubai, UAE", "دبي، الإمارات"),
        ("2022", "emirates", "Atlantis", "أطلانتس"),
    ):
        meeting = factories.meeting(f"m-{year}", start=year, host_slug=host, place_en=place, place_ar=arabic)
        factories.published(meeting, by=publisher)


def towns(client, address):
    return [
        (town.letter, town.name, [meeting.slug for meeting in town.meetings])
        for town in client.get(address).context["atlas"].towns
    ]


def test_towns_of_consultations_are_lettered_in_the_order_of_the_first_there(client, held):
    assert towns(client, "/map/") == [
        ("A", "Abu Dhabi", ["m-2008"]),
        ("B", "Manila", ["m-2012"]),
        ("C", "Dubai", ["m-2019", "m-2021"]),
        ("", "Atlantis", ["m-2022"]),
    ]
    assert towns(client, "/ar/map/?on=2013") == [("أ", "أبوظبي", ["m-2008"]), ("ب", "مانيلا", ["m-2012"])]
    assert towns(client, "/map/?q=philippines") == [("A", "Manila", ["m-2012"])]


def test_the_mark_of_a_town_leads_to_its_meeting_or_to_its_line_of_the_key(client, held):
    html = client.get("/map/").content.decode()
    assert 'href="/meetings/m-2012/" aria-label="B Manila: ministerial meetings: 1"' in html
    assert 'href="#town-C" aria-label="C Dubai: ministerial meetings: 2"' in html
    assert '<li id="town-C">' in html


def test_who_is_in_the_chair_is_marked_and_named(client, held):
    response = client.get("/map/")
    marks = [mark for frame in response.context["atlas"].frames for mark in frame.marks]
    assert [(mark.label, mark.side) for mark in marks if mark.chairs] == [("2", "above")]
    assert response.context["chair"]["slug"] == "philippines"
    assert not any(mark.chairs for frame in client.get("/map/?on=2020").context["atlas"].frames for mark in frame.marks)


def test_the_gulf_is_framed_where_it_lies_in_asia():
    left, top, right, bottom = atlas.MapFrame("asia").enlarged
    assert left == 0 < right < 250
    assert 100 < top < bottom < 350
    assert atlas.MapFrame("gulf").enlarged is None


def test_a_town_that_is_named_in_arabic_alone_is_in_the_key(client, publisher):
    factories.published(factories.entity("kuwait", iso2="KW", start="2008"), by=publisher)
    factories.published(factories.meeting("m1", host_slug="kuwait", place_en="", place_ar="الدوحة، قطر"), by=publisher)
    assert [town.name for town in client.get("/ar/map/").context["atlas"].towns] == ["الدوحة"]
