import datetime as dt

import pytest
from django.utils import translation

from profiles.values.period import ALWAYS, NEVER, Bounds, Period, Qualifier

TODAY = dt.date(2026, 11, 23)


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
