import datetime as dt
from dataclasses import replace

import pytest

from profiles.reading import meetings
from profiles.reading.reading import Reading
from tests import factories


def meeting(slug, start, kind="ministerial", **columns):
    return factories.published(factories.meeting(slug, kind, start, **columns))


def around(day):
    """The last and the next on a day, by their slugs."""
    day = dt.date.fromisoformat(day)
    last, following = meetings.around(replace(Reading.now(), today=day, day=day))
    return last and last.slug, following and following.slug


def test_ministerial_ones_with_a_date_are_listed_earliest_first(db):
    meeting("second", "2012-04-19")
    meeting("first", "2008-01-21")
    meeting("undated", "")
    meeting("officials", "2010", "senior_officials")
    meeting("ambassadors", "2011", "ambassadors")
    assert [row.slug for row in meetings.main(Reading.now())] == ["first", "second"]


def test_hosted_are_those_that_may_have_begun_and_of_which_a_host_is_known(db):
    meeting("second", "2012-04-19", host_slug="kuwait")
    meeting("first", "2008", "senior_officials", host_slug="nepal")
    meeting("nowhere", "2009")
    meeting("undated", "", host_slug="nepal")
    rows = Reading.now().meetings
    assert [row.slug for row in meetings.hosted(rows, dt.date(2012, 4, 19))] == ["first", "second"]
    assert [row.slug for row in meetings.hosted(rows, dt.date(2012, 4, 18))] == ["first"]
    assert [row.slug for row in meetings.hosted(rows, dt.date(2012, 4, 19), "kuwait")] == ["second"]
    assert meetings.hosted(rows, dt.date(2007, 12, 31)) == []


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        ("2008-01-20", None, "first"),
        ("2008-01-21", "first", "second"),
        ("2012-04-18", "first", "second"),
        ("2012-04-19", "second", "month"),
        ("2014-11-29", "second", "month"),
        ("2014-11-30", "month", "about"),
        ("2020-01-01", "month", "about"),
        ("2022-01-01", "about", None),
    ],
)
def test_the_last_has_certainly_begun_by_the_day_and_the_next_has_not(db, day, last, following):
    meeting("first", "2008-01-21", end="2008-01-22")
    meeting("officials", "2010-01-01", "senior_officials")
    meeting("second", "2012-04-19")
    meeting("month", "2014-11")
    meeting("about", "2020", start_qualifier="about")
    assert around(day) == (last, following)


def test_without_meetings_there_is_none_around(db):
    assert around("2026-05-01") == (None, None)


@pytest.mark.parametrize(
    ("start", "qualifier", "day"),
    [
        ("2008-01-21", "exact", dt.date(2008, 1, 21)),
        ("2008-01", "exact", dt.date(2008, 1, 1)),
        ("2008", "exact", None),
        ("2008-01-21", "about", None),
        ("2008-01", "at_latest", None),
    ],
)
def test_a_line_shows_a_first_day_that_is_near_enough(start, qualifier, day):
    assert meetings.first_day({"start": start, "start_qualifier": qualifier}) == day


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("2008-01-21", "2008-01-22", dt.date(2008, 1, 22)),
        ("2008-01-21", "", dt.date(2008, 1, 21)),
        ("2008-01-21", "2008-01", None),
        ("2008-01", "2008-01-22", dt.date(2008, 1, 22)),
        ("2008-01", "", None),
        ("2008", "", None),
    ],
)
def test_a_last_day_is_known_where_it_is_stated_to_the_day(start, end, day):
    assert meetings.last_day({"start": start, "end": end}) == day
