"""Moments as the desk says them."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from profiles.desk import moments

MOMENT = dt.datetime(2026, 12, 5, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Dubai", "2026-12-05 09:00 UTC+4"),
        ("Asia/Kathmandu", "2026-12-05 10:45 UTC+5:45"),
        ("America/St_Johns", "2026-12-05 01:30 UTC-3:30"),
        ("Africa/Abidjan", "2026-12-05 05:00 UTC"),
    ],
)
def test_a_moment_says_its_zone(zone, expected):
    with timezone.override(zone):
        assert moments.short(MOMENT) == expected
        assert moments.shown(MOMENT) == f'<bdi class="moment" dir="ltr">{expected}</bdi>'


def test_a_mail_says_the_day_in_words_and_the_name_of_the_zone():
    assert moments.in_words(MOMENT) == "Saturday 5 December 2026, 09:00 (Asia/Dubai, UTC+4)"


def test_among_arabic_words_the_zone_stays_whole():
    with translation.override("ar"):
        text = moments.in_words(MOMENT)
    assert "السبت 5" in text
    assert "\u2066Asia/Dubai, UTC+4\u2069" in text


def test_a_form_says_which_zone_it_means():
    assert moments.zone_name(MOMENT) == "Asia/Dubai, UTC+4"


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, "just now"), (1, "1 minute ago"), (60 * 24 * 3 + 125, "3 days ago")]
)
def test_ages_have_one_unit(minutes, expected):
    assert moments.ago(timezone.now() - dt.timedelta(minutes=minutes)).replace("\xa0", " ") == expected


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (dt.timedelta(seconds=5), "just now"),
        (dt.timedelta(minutes=1), "1\xa0minute ago"),
        (dt.timedelta(hours=50), "2\xa0days ago"),
        (dt.timedelta(days=15), "2\xa0weeks ago"),
        (dt.timedelta(days=400), "1\xa0year ago"),
    ],
)
def test_an_age_is_said_in_its_greatest_unit(age, said, time_machine):
    time_machine.move_to(MOMENT, tick=False)
    assert moments.ago(MOMENT - age) == said
