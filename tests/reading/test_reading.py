import datetime as dt

import pytest
from django.core.exceptions import BadRequest
from django.utils import timezone, translation

from profiles.published import stamp
from profiles.published.stamp import Stamped
from profiles.reading.reading import Reading, parse_day
from tests import factories

TODAY = dt.date(2026, 5, 4)
EVENING = dt.datetime(2026, 5, 3, 21, tzinfo=dt.UTC)  # In Dubai it is the 4th by then.


def reading(day=TODAY):
    return Reading(EVENING, Stamped(1, None, "here"), TODAY, day, "en")


# ── The day that is asked about ────────


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", TODAY),
        ("2026-05", TODAY),
        ("2026-05-04", TODAY),
        ("2026-04", dt.date(2026, 4, 30)),
        ("2025", dt.date(2025, 12, 31)),
        ("2024-02", dt.date(2024, 2, 29)),
        ("2008-01-21", dt.date(2008, 1, 21)),
        ("21.01.2008", dt.date(2008, 1, 21)),
        (" ٢٠١٢ ", dt.date(2012, 12, 31)),
        ("1000", dt.date(1000, 12, 31)),
    ],
)
def test_a_day_is_the_last_of_its_year_or_month_as_far_as_that_has_come(text, day):
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["2026-05-05", "2026-06", "2027", "2999-01-01"])
def test_a_day_to_come_is_refused_with_the_reason(text):
    with pytest.raises(BadRequest, match=f"^“{text}” is still to come: "):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("x", "is not a date"), ("", "is not a date"), ("2026-13", "is not in the cal"), ("2025-02-29", "is not in the")],
)
def test_what_is_no_day_is_refused_with_the_reason(text, reason):
    with pytest.raises(BadRequest, match=f"^“{text}” {reason}"):
        parse_day(text, TODAY)


def test_the_year_of_today_is_read_as_of_today(client, db):
    today = timezone.localdate()
    for text in (str(today.year), f"{today:%Y-%m}"):
        response = client.get("/members/", {"on": text})
        assert (response.context["reading"].day, response.context["reading"].is_past) == (today, False)


# ── The reading ────────


def test_a_reading_of_a_moment_is_of_its_day_where_the_portal_is():
    found = Stamped(1, EVENING, "here")
    assert Reading.at(EVENING, found) == Reading(EVENING, found, TODAY, TODAY, "en")
    with translation.override("ar"):
        assert Reading.at(EVENING, found) == Reading(EVENING, found, TODAY, TODAY, "ar")


def test_a_reading_of_now_has_the_stamp_of_its_moment(publisher, time_machine):
    factories.published(by=publisher)
    time_machine.move_to(EVENING, tick=False)
    assert Reading.now() == Reading(EVENING, stamp.at(EVENING), TODAY, TODAY, "en")


def test_another_day_is_read_at_the_same_moment_under_the_same_stamp():
    day = dt.date(2012, 4, 19)
    assert reading().on(day) == reading(day)
    assert reading(day).on(TODAY) == reading()


@pytest.mark.parametrize(("day", "is_past"), [(TODAY, False), (TODAY - dt.timedelta(1), True)])
def test_only_a_day_before_today_is_past(day, is_past):
    assert reading().on(day).is_past is is_past


def test_members_are_those_of_the_day_in_the_order_of_names_in_the_language(publisher):
    factories.published(factories.entity("a", name_ar="ب", start="2008"), by=publisher)
    factories.published(factories.entity("b", name_ar="ا", start="2012"), by=publisher)
    slugs = {publication.pk: publication.slug for publication in Reading.now().live()}

    def members(reading):
        on = reading.members
        return on.day, [slugs[pk] for pk in on.order.primary_keys(on.certain.get(("type", "sending"), 0))]

    now, day = Reading.now(), dt.date(2010, 1, 1)
    assert members(now) == (now.today, ["a", "b"])
    assert members(now.on(day)) == (day, ["a"])
    assert now.on(day).roll is now.roll
    with translation.override("ar"):
        arabic = Reading.now()
    assert members(arabic) == (now.today, ["b", "a"])
    assert [publication.slug for publication in arabic.live()] == ["b", "a"]


def test_what_is_live_is_so_at_the_moment(publisher):
    factories.published(by=publisher)
    moment, found = stamp.now()
    factories.published(by=publisher)
    assert len(Reading.at(moment, found).live()) == 1
    assert len(Reading.now().live()) == 2
