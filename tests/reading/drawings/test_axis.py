import datetime as dt

import pytest

from profiles.reading.drawings.axis import MARGIN, TICKS, Axis

TODAY = dt.date(2026, 11, 25)


def axis(first=2008, *, day=TODAY, rtl=False):
    return Axis(dt.date(first, 1, 1), TODAY, day, TODAY, rtl)


def test_an_axis_begins_with_the_year_of_the_first_day_and_ends_today():
    found = Axis.around([dt.date(2012, 4, 19), dt.date.min, dt.date.max], day=TODAY, today=TODAY)
    assert (found.first, found.last) == (dt.date(2012, 1, 1), TODAY)


def test_an_axis_reaches_back_before_2008_where_a_fact_does():
    assert Axis.around([dt.date(1999, 5, 1), dt.date(2008, 1, 1)], day=TODAY, today=TODAY).first == dt.date(1999, 1, 1)


def test_a_fact_far_away_does_not_press_the_others_together():
    found = Axis.around([dt.date(1000, 1, 1), dt.date(2999, 12, 31)], day=TODAY, today=TODAY)
    assert (found.first.year, found.last.year) == (1976, 2036)


def test_an_axis_of_today_alone_can_be_drawn():
    found = Axis.around([], day=dt.date(2026, 1, 1), today=dt.date(2026, 1, 1))
    assert found.at(found.today) == MARGIN


@pytest.mark.parametrize(("first", "years"), [(2020, 7), (2008, 10), (1990, 8), (1970, 6)])
def test_years_are_named_as_often_as_there_is_room(first, years):
    assert len(axis(first).ticks) == years <= TICKS


def test_time_runs_from_the_right_in_arabic():
    left, right = axis(), axis(rtl=True)
    assert left.x(20, 30) == "20.00%"
    assert right.x(20, 30) == "50.00%"
    assert left.ticks[0][1] == "2.60%"
    assert right.ticks[0][1] == "97.40%"


def test_the_marker_is_named_inside_the_picture_and_absent_off_the_axis():
    assert axis().marker_anchor == "end"
    assert axis(day=dt.date(2008, 1, 21)).marker_anchor == "start"
    assert axis(day=dt.date(2017, 1, 24)).marker_anchor == "middle"
    assert axis(day=dt.date(1500, 1, 1)).marker == ""
