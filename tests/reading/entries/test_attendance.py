import pytest
from django.utils import translation

from profiles.published.models import Publication
from profiles.reading.entries import attendance
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def published_meeting(slug="m1", start="2012-04-18", end="2012-04-19", people=(), **columns):
    """A meeting that is public, with who took part: slug, or slug and columns."""
    meeting = factories.meeting(slug, start=start, end=end, unusual=True, **columns)
    for who, more in people:
        factories.attendance(meeting, who, **more)
    return factories.published(meeting)


def page_of(slug="m1", day=None):
    content = Publication.objects.of_kind("meeting").get(slug=slug).content()
    reading = Reading.now()
    return attendance.MeetingPage.live(content, reading.on(day) if day else reading)


@pytest.fixture
def states(publisher):
    """Nepal, which chaired until the meeting; Kuwait, which has since; India; Oman, which joined later."""
    nepal, kuwait, india = (factories.entity(slug, start="2008") for slug in ("nepal", "kuwait", "india"))
    factories.role_term(nepal, "chair", "2010-01-01", end="2012-04-18")
    factories.role_term(kuwait, "chair", "2012-04-18")
    oman = factories.entity("oman", start="2013")
    for entity in (nepal, kuwait, india, oman):
        factories.published(entity, by=publisher)


def test_participants_stand_by_capacity_and_name_with_the_profiles_of_today(states):
    people = [
        ("nepal", {"capacity": "member"}),
        ("kuwait", {"capacity": "chair"}),
        ("india", {"name_en": "Bharat"}),
        ("", {"name_en": "World Bank", "name_ar": "البنك الدولي", "capacity": "guest"}),
    ]
    published_meeting(people=people)
    found = page_of().participants
    assert [(capacity.value, [row.name["en"] for row in rows]) for capacity, rows in found] == [
        ("chair", ["Kuwait"]),
        ("member", ["India", "Nepal"]),
        ("guest", ["World Bank"]),
    ]
    assert [bool(row.profile) for _capacity, rows in found for row in rows] == [True, True, True, False]


def test_a_level_is_said_where_the_office_does_not_say_it(states):
    people = [
        ("nepal", {"level": "minister", "head_en": "Minister of Labour"}),
        ("india", {"level": "senior_official", "head_en": "Secretary"}),
        ("kuwait", {"level": "ambassador"}),
        ("oman", {"head_en": "Undersecretary"}),
    ]
    published_meeting(people=people)
    ((_capacity, rows),) = page_of().participants
    assert {row["entity_slug"]: row.rank for row in rows} == {
        "nepal": "",
        "india": "Senior official",
        "kuwait": "Ambassador",
        "oman": "",
    }


def test_members_of_that_day_who_are_not_named_are_told_where_anybody_is(states):
    published_meeting(people=[("nepal", {})])
    assert [row["slug"] for row in page_of().absent] == ["india", "kuwait"]
    published_meeting("silent", ordinal=None)
    assert page_of("silent").absent == []
    published_meeting("vague", start="2012", end="", people=[("nepal", {})])
    assert page_of("vague").absent == []


@pytest.mark.parametrize(
    ("start", "end", "opened", "closed"),
    [
        ("2012-04-18", "2012-04-19", ["nepal"], ["kuwait"]),
        ("2012-04-18", "", ["nepal"], ["kuwait"]),
        ("2011-04-18", "2011-04-19", ["nepal"], ["nepal"]),
        ("2009-04-18", "2009-04-19", [], []),
        ("2012", "", [], []),
        ("2990-01-01", "2990-01-02", [], []),
    ],
)
def test_who_chaired_the_day_before_opened_it_and_who_did_on_its_last_day_closed_it(states, start, end, opened, closed):
    published_meeting(start=start, end=end)
    page = page_of()
    assert [holder.profile["slug"] for holder in page.opened_by] == opened
    assert [holder.profile["slug"] for holder in page.closed_by] == closed


def test_a_disputed_chair_neither_opens_nor_closes_it(states, publisher):
    entity = factories.entity("qatar")
    factories.role_term(entity, "chair", "2010-01-01", certainty="disputed")
    factories.published(entity, by=publisher)
    published_meeting()
    page = page_of()
    assert [holder.profile["slug"] for holder in page.opened_by + page.closed_by] == ["nepal", "kuwait"]


def test_the_membership_is_that_of_its_last_day(states):
    published_meeting()
    members, observers = page_of().membership
    assert (members.certain, members.possible, observers.certain) == (3, 3, 0)
    published_meeting("later", start="2020-01-01", end="2020-01-02")
    assert page_of("later").membership[0].certain == 4
    published_meeting("to-come", start="2990-01-01", end="2990-01-02")
    assert page_of("to-come").membership is None


def test_before_and_after_it_are_those_of_its_kind(db):
    for slug, start in (("first", "2008"), ("second", "2012"), ("third", "2014")):
        published_meeting(slug, start=start, end="")
    published_meeting("officials", start="2013", end="", kind="senior_officials")
    published_meeting("undated", start="", end="")
    second, undated = page_of("second"), page_of("undated")
    assert (second.before.slug, second.after.slug) == ("first", "third")
    assert (page_of("first").before, page_of("third").after) == (None, None)
    assert (undated.before, undated.after) == (None, None)


# ── On a profile ────────


def test_a_profile_tells_in_which_meetings_it_took_part_the_latest_first(db):
    published_meeting("first", start="2008", end="", people=[("nepal", {}), ("india", {})])
    published_meeting("second", start="2012", end="", people=[("india", {})])
    published_meeting("third", start="2014", end="", people=[("nepal", {"certainty": "disputed"})])
    published_meeting("silent", start="2015", end="")
    published_meeting("officials", start="2016", end="", kind="senior_officials", people=[("nepal", {})])
    published_meeting("to-come", start="2990", end="", people=[("nepal", {})])
    found = attendance.of_profile("nepal", Reading.now())
    assert [item.meeting.slug for item in found.attended] == ["officials", "third", "first"]
    assert (found.main, found.of_main) == (1, 3)
    assert attendance.of_profile("oman", Reading.now()) is None


def test_on_a_past_day_later_meetings_are_not_told(db):
    published_meeting("first", start="2008-01-21", end="", people=[("nepal", {})])
    published_meeting("second", start="2012-04-19", end="", people=[("nepal", {})])
    reading = Reading.now()
    day = reading.today.replace(year=2012, month=4, day=18)
    assert [item.meeting.slug for item in attendance.of_profile("nepal", reading.on(day)).attended] == ["first"]


# ── Days that are not certain ────────


@pytest.mark.parametrize(
    "dates",
    [
        {"start": "", "end": ""},
        {"start": "", "end": "2012-04-19"},
        {"start": "2012-04", "end": ""},
        {"start": "2012-04-18", "end": "2012-04-19", "certainty": "disputed"},
        {"start": "2012-04-18", "end": "", "start_qualifier": "at_latest"},
    ],
)
def test_of_days_that_are_not_certain_nothing_is_computed(states, client, dates):
    published_meeting(people=[("nepal", {})], **dates)
    page = page_of()
    assert (page.opened_by, page.absent) == ([], [])
    if dates["end"] != "2012-04-19" or "certainty" in dates:
        assert (page.closed_by, page.membership) == ([], None)
    for address in (
        "/",
        "/meetings/",
        "/meetings/m1/",
        "/ar/meetings/m1/",
        "/members/nepal/",
        "/timeline/",
        "/between/",
    ):
        assert client.get(address).status_code == 200, address


def test_members_are_missed_only_where_members_are_named(states):
    published_meeting(people=[("", {"name_en": "World Bank", "name_ar": "البنك الدولي", "capacity": "guest"})])
    assert page_of().absent == []


def test_a_disputed_meeting_is_told_as_such_and_not_counted(db, client):
    factories.published(factories.entity("nepal"))
    published_meeting("sure", start="2008", end="", people=[("nepal", {})])
    published_meeting("disputed", start="2012", end="", certainty="disputed", people=[("nepal", {})])
    found = attendance.of_profile("nepal", Reading.now())
    assert (found.main, found.of_main) == (1, 1)
    assert [item.certainty for item in found.attended] == ["disputed", "stated"]
    assert '"@type":"Event"' in client.get("/meetings/sure/").content.decode()
    assert '"@type":"Event"' not in client.get("/meetings/disputed/").content.decode()


def test_what_may_lie_ahead_was_not_attended(db):
    today = Reading.now().today
    published_meeting("this-year", start=f"{today.year}", end="", people=[("nepal", {})])
    assert attendance.of_profile("nepal", Reading.now().on(today.replace(month=6, day=1))) is None


def test_names_stand_in_the_order_of_the_readers_language(db):
    people = [("", {"name_en": "Aa", "name_ar": "ياء"}), ("", {"name_en": "Bb", "name_ar": "ألف"})]
    published_meeting(people=people)

    def names(language):
        with translation.override(language):
            ((_capacity, rows),) = page_of().participants
            return [row.name["en"] for row in rows]

    assert (names("en"), names("ar")) == (["Aa", "Bb"], ["Bb", "Aa"])


def test_an_old_version_says_nothing_that_is_counted_today(states, client):
    published_meeting(people=[("nepal", {})])
    now, then = (client.get(f"/meetings/m1/{more}").content.decode() for more in ("", "versions/1/"))
    for words in ("Chair when it opened", "Members on its last day", "Members on that day who are not named"):
        assert words in now, words
        assert words not in then, words


# ── Hosting ────────


def test_what_somebody_hosted_is_told_the_latest_first_whether_or_not_it_is_named_among_those_who_took_part(db):
    published_meeting("first", start="2008", end="", host_slug="kuwait")
    published_meeting("second", start="2012-04", end="", host_slug="kuwait", people=[("kuwait", {}), ("nepal", {})])
    published_meeting("to-come", start="2990", end="", host_slug="kuwait")
    published_meeting("undated", start="", end="", host_slug="kuwait")
    reading = Reading.now()
    found = attendance.of_profile("kuwait", reading)
    assert [row.slug for row in found.hosted] == ["second", "first"]
    assert [item.meeting.slug for item in found.attended] == ["second"]
    earlier = attendance.of_profile("kuwait", reading.on(reading.today.replace(year=2012, month=3, day=31)))
    assert ([row.slug for row in earlier.hosted], earlier.attended) == (["first"], [])
    assert attendance.of_profile("nepal", reading).hosted == []


def test_an_arabic_office_with_its_article_says_the_level_too(db):
    people = [("", {"name_en": "Aa", "name_ar": "ا", "level": "ambassador", "head_ar": "السفير لدى الإمارات"})]
    published_meeting(people=people)
    with translation.override("ar"):
        ((_capacity, (row,)),) = page_of().participants
        assert row.rank == ""
