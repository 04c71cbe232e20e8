import datetime as dt

import pytest
from django.utils import translation

from profiles.values.calendars import doubt, refuse_doubtful

TODAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("2551", {"Buddhist": 2008}),
        ("2551-01-22", {"Buddhist": 2008}),
        ("1429", {"Hijri": 2008}),
        ("1387", {"Hijri": 1967, "Solar Hijri": 2008}),
        ("2065", {"Bikram Sambat": 2008}),
        ("1066", {}),
        ("2999", {}),
    ],
)
def test_a_year_of_another_calendar_is_asked_back_with_the_likely_one(typed, likely):
    with translation.override("en"):
        assert doubt(typed, TODAY).likely == likely


@pytest.mark.parametrize("typed", ["", "1850", "1919-06-28", "2008", "2036", "no date"])
def test_years_that_bodies_of_today_rest_on_raise_no_doubt(typed):
    assert doubt(typed, TODAY) is None


def test_the_first_doubtful_years_are_just_outside():
    assert doubt("1849", TODAY).year == 1849
    assert doubt("2037", TODAY).year == 2037


def test_the_question_names_the_field_and_says_how_to_go_on():
    with translation.override("en"):
        error = refuse_doubtful({"start": "2551", "end": "2010"}, TODAY)
        assert error.message_dict == {
            "start": [
                "The year 2551 looks mistaken: 2551 in the Buddhist calendar is 2008. "
                "If it is right, tick “the year is right”."
            ]
        }
        assert str(doubt("2999", TODAY)) == "The year 2999 looks mistaken."
    assert refuse_doubtful({"start": "2008", "end": ""}, TODAY) is None
