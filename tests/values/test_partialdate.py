import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from profiles.values.partialdate import ALWAYS, NEVER, Bounds, PartialDate, Period, Qualifier

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2008", "2008"),
        (" 2008-01 ", "2008-01"),
        ("2008-01-21", "2008-01-21"),
        ("21.1.2008", "2008-01-21"),
        ("1/2008", "2008-01"),
        ("٢٠٠٨-٠١", "2008-01"),
        ("2008-02-29", "2008-02-29"),
        ("1899", "1899"),
    ],
)
def test_parse_reads_what_people_type(typed, kept):
    assert PartialDate.parse(typed).text == kept


@pytest.mark.parametrize(
    "typed", ["2009-02-29", "2008-02-30", "2008-13", "208", "20081", "0999", "3000", "x", "2008-1", "²008"]
)
def test_parse_refuses_what_is_no_date(typed):
    with pytest.raises(ValidationError):
        PartialDate.parse(typed)


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        ("2008-01-01", "01 Jan. 2008", "01 يناير 2008"),
        ("2008-01", "Jan. 2008", "يناير 2008"),
        ("2008", "2008", "2008"),
    ],
)
def test_dates_show_as_the_source_site_prints_them(text, english, arabic):
    assert PartialDate(text).display("en") == english
    assert PartialDate(text).display("ar") == arabic


def test_a_year_sorts_before_its_months_and_they_before_their_days():
    texts = ["2008-01-21", "2009", "2008-01", "2008"]
    assert [date.text for date in sorted(map(PartialDate, texts))] == [
        "2008",
        "2008-01",
        "2008-01-21",
        "2009",
    ]


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from([4, 7, 10]))
def test_every_day_lies_within_its_partial_date(day, length):
    date = PartialDate.parse(day.isoformat()[:length])
    assert date.first_day <= day <= date.last_day
    assert date.previous.last_day + dt.timedelta(1) == date.first_day
    assert date.last_day + dt.timedelta(1) == date.following.first_day


def test_a_year_is_certain_only_after_its_last_day_and_possible_from_its_first():
    bounds = Period("2008").bounds(TODAY)
    assert bounds.on(dt.date(2007, 12, 31)) == "no"
    assert bounds.on(dt.date(2008, 1, 1)) == "possible"
    assert bounds.on(dt.date(2008, 12, 30)) == "possible"
    assert bounds.on(dt.date(2008, 12, 31)) == "certain"


def test_the_end_day_does_not_count_unless_it_is_said_to():
    term = Period("2008-01-21", end="2008-01-22")
    assert term.bounds(TODAY).on(dt.date(2008, 1, 22)) == "no"
    hosted = Period("2008-01-21", end="2008-01-22", last_day_counts=True)
    assert hosted.bounds(TODAY).on(dt.date(2008, 1, 22)) == "certain"
    assert hosted.bounds(TODAY).on(dt.date(2008, 1, 23)) == "no"


@pytest.mark.parametrize(
    ("period", "bounds"),
    [
        (Period(), Bounds(NEVER, TODAY, ALWAYS, ALWAYS)),
        (Period("2024", Qualifier.AT_LATEST), Bounds(NEVER, dt.date(2024, 12, 31), ALWAYS, ALWAYS)),
        (Period("2024", Qualifier.AT_EARLIEST), Bounds(dt.date(2024, 1, 1), ALWAYS, ALWAYS, ALWAYS)),
        (
            Period("2018", Qualifier.ABOUT),
            Bounds(dt.date(2017, 1, 1), dt.date(2019, 12, 31), ALWAYS, ALWAYS),
        ),
        (
            Period("2008", end="2018", end_qualifier=Qualifier.AT_EARLIEST),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2018, 1, 1), ALWAYS),
        ),
        (
            Period("2008", end="2018", end_qualifier=Qualifier.AT_EARLIEST, ended=True),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2018, 1, 1), TODAY),
        ),
        (
            Period("2008", ended=True),
            Bounds(dt.date(2008, 1, 1), dt.date(2008, 12, 31), dt.date(2008, 1, 1), TODAY),
        ),
    ],
)
def test_bounds_say_no_more_than_the_source(period, bounds):
    assert period.bounds(TODAY) == bounds


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2008", "2007", False),
        ("2008-03", "2008", True),
        ("2008-03-05", "2008-03-04", False),
        ("2008-03-05", "2008-03", True),
        ("2008", "2008", True),
        ("", "2008", True),
        ("2008", "", True),
    ],
)
def test_no_end_before_its_start(start, end, possible):
    assert (Period(start, end=end).problem() is None) == possible


def test_an_exact_end_and_ended_contradict_each_other():
    assert Period("2008", end="2010", ended=True).problem() is not None
    assert Period("2008", end="2010", end_qualifier=Qualifier.AT_EARLIEST, ended=True).problem() is None


def test_periods_read_as_words():
    with translation.override("en"):
        assert str(Period("2008-01", end="2012-04")) == "Jan. 2008 – Apr. 2012"
        assert str(Period("2024-08", Qualifier.AT_LATEST)) == "Aug. 2024 or earlier – today"
        assert str(Period(ended=True)) == "not stated – ended, date not stated"
        assert str(Period("2008", end="2018", end_qualifier="at_earliest")) == "2008 – at least until 2018"
        assert str(Period("2014-11-27", end="2014-11-27")) == "27 Nov. 2014"
