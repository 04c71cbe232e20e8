import datetime as dt

import pytest
from icalendar import Calendar

from profiles.desk.models import Meeting
from profiles.desk.verbs import publishing
from profiles.published.models import Release
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, address="/meetings.ics"):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    calendar = Calendar.from_ical(response.content)
    assert [event.errors for event in calendar.walk() if event.errors] == []
    return calendar


def events(client, address="/meetings.ics"):
    return {str(event["url"]).split("/")[-2]: event for event in read(client, address).walk("VEVENT")}


@pytest.fixture
def manila(publisher):
    factories.published(factories.entity("philippines"), by=publisher)
    meeting = factories.meeting(
        "m2", start="2012-04-19", end="2012-04-20", host_slug="philippines", place_en="Manila", place_ar="مانيلا"
    )
    return factories.published(meeting, by=publisher)


def test_a_meeting_is_an_event_of_whole_days(client, manila):
    event = events(client)["m2"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2012, 4, 19), dt.date(2012, 4, 21))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["summary"], event["location"], event["status"]) == ("M2", "Manila", "CONFIRMED")
    assert event["description"].startswith("Host: Philippines")
    assert event["url"] == "http://testserver/meetings/m2/"
    assert event["transp"] == "TRANSPARENT"
    assert event["categories"].cats == ["Ministerial"]


def test_in_arabic_it_is_the_same_event_in_arabic(client, manila):
    event, arabic = events(client)["m2"], events(client, "/ar/meetings.ics")["m2"]
    assert arabic["uid"] == event["uid"] == str(manila.uid)
    assert (arabic["summary"], arabic["location"]) == ("اجتماع m2", "مانيلا")
    assert arabic["summary"].params["LANGUAGE"] == "ar"
    assert read(client, "/ar/meetings.ics")["x-wr-calname"] != read(client)["x-wr-calname"]


@pytest.mark.parametrize(
    ("columns", "days"),
    [
        ({"start": "2012-04-19"}, (19, 20)),
        ({"start": "2012-04-19", "end": "2012-04"}, (19, 20)),
        ({"start": "2012-04-19", "end": "2012-04-21", "end_qualifier": "about"}, (19, 20)),
        ({"start": "2012-04-19", "end": "2012-04-21"}, (19, 22)),
        ({"start": "2012-04"}, None),
        ({"start": "2012"}, None),
        ({"start": ""}, None),
        ({"start": "2012-04-19", "start_qualifier": "about"}, None),
    ],
)
def test_a_day_that_is_not_stated_is_not_made_up(client, publisher, columns, days):
    factories.published(factories.meeting("m1", **columns), by=publisher)
    event = events(client).get("m1")
    assert (event and (event["dtstart"].dt.day, event["dtend"].dt.day)) == days


def test_a_disputed_meeting_is_tentative_and_says_so(client, publisher):
    factories.published(factories.meeting("m1", certainty="disputed"), by=publisher)
    event = events(client)["m1"]
    assert event["status"] == "TENTATIVE"
    assert "disputed" in event["description"]


def test_the_same_data_are_the_same_bytes_and_a_change_is_a_later_sequence(client, manila, publisher):
    first = client.get("/meetings.ics")
    assert client.get("/meetings.ics").content == first.content
    assert client.get("/meetings.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert events(client)["m2"]["sequence"] == 0
    release = factories.published_again(Meeting.objects.get(slug="m2"), by=publisher, name_en="Second")
    event = events(client)["m2"]
    assert (event["summary"], event["sequence"], event["uid"]) == ("Second", 1, str(manila.uid))
    live = Release.objects.order_by("-live_from").first()
    assert event["dtstamp"].dt == event["last-modified"].dt == live.live_from.replace(microsecond=0), release


def test_what_is_withdrawn_goes_and_leaves_no_word(client, manila, publisher):
    publishing.withdraw(manila, by=publisher, reason=("Twice.", "مكرر."))
    assert events(client) == {}
    assert "Manila" not in client.get("/meetings.ics").content.decode()


def test_programs_know_what_it_is_called_and_when_to_ask_again(client, db):
    calendar = read(client)
    assert calendar["x-wr-calname"] == calendar["name"] == "This organization – Meetings"
    assert calendar["refresh-interval"].dt == dt.timedelta(hours=12)
    assert calendar["source"] == "http://testserver/meetings.ics"


def test_a_name_cannot_break_out_of_its_line(client, publisher):
    factories.published(factories.meeting("m1", name_en="A; B, C\\n\x0b END:VEVENT"), by=publisher)
    assert events(client)["m1"]["summary"] == "A; B, C\\n END:VEVENT"


def test_the_page_of_meetings_offers_it(client, manila):
    html = client.get("/ar/meetings/").content.decode()
    assert 'href="webcal://testserver/ar/meetings.ics"' in html
    assert html.count('href="/ar/meetings.ics"') == 2


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    factories.published(factories.entity("india"), by=publisher)
    for day in range(number):
        factories.published(factories.meeting(f"m{day}", start=f"2012-04-1{day}", host_slug="india"), by=publisher)
    client.get("/meetings.ics")
    with django_assert_num_queries(3):
        client.get("/meetings.ics")
