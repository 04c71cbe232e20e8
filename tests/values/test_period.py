import datetime as dt
from dataclasses import FrozenInstanceError, replace

import pytest
from django.utils import translation

from profiles.values.period import ALWAYS, NEVER, Bounds, Period, Qualifier

RECORDED = "2026-11-23"


def test_a_year_is_certain_only_after_its_last_day_and_possible_from_its_first():
    bounds = Period("2008").bounds()
    assert bounds.on(dt.date(2007, 12, 31)) == "no"
    assert bounds.on(dt.date(2008, 1, 1)) == "possible"
    assert bounds.on(dt.date(2008, 12, 30)) == "possible"
    assert bounds.on(dt.date(2008, 12, 31)) == "certain"


def test_the_end_day_does_not_count_unless_it_is_said_to():
    term = Period("2008-01-21", end="2008-01-22")
    assert term.bounds().on(dt.date(2008, 1, 22)) == "no"
    hosted = Period("2008-01-21", end="2008-01-22", last_day_counts=True)
    assert hosted.bounds().on(dt.date(2008, 1, 22)) == "certain"
    assert hosted.bounds().on(dt.date(2008, 1, 23)) == "no"


@pytest.mark.parametrize(
    ("period", "bounds"),
    [
        (Period(), Bounds(NEVER, ALWAYS, ALWAYS, ALWAYS)),
        (Period(recorded=RECORDED), Bounds(NEVER, dt.date(2026, 11, 23), ALWAYS, ALWAYS)),
        (
            Period("2008", start_by="2008-01-22", recorded=RECORDED),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 1, 22), ALWAYS, ALWAYS),
        ),
        (Period("2008", start_by="2010"), Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), ALWAYS, ALWAYS)),
        (Period(start_by="2010", recorded=RECORDED), Bounds(NEVER, dt.date(2010, 12, 31), ALWAYS, ALWAYS)),
        (Period("2024", Qualifier.AT_LATEST), Bounds(NEVER, dt.date(2024, 12, 31), ALWAYS, ALWAYS)),
        (Period("2024", Qualifier.AT_EARLIEST), Bounds(dt.date(2024, 1, 1), ALWAYS, ALWAYS, ALWAYS)),
        (
            Period("2018", Qualifier.ABOUT),
            Bounds(dt.date(2017, 1, 1), dt.date(2019, 12, 31), ALWAYS, ALWAYS),
        ),
        (
            Period("2008", end="2018", end_qualifier=Qualifier.AT_EARLIEST),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2018, 1, 2), ALWAYS),
        ),
        (
            Period("2008", end="2018", end_qualifier=Qualifier.AT_EARLIEST, ended=True),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2018, 1, 2), dt.date(2019, 1, 1)),
        ),
        (
            Period("2008", end="2010", end_qualifier=Qualifier.AT_LATEST),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2008, 1, 1), dt.date(2010, 12, 31)),
        ),
        (
            Period("2008", end="2006"),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2008, 1, 1), dt.date(2008, 1, 1)),
        ),
        (
            Period("2008", Qualifier.AT_EARLIEST, ended=True),
            Bounds(dt.date(2008, 1, 1), ALWAYS, dt.date(2008, 1, 1), dt.date(2009, 1, 1)),
        ),
        (
            Period("2008", ended=True, recorded=RECORDED),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2008, 1, 1), dt.date(2009, 1, 1)),
        ),
    ],
)
def test_bounds_say_no_more_than_the_source(period, bounds):
    assert period.bounds() == bounds


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2008", "2007", False),
        ("2008-03", "2008", True),
        ("2008-03-05", "2008-03-04", False),
        ("2008-03-05", "2008-03-05", True),
        ("2008-03-05", "2008-03", True),
        ("2008", "2008", True),
        ("", "2008", True),
        ("2008", "", True),
    ],
)
def test_no_end_before_its_start(start, end, possible):
    assert fields_with_a_problem(Period(start, end=end)) == ([] if possible else ["end"])


def fields_with_a_problem(period):
    problem = period.problem()
    return list(problem.message_dict) if problem else []


def test_an_exact_end_and_ended_contradict_each_other():
    assert fields_with_a_problem(Period("2008", end="2010", ended=True)) == ["ended"]
    assert fields_with_a_problem(Period("2008", ended=True)) == []
    assert fields_with_a_problem(Period("2008", end="2010", end_qualifier="at_earliest", ended=True)) == []


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period("2008-01", end="2012-04"), "Jan. 2008 – Apr. 2012"),
        (Period("2024-08", Qualifier.AT_LATEST), "Aug. 2024 or earlier – today"),
        (Period("2018", Qualifier.ABOUT), "about 2018 – today"),
        (Period("2018", Qualifier.AT_EARLIEST), "2018 or later – today"),
        (Period(ended=True), "not stated – ended, date not stated"),
        (Period("2008", end="2018", end_qualifier="at_earliest"), "2008 – last named 2018"),
        (Period("2008", end="2018", end_qualifier="at_earliest", ended=True), "2008 – last named 2018, then ended"),
        (Period("2008", end="2008", end_qualifier="at_earliest", ended=True), "2008"),
        (Period("2016-06", "at_latest", end="2016-06", end_qualifier="at_earliest"), "June 2016"),
        (Period("2014-11-27", end="2014-11-27"), "27 Nov. 2014"),
        (Period("2014", end="2014", end_qualifier="about"), "2014 – about 2014"),
        (Period("2014", "about", end="2014", end_qualifier="about"), "about 2014"),
        (Period(), "not stated – today"),
        (Period("2008", start_by="2008-01-22"), "2008 (by 22 Jan. 2008) – today"),
        (Period(start_by="2008-01-22"), "22 Jan. 2008 or earlier – today"),
    ],
)
def test_periods_read_as_words(period, text):
    with translation.override("en"):
        assert str(period) == text


def test_an_open_period_whose_last_day_counts_stays_open():
    assert Period("2008", last_day_counts=True).bounds().possible_until == ALWAYS


def test_who_was_named_for_a_day_certainly_was_it_on_that_day():
    named = Period("2024-02-10", Qualifier.AT_LATEST, "2024-02-11", Qualifier.AT_EARLIEST, ended=True).bounds()
    assert [named.on(dt.date(2024, 2, day)) for day in (9, 10, 11, 12)] == ["possible", "certain", "certain", "no"]


@pytest.mark.parametrize("start", ["", "2008"])
def test_what_held_by_a_day_and_is_over_held_on_that_day(start):
    named = Period(start, start_by="2008-01-22", ended=True, recorded=RECORDED).bounds()
    assert [named.on(dt.date(2008, 1, day)) for day in (21, 22, 23)] == ["possible", "certain", "no"]


def test_a_month_of_recording_is_read_as_its_last_day():
    assert Period(recorded="2024-02").bounds().certain_from == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("period", "possible"),
    [
        (Period("2008", start_by="2012", end="2010"), False),
        (Period(start_by="2008-01-22", end="2008-01-10"), False),
        (Period("2008", start_by="2010-05", end="2010"), True),
    ],
)
def test_a_day_by_which_it_held_does_not_lie_after_the_end(period, possible):
    assert (period.problem() is None) == possible


def test_a_last_day_that_counts_is_not_counted_twice():
    named = Period("2024", end="2024-02-11", end_qualifier=Qualifier.AT_EARLIEST, ended=True, last_day_counts=True)
    assert named.bounds().possible_until == dt.date(2024, 2, 12)


@pytest.mark.parametrize("period", [Period("2008", ended=True), Period(ended=True), Period("2008", end="2018-05")])
def test_the_day_of_recording_moves_no_number_of_a_fact_that_is_over(period):
    later = [replace(period, recorded=day).bounds() for day in ("2019-01-01", "2026-11-23")]
    assert [found.possible_until for found in later] == [period.bounds().possible_until] * 2
    assert [found.certain_until for found in later] == [period.bounds().certain_until] * 2


def test_what_is_over_with_no_date_at_all_is_counted_on_no_day():
    found = Period(ended=True, recorded=RECORDED).bounds()
    assert {found.on(day) for day in (NEVER, dt.date(2008, 1, 1), dt.date(2026, 11, 24))} == {"no"}


@pytest.mark.parametrize(
    ("period", "fields"),
    [
        (Period("2008", start_by="2007"), ["start_by"]),
        (Period("2008", Qualifier.ABOUT, start_by="2007"), []),
        (Period("2008-01-22", start_by="2008-01-22"), []),
        (Period(start_by="2007"), []),
        (Period("2008", start_by="x"), []),
    ],
)
def test_a_day_by_which_it_held_does_not_lie_before_the_start(period, fields):
    assert fields_with_a_problem(period) == fields


def test_of_a_text_that_is_no_date_its_own_field_says_so():
    assert Period("x", end="2007").problem() is None
    assert Period("2008", end="2007-13").problem() is None


def test_the_period_of_a_fact_counts_its_last_day_where_its_role_says_so():
    fact = {"start": "2008", "start_qualifier": "exact", "end": "2009", "end_qualifier": "about", "ended": False}
    fact |= {"start_by": "", "recorded": RECORDED}
    assert Period.of(fact) == Period("2008", "exact", "2009", "about", recorded=RECORDED)
    assert Period.of(fact | {"role": {"last_day_counts": True}}) == Period(
        "2008", "exact", "2009", "about", recorded=RECORDED, last_day_counts=True
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [("exact", "2009"), ("about", "about 2009"), ("at_latest", "2009 or earlier"), ("at_earliest", "2009 or later")],
)
def test_each_qualifier_of_a_document_reads_as_words(code, text):
    with translation.override("en"):
        assert str(Period("2009", code)) == f"{text} – today"


@pytest.mark.parametrize(
    ("code", "text"),
    [("exact", "2009"), ("about", "about 2009"), ("at_latest", "2009 or earlier"), ("at_earliest", "last named 2009")],
)
def test_an_end_at_the_earliest_is_when_it_was_last_named(code, text):
    with translation.override("en"):
        assert str(Period("2001", end="2009", end_qualifier=code)) == f"2001 – {text}"


def test_what_has_no_date_at_all_may_have_held_on_the_first_day_and_on_the_last():
    whenever = Period().bounds()
    assert {whenever.on(day) for day in (dt.date(1, 1, 1), dt.date(2008, 1, 1), dt.date(9999, 12, 30))} == {"possible"}


@pytest.mark.parametrize(
    "period",
    [
        Period("2012-04-10", end="2012-04-20"),
        Period("2012-04", end="2012-04-20"),
        Period("2012-04-10", "at_latest", end="2012-04-12", end_qualifier="at_earliest"),
        Period("2012-04-10", end="2012-04-10"),
        Period("2012"),
    ],
)
def test_what_holds_during_some_days_is_the_surest_of_each(period):
    bounds, start = period.bounds(), dt.date(2012, 4, 1)
    for first in range(0, 30, 3):
        for length in (0, 1, 5, 20):
            days = [start + dt.timedelta(first + number) for number in range(length + 1)]
            each = {bounds.on(day) for day in days}
            assert bounds.during(days[0], days[-1]) == next(held for held in Bounds.HELD if held in each)


def test_whether_a_fact_holds_is_one_of_three():
    found = Period("2008", end="2010").bounds()
    days = [dt.date(2009, 6, 1), dt.date(2008, 6, 1), dt.date(2007, 6, 1)]
    assert tuple(found.on(day) for day in days) == Bounds.HELD


@pytest.mark.parametrize(("value", "name"), [(Period("2008"), "start"), (Period("2008").bounds(), "certain_from")])
def test_nobody_changes_a_period_or_its_bounds_for_another(value, name):
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, getattr(value, name))


@pytest.mark.parametrize(
    ("period", "text", "until"),
    [
        (Period("2927-02-10"), "from 10 Feb. 2927", "no end stated"),
        (Period("2927", Qualifier.AT_EARLIEST), "from 2927 or later", "no end stated"),
        (Period("2927-02-10", end="2929"), "10 Feb. 2927 – 2929", "2929"),
        (Period("2927", ended=True), "2927 – ended, date not stated", "ended, date not stated"),
        (Period("2927", Qualifier.AT_LATEST), "2927 or earlier – today", "today"),
    ],
)
def test_what_has_not_begun_does_not_last_until_today(period, text, until):
    with translation.override("en"):
        assert (str(period), period.until_text) == (text, until)
