import datetime as dt

import pytest

from profiles.desk.models import Entity
from tests import factories
from tests.answers import listed

pytestmark = pytest.mark.django_db


def test_home_shows_who_sends_and_receives_who_chairs_and_where_ministers_met(directory, page_texts, client):
    factories.published(factories.meeting(ordinal=1, end="2008-01-22", place_en="Abu Dhabi, United Arab Emirates"))
    response = client.get("/")
    shown = response.context
    assert shown["chair"].profile["slug"] == "india"
    assert [(group.code, group.total) for group in shown["sides"]] == [("sending", 1), ("receiving", 1)]
    assert [(group.code, group.total) for group in shown["observers"]] == [("observer", 1)]
    assert shown["former"].total == 1
    assert shown["members"] == 2
    ((meeting, holder),) = shown["consultations"]
    assert (meeting.slug, meeting.town, holder) == ("m1", "Abu Dhabi", None)


def test_home_names_who_chaired_by_the_close_of_each_consultation(client, publisher):
    india = factories.entity("india")
    factories.role_term(india, start="2012-04-19")
    factories.published(india, by=publisher)
    for slug, day in (("m1", "2008-01-21"), ("m2", "2012-04-19"), ("m3", "2012")):
        factories.published(factories.meeting(slug, start=day), by=publisher)
    found = client.get("/").context["consultations"]
    holders = {meeting.slug: holder and holder.profile["slug"] for meeting, holder in found}
    assert holders == {"m1": None, "m2": "india", "m3": None}


def test_each_number_of_the_front_page_leads_to_its_list(directory, page_texts, client):
    html = client.get("/").content.decode()
    for address, number in (
        ("?standing=member", 2),
        ("?type=sending", 1),
        ("?type=observer", 1),
        ("?standing=former", 1),
    ):
        assert f'href="/members/{address}"' in html
        assert client.get(f"/members/{address}").context["page_obj"].paginator.count == number


def test_home_tells_changes_and_not_that_everything_is_new(directory, page_texts, client, publisher):
    assert client.get("/").context["changes"] == []
    row = Entity.objects.get(slug="india")
    factories.published_again(row, by=publisher, name_en="Bharat")
    assert [entry.kind for entry in client.get("/").context["changes"]] == ["changed"]


def test_a_type_that_is_asked_for_is_where_those_stand_who_perhaps_were_of_it(client, publisher):
    malaysia = factories.entity("malaysia", type=None)
    for type in ("sending", "observer"):
        factories.membership(malaysia, type, "2012", certainty="disputed")
    factories.published(malaysia, by=publisher)
    keys = {
        query: [tuple(group.key) for group in client.get(f"/members/{query}").context["groups"]]
        for query in ("", "?type=observer")
    }
    assert keys == {"": [("sending", "possible")], "?type=observer": [("observer", "possible")]}


def test_the_form_asks_nothing_twice_and_keeps_what_is_chosen(directory, client):
    html = client.get("/members/").content.decode()
    assert 'name="standing" value="former"' in html
    assert 'name="standing" value="member"' not in html
    assert 'name="standing" value="member" checked' in client.get("/members/?standing=member").content.decode()
    assert '<option value="" selected>Member type</option>' in html
    assert '<option value="name" selected>Name</option>' in client.get("/members/?sort=name").content.decode()


@pytest.mark.parametrize(
    "query", ["?type=nonsense", "?sort=x", "?page=0", "?page=2", "?page=x", "?page=1e30", "?q=" + "x" * 101]
)
def test_values_that_do_not_exist_are_400_with_the_reason(directory, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/members/{query}")
        assert response.status_code == 400
        assert response.context["reason"]


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
