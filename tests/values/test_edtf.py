"""What is written is EDTF, and says what our own notation says."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.values import edtf
from profiles.values.partialdate import PartialDate
from profiles.values.period import ALWAYS, NEVER, Period, Qualifier, possible_days

# Of the grammar of ISO 8601-2, what of levels 1 and 2 can stand here.
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
LEVEL_1 = re.compile(rf"({DATE})([?~%])?")
LEVEL_2 = re.compile(rf"\[({DATE})?\.\.({DATE})?\]")

DAYS = st.dates(dt.date(1000, 2, 1), dt.date(2999, 11, 30))
DATES = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
QUALIFIERS = st.sampled_from(Qualifier)


def days_of(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that an EDTF text may mean."""
    if found := LEVEL_1.fullmatch(text):
        date, sign = found.groups()
        return possible_days(date, Qualifier.ABOUT if sign in ("~", "%") else Qualifier.EXACT)
    first, last = LEVEL_2.fullmatch(text).groups()
    # What a set's two ends say: on or before, on or after, between.
    assert not (first and last) or len(first) == len(last)
    return (
        PartialDate(first).first_day if first else NEVER,
        PartialDate(last).last_day if last else ALWAYS,
    )


@pytest.mark.parametrize(
    ("text", "qualifier", "doubted", "written"),
    [
        ("", "exact", False, ""),
        ("", "about", True, ""),
        ("2008", "exact", False, "2008"),
        ("2008-01-21", "exact", True, "2008-01-21?"),
        ("2008-01", "about", False, "2008-01~"),
        ("2008", "about", True, "2008%"),
        ("2008-01", "at_latest", False, "[..2008-01]"),
        ("2008", "at_latest", True, "[..2008]"),
        ("2008", "at_earliest", False, "[2008..]"),
    ],
)
def test_a_date_is_written_with_its_qualifier(text, qualifier, doubted, written):
    assert edtf.edtf(text, qualifier, doubted=doubted) == written


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (Period("2008"), "2008"),
        (Period("2008", start_by="2008-01-22"), "[2008-01-01..2008-01-22]"),
        (Period("2008-01-01", start_by="2008-01-22"), "2008-01-01"),
        (Period("2008-01", start_by="2008-01-01"), "2008-01-01"),
        (Period("2008", start_by="2010"), "2008"),
        (Period(start_by="2010-05"), "[..2010-05]"),
        (Period("2010", "at_latest", start_by="2009-05"), "[..2009-05]"),
        (Period("2010", "at_latest", start_by="2012"), "[..2010]"),
        (Period("2010", "at_earliest", start_by="2012"), "[2010-01-01..2012-12-31]"),
        (Period("2010", "about", start_by="2010-05"), "2010~"),
        (Period(recorded="2026-11-23"), ""),
    ],
)
def test_a_start_is_no_later_than_it_is_known_to_have_been(period, written):
    assert edtf.start_of(period) == written


def test_a_disputed_start_and_end_are_doubted():
    period = Period("2008", end="2010-05", end_qualifier="about")
    assert (edtf.start_of(period, doubted=True), edtf.end_of(period, doubted=True)) == ("2008?", "2010-05%")


@given(DATES, QUALIFIERS, st.booleans())
def test_what_is_written_says_what_the_date_says(text, qualifier, doubted):
    written = edtf.edtf(text, qualifier, doubted=doubted)
    assert days_of(written) == possible_days(text, qualifier)
    assert written.endswith(("?", "%")) == (doubted and qualifier in ("exact", "about"))


@given(DATES | st.just(""), QUALIFIERS, DATES | st.just(""), st.booleans())
def test_a_start_says_what_its_period_says(start, qualifier, by, doubted):
    period = Period(start, qualifier, start_by=by)
    if period.problem() or not (start or by):
        return
    first, last = days_of(edtf.start_of(period, doubted=doubted))
    bounds = period.bounds()
    # About, and by a day: the grammar has no way to say both.
    if qualifier != Qualifier.ABOUT:
        assert last == bounds.certain_from
    assert first == bounds.possible_from


@given(DATES | st.just(""), QUALIFIERS)
def test_an_end_says_what_its_date_says(end, qualifier):
    written = edtf.end_of(Period("1000", end=end, end_qualifier=qualifier))
    assert (days_of(written) if end else written) == (possible_days(end, qualifier) if end else "")
