"""What each card says, on any day, in both languages."""

import re

import pytest
from django.utils.html import strip_tags

from tests import factories
from tests.answers import head, html_of

pytestmark = pytest.mark.django_db


def words(response) -> str:
    """What a card says, in one line."""
    assert response.status_code == 200
    body = html_of(response).split("<body")[1]
    return " ".join(strip_tags(f"<body{body}").split())


def test_a_profile_with_its_sentence_join_date_and_type(directory, client):
    response = client.get("/embed/members/kuwait/")
    said = words(response)
    assert "Kuwait Member since 2009, as a receiving." in said
    assert "Join Date 2009 Member Type Receiving" in said
    assert head(response)["canonical"] == "http://testserver/members/kuwait/"
    assert head(response)["robots"] == "noindex"
    assert '<base target="_top">' in html_of(response)


def test_a_profile_on_a_day_leads_to_that_day(directory, client):
    response = client.get("/embed/members/kuwait/?on=2008-12-31")
    assert "Not yet: a receiving from 2009." in words(response)
    assert "As of 31 Dec. 2008" in words(response)
    assert html_of(response).count('href="http://testserver/members/kuwait/?on=2008-12-31"') == 3


def test_a_card_speaks_the_language_of_its_address_and_leads_to_pages_of_it(directory, client):
    response = client.get("/ar/embed/members/kuwait/")
    html = html_of(response)
    assert '<html lang="ar" dir="rtl">' in html
    assert "اسم kuwait" in words(response)
    assert head(response)["canonical"] == "http://testserver/ar/members/kuwait/"


def test_a_flag_stands_in_the_card_and_one_that_must_be_a_file_is_fetched(client, publisher):
    for slug, iso2 in (("nepal", "NP"), ("united-states", "US")):
        factories.published(factories.entity(slug, iso2=iso2), by=publisher)
    factories.published(factories.organization("iom", acronym_en="IOM"), by=publisher)
    assert '<svg class="flag" aria-hidden="true" id="np" viewBox="' in html_of(client.get("/embed/members/nepal/"))
    assert "<img" not in html_of(client.get("/embed/members/nepal/"))
    assert '<img class="flag" src="/static/img/flags/us' in html_of(client.get("/embed/members/united-states/"))
    assert 'aria-hidden="true">IOM</span>' in html_of(client.get("/embed/members/iom/"))


def test_the_count_is_that_of_the_front_page(directory, client):
    assert "2 members 1 observer 1 sending 1 receiving" in words(client.get("/embed/count/"))
    assert "2 members" in " ".join(strip_tags(html_of(client.get("/"))).split())


def test_the_count_of_a_day_says_what_is_only_possible(directory, client, publisher):
    entity = factories.entity("oman", type=None)
    factories.membership(entity, "observer", "2008", certainty="disputed")
    factories.published(entity, by=publisher)
    response = client.get("/embed/count/?on=2008-12-31")
    assert "1 more that may be among the observer entities" in words(response)
    assert re.search(r'href="/members/\?type=observer&amp;on=2008-12-31"', html_of(response))
    assert words(response).startswith("Members and observers 2 members")


def test_nothing_published_is_counted_as_nobody(client, db):
    assert "0 members" in words(client.get("/embed/count/"))


def test_the_timeline_is_that_of_offices_alone(history, client):
    response = client.get("/embed/timeline/")
    assert [section.title for section in response.context["chart"].sections] == ["Offices and meetings"]
    assert "India" in words(response)
    assert "Yemen" not in words(response)
    assert 'href="/roles/chair/?on=2012-04-19"' in html_of(client.get("/embed/timeline/?on=2012-04-19"))


def test_the_map_names_who_is_on_it_and_who_is_not(client, publisher):
    factories.published(factories.entity("india", iso2="IN", start="2008"), by=publisher)
    factories.published(factories.organization("iom", start="2010"), by=publisher)
    response = client.get("/embed/map/")
    assert "1 member; 1 observer" in words(response)
    assert "Sending entities 1 1 India" in words(response)
    assert "Not on the map 1 Iom" in words(response)
    assert "expresses a position" in words(response)
    assert "Iom" not in words(client.get("/embed/map/?on=2009"))
    html = html_of(response)
    assert 'class="land" d="M' in html
    assert '<use class="land"' not in html


def test_a_meeting_with_where_when_and_who(history, client, publisher):
    meeting = factories.meeting("m3", start="2014-11-26", end="2014-11-27", host_slug="india", name_en="Third")
    factories.attendance(meeting, "india")
    factories.published(meeting, by=publisher)
    said = words(client.get("/embed/meetings/m3/"))
    assert re.search(r"Third Days 26–27 Nov. 2014 Place not stated Host \w* ?India Who took part", said)
    assert "1 participant" in said
    assert "Not yet held" not in said
    assert "Not yet held on this day" in words(client.get("/embed/meetings/m3/?on=2014-11-25"))
    assert "Not yet held on this day" in words(client.get("/embed/meetings/m9/"))


@pytest.mark.parametrize("number", [1, 3])
def test_cards_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index, iso2 in enumerate(("IN", "BH", "NP")[:number]):
        entity = factories.entity(f"state-{index}-x", iso2=iso2)
        factories.role_term(entity, "chair", f"20{10 + index}", end=f"20{11 + index}")
        factories.published(entity, by=publisher)
    factories.published(factories.meeting("m1", host_slug="state-0-x"), by=publisher)
    asked = {}
    for address, queries in (
        ("/embed/members/state-0-x/", 3),
        ("/embed/count/", 1),
        ("/embed/timeline/", 4),
        ("/embed/map/", 2),
        ("/embed/meetings/m1/", 4),
    ):
        client.get(address)
        with django_assert_num_queries(queries, info=address):
            asked[address] = client.get(address).status_code
    assert set(asked.values()) == {200}
