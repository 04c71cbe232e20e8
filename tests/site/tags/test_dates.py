"""How pages write dates: with their machine-readable form, with what the source says of them, in both languages."""

import datetime as dt

import pytest
from django.utils import translation

from profiles.reading.facts import Term
from profiles.site.tags import dates
from profiles.values.partialdate import PartialDate

BEGUN = {"start": "2008", "start_qualifier": "exact", "end": "", "end_qualifier": "exact", "ended": False}
BEGUN |= {"start_by": "", "start_printed": "", "recorded": "2026-11-28"}
DAY = '<time datetime="2008-01-21">21 Jan. 2008</time>'
YEAR = '<time datetime="2008">2008</time>'
PRINTED = '<time datetime="2008">01 Jan. 2008</time>'
LATER = '<time datetime="2012-04">Apr. 2012</time>'


@pytest.mark.parametrize(
    ("text", "written"),
    [("2008-01-21", DAY), ("2008-01", '<time datetime="2008-01">Jan. 2008</time>'), ("2008", YEAR), ("", "")],
)
def test_a_date_is_as_exact_as_its_source(text, written):
    assert dates.partial(text) == written


def test_a_date_is_in_the_language_of_the_page():
    with translation.override("ar"):
        assert dates.partial("2008-01-21") == '<time datetime="2008-01-21">21 يناير 2008</time>'


@pytest.mark.parametrize("date", [dt.date(2008, 1, 21), dt.datetime(2008, 1, 21, 23, 59, tzinfo=dt.UTC)])
def test_a_day_is_written_as_a_date_or_as_plain_text(date):
    assert dates.day(date) == DAY
    assert dates.day_in_words(date) == "21 Jan. 2008"


def test_the_day_of_a_moment_is_the_day_where_the_portal_is():
    assert dates.localday(dt.datetime(2008, 1, 20, 20, tzinfo=dt.UTC)) == DAY
    assert dates.localday(dt.datetime(2008, 1, 21, 19, 59, tzinfo=dt.UTC)) == DAY


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({}, YEAR),
        ({"start": ""}, "not stated"),
        ({"start": "", "start_qualifier": "about"}, "not stated"),
        ({"start_qualifier": "about"}, f"about {YEAR}"),
        ({"start_qualifier": "at_latest"}, f"{YEAR} or earlier"),
    ],
)
def test_a_start_says_how_the_source_means_it(columns, written):
    fact = BEGUN | columns
    assert dates.begins(fact) == dates.begins(Term(fact, "certain")) == written


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({"start_printed": "2008-01-01", "start_qualifier": "about"}, PRINTED),
        ({"start_printed": "2008-01-01", "start_by": "2008-01-21"}, PRINTED),
        ({"start_printed": "2008-01-21", "start": ""}, DAY),
        ({"start": "", "start_by": "2008"}, f"{YEAR} or earlier"),
        ({"start_by": "2008-01-21"}, YEAR),
    ],
)
def test_a_start_is_written_as_it_was_printed_or_by_when_it_was(columns, written):
    assert dates.begins(BEGUN | columns) == written


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({}, "present"),
        ({"ended": True}, "ended, date not stated"),
        ({"end": "2012-04"}, LATER),
        ({"end": "2012-04", "end_qualifier": "about"}, f"about {LATER}"),
        ({"end": "2012-04", "end_qualifier": "at_earliest"}, f"last named {LATER}"),
        (
            {"end": "2012-04", "end_qualifier": "at_earliest", "ended": True},
            f"last named {LATER} <small>then ended</small>",
        ),
    ],
)
def test_an_end_says_whether_it_is_over(columns, written):
    fact = BEGUN | columns
    assert dates.ends(fact) == dates.ends(Term(fact, "certain")) == written


def test_what_has_not_begun_is_not_said_to_be_present():
    fact = BEGUN | {"start": "2927"}
    year = '<time datetime="2927">2927</time>'
    assert (dates.ends(fact), dates.lasts(fact)) == ("no end stated", f"from {year}")
    printed = fact | {"start_printed": "2927-01-01"}
    assert dates.lasts(printed) == 'from <time datetime="2927">01 Jan. 2927</time>'
    assert dates.lasts(fact | {"end": "2929"}) == f'{year} – <time datetime="2929">2929</time>'


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({}, f"{YEAR} – present"),
        ({"start": ""}, "not stated – present"),
        ({"start": "", "ended": True}, "not stated – ended, date not stated"),
        ({"end": "2012-04"}, f"{YEAR} – {LATER}"),
        ({"end": "2008"}, YEAR),
        ({"end": "2008", "end_qualifier": "about"}, f"{YEAR} – about {YEAR}"),
        ({"end": "2008", "end_qualifier": "at_earliest", "ended": True}, YEAR),
        ({"start_qualifier": "at_latest", "end": "2008", "end_qualifier": "at_earliest"}, YEAR),
    ],
)
def test_a_period_in_one_line_names_one_date_once(columns, written):
    fact = BEGUN | columns
    assert dates.lasts(fact) == dates.lasts(Term(fact, "certain")) == written


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({"start": "2008-01-21"}, DAY),
        ({"start": "2008-01-21", "end": "2008-01-21"}, DAY),
        ({"start": "2008-01-21", "end": "2012-04"}, f"{DAY} – {LATER}"),
        ({"start": "2008", "start_qualifier": "about"}, f"about {YEAR}"),
        ({"start": "", "end": ""}, "not stated"),
        ({"start": "", "end": "2012-04"}, f"… – {LATER}"),
    ],
)
def test_a_meeting_has_a_first_and_a_last_day(columns, written):
    assert dates.meeting_days({"start_qualifier": "exact", "end": "", "end_qualifier": "exact"} | columns) == written


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({"start_by": "2008-01-21"}, f"{YEAR} <small>by 21 Jan. 2008</small>"),
        ({"start": "", "start_by": "2008"}, f"{YEAR} or earlier"),
        (
            {"start_printed": "2008-01-01", "start_by": "2008-01-21"},
            f"{PRINTED} <small>as printed; 2008 is meant</small>",
        ),
        (
            {"start_printed": "2008-01-01", "start_qualifier": "about"},
            f"{PRINTED} <small>as printed; about 2008 is meant</small>",
        ),
        ({"start_printed": "2008-01-21", "start": ""}, f"{DAY} <small>as printed</small>"),
    ],
)
def test_where_a_date_alone_is_vaguer_it_is_said_by_when_it_was(columns, written):
    assert dates.begins_by(BEGUN | columns) == dates.begins_by(Term(BEGUN | columns, "certain")) == written


def test_what_is_meant_by_a_printed_date_is_said_in_a_sentence():
    fact = BEGUN | {"start_printed": "2008-01-01", "start_by": "2008-01-22"}
    sentence = "Printed so by the site of the body; what is meant: 2008 (by 22 Jan. 2008)."
    assert dates.meant(fact) == dates.meant(Term(fact, "certain")) == sentence
    assert dates.meant(BEGUN) == ""


def test_a_printed_date_is_in_the_language_of_the_page():
    with translation.override("ar"):
        assert dates.begins(BEGUN | {"start_printed": "2008-01-01"}) == '<time datetime="2008">01 يناير 2008</time>'


@pytest.mark.parametrize(
    ("when", "written"),
    [("2015", "Chair in 2015"), ("2012-04", "Chair in Apr. 2012"), ("2014-11-27", "Chair on 27 Nov. 2014")],
)
def test_a_subject_is_written_with_the_time_that_is_asked_about(when, written):
    assert dates.in_time("Chair", PartialDate(when)) == written
    assert dates.in_time("Chair", None) == "Chair today"
