import datetime as dt

import pytest

from profiles.reading.drawings.axis import MARGIN, Axis, percent
from profiles.reading.drawings.bars import ChartItem, pack, place_bar
from profiles.reading.drawings.timeline import inexact
from profiles.values.period import Period

TODAY = dt.date(2026, 11, 25)


def axis(first=2008, *, day=TODAY, rtl=False):
    return Axis(dt.date(first, 1, 1), TODAY, day, TODAY, rtl)


def item(label="x", look="office", run="", mute=False, **period):
    found = Period(**period)
    return ChartItem(label, label, found.bounds(), look, run, mute, inexact=inexact(found))


def bar(on=None, **period):
    return place_bar(item(**period), on or axis())[0]


def at(*day, on=None):
    return percent((on or axis()).at(dt.date(*day)))


def test_a_fact_with_exact_days_is_all_certain():
    found = bar(start="2014-11-27", end="2017-01-24")
    assert (found.possible, found.before, found.after) == ([], "", "")
    assert found.certain.x == at(2014, 11, 27)


def test_an_open_end_is_drawn_up_to_today_and_goes_on():
    found = bar(start="2008-01-01")
    assert float(found.certain.x[:-1]) + float(found.certain.width[:-1]) == pytest.approx(100 - MARGIN)
    assert found.after == "sure"


def test_a_year_is_a_step_from_its_first_day_and_certain_from_its_last():
    found = bar(start="2008")
    assert ([box.x for box in found.steps], found.possible) == ([at(2008, 1, 1)], [])
    assert found.certain.x == at(2008, 12, 31)


def test_what_held_within_a_year_that_is_stated_is_a_step_and_not_in_doubt():
    found = bar(start="2008", end="2008", end_qualifier="at_earliest", ended=True)
    assert ([box.x for box in found.steps], found.possible, found.certain) == ([at(2008, 1, 1)], [], None)


def test_a_claim_is_one_box_over_all_the_days_that_are_claimed():
    found = bar(look="claimed", start="2015", end="2016")
    assert (found.steps, found.possible, found.certain.x) == ([], [], at(2015, 1, 1))


def test_about_reaches_a_year_either_way():
    found = bar(start="2012", start_qualifier="about")
    assert found.steps[0].x == at(2011, 1, 1)
    assert found.certain.x == at(2013, 12, 31)


def test_at_the_latest_may_have_begun_at_any_time_before():
    found = bar(start="2016-05-11", start_qualifier="at_latest")
    assert (found.possible[0].x, found.before, found.after) == ("2.60%", "perhaps", "sure")


def test_a_start_that_is_not_stated_is_never_certain_before_it_was_recorded():
    found = bar(recorded="2020-01-01")
    assert (found.dot, found.before, found.after) == ("", "perhaps", "sure")
    assert len(found.possible) == 1


def test_of_what_is_over_with_no_date_only_an_arrow_before_the_axis_is_drawn():
    found = bar(ended=True)
    assert (found.certain, found.possible, found.dot, found.before, found.after) == (None, [], "", "perhaps", "")


def test_what_began_before_the_axis_goes_on_before_it_for_certain():
    assert bar(axis(2000), start="1950-01-01", end="2010-01-01").before == "sure"


def test_what_ends_after_the_axis_goes_on_after_it():
    assert bar(start="2010-01-01", end="2040-01-01").after == "sure"


def test_some_days_are_a_dot():
    found = bar(start="2012-04-19", end="2012-04-19")
    assert (found.certain, found.possible, found.dot) == (None, [], at(2012, 4, 19))


def test_what_was_seen_within_a_month_and_may_have_been_longer_is_a_dot_on_a_possible_stretch():
    found = bar(start="2017-01", start_qualifier="at_latest", end="2017-01", end_qualifier="at_earliest", ended=True)
    assert found.certain is None
    assert len(found.possible) == 1
    assert at(2017, 1, 1) < found.dot < at(2017, 1, 31)


def test_a_claim_goes_on_perhaps_at_most():
    assert bar(look="claimed", start="2008-01-01").after == "perhaps"


def test_a_bar_is_mirrored_in_arabic():
    left, right = bar(start="2010-01-01", end="2012-01-01"), bar(axis(rtl=True), start="2010-01-01", end="2012-01-01")
    assert left.certain.width == right.certain.width
    ends = [float(text[:-1]) for text in (left.certain.x, left.certain.width, right.certain.x)]
    assert sum(ends) == pytest.approx(100, abs=0.02)


def laid(*items):
    return [[bar.item.label for bar in row] for row in pack(items, axis())]


def test_terms_that_follow_each_other_share_a_row():
    first, second = item("A", start="2008-01-21", end="2012-04-19"), item("B", start="2012-04-19", end="2014-11-27")
    assert laid(first, second) == [["A", "B"]]


def test_terms_that_overlap_do_not():
    assert laid(item("A", start="2008", end="2012"), item("B", start="2010", end="2014")) == [["A"], ["B"]]


def test_a_long_label_keeps_the_next_one_out_of_its_row():
    first, second = (
        item("A" * 40, start="2008-01-21", end="2010-01-01"),
        item("B", start="2010-01-01", end="2011-01-01"),
    )
    assert laid(first, second) == [["A" * 40], ["B"]]


def test_a_label_at_the_end_stays_within_the_picture():
    found = bar(label="A" * 20, start="2026-02-01")
    assert (found.label_x, found.label_anchor) == (at(2026, 11, 25), "end")


def test_dots_of_one_holder_share_a_row_and_are_named_once():
    days = [item("A", run="a", start=day, end=day) for day in ("2008-01-21", "2012-04-19", "2019-10-16")]
    (row,) = pack(days, axis())
    assert [bool(bar.label_x) for bar in row] == [True, False, False]


def test_mute_dots_are_not_named():
    (row,) = pack([item("A", run="a", mute=True, start="2008-01-21", end="2008-01-22")], axis())
    assert [bar.label_x for bar in row] == [""]
