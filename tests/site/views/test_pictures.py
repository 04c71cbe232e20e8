"""The timeline and the map: their pages."""

import datetime as dt

import pytest

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
