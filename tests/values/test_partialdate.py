import datetime as dt
from dataclasses import FrozenInstanceError

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from profiles.desk.models import Membership
from profiles.values.partialdate import PartialDate, PartialDateField, date_columns, is_valid
from profiles.values.typed import MONTHS


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
    "typed",
    [
        "2009-02-29",
        "2008-02-30",
        "2008-13",
        "208",
        "20081",
        "0999",
        "3000",
        "x",
        "²008",
        "1 Foo 2008",
        "21.13.2008",
        "08-01-2008-1",
        "200-8",
        "2008/",
    ],
)
def test_parse_refuses_what_is_no_date(typed):
    with pytest.raises(ValidationError):
        PartialDate.parse(typed)


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        ("2008-01-01", "1 Jan. 2008", "1 يناير 2008"),
        ("2008-01", "Jan. 2008", "يناير 2008"),
        ("2008", "2008", "2008"),
    ],
)
def test_dates_show_as_exactly_as_they_are_known(text, english, arabic):
    assert PartialDate(text).display("en") == english
    assert PartialDate(text).display("ar") == arabic


@pytest.mark.parametrize(
    ("text", "french"),
    [("2025-01-01", "1er janv. 2025"), ("2025-02-10", "10 févr. 2025"), ("2008-07", "juil. 2008"), ("2008", "2008")],
)
def test_in_french_the_first_of_a_month_is_no_plain_number_and_months_are_shortened_as_there(text, french):
    assert PartialDate(text).display("fr") == french


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [("2008-01-01", "01 Jan. 2008", "01 يناير 2008"), ("2008", "2008", "2008")],
)
def test_what_the_dialogues_site_printed_keeps_its_zero(text, english, arabic):
    assert PartialDate(text).as_printed("en") == english
    assert PartialDate(text).as_printed("ar") == arabic


@pytest.mark.parametrize(("reader", "shown"), [("en", "Jan. 2008"), ("ar", "يناير 2008"), ("fr", "Jan. 2008")])
def test_dates_show_in_the_language_of_the_reader(reader, shown):
    with translation.override(reader):
        assert str(PartialDate("2008-01")) == shown


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


@pytest.mark.parametrize(
    ("text", "valid"), [("", True), ("2008", True), ("2008-02-29", True), ("2008-02-30", False), (" 2008", False)]
)
def test_a_text_of_a_column_is_empty_or_a_date_as_it_is_stored(text, valid):
    assert is_valid(text) == valid


@pytest.mark.parametrize(("typed", "stored"), [("1.2008", "2008-01"), ("  ", ""), ("", ""), (None, "")])
def test_a_column_stores_what_was_typed_as_a_date_or_as_not_stated(typed, stored):
    assert PartialDateField().to_python(typed) == stored


def test_a_mistaken_text_comes_back_whole_from_its_field():
    field = PartialDateField().formfield()
    assert field.max_length == 40
    with pytest.raises(ValidationError, match="“the spring of 2008” is not a date"):
        PartialDateField().clean("the spring of 2008", None)


@pytest.mark.parametrize(("text", "precision"), [("2008", "year"), ("2008-01", "month"), ("2008-01-21", "day")])
def test_a_date_says_how_precise_it_is(text, precision):
    assert PartialDate(text).precision == precision


def test_the_months_of_both_languages():
    shown = {code: [PartialDate(f"2008-{month:02}").display(code)[:-5] for month in range(1, 13)] for code in MONTHS}
    assert shown == {
        "en": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."],
        "ar": [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
    }


@pytest.mark.parametrize(
    ("year", "valid"), [("0999", False), ("1000", True), ("1001", True), ("2999", True), ("3000", False)]
)
def test_years_are_of_four_digits_and_not_of_an_age_to_come(year, valid):
    assert is_valid(year) is valid


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("x" * 50, f"“{'x' * 40}” is not a date."), ("2008-02-30", "“2008-02-30” is not in the cal")],
)
def test_a_refusal_quotes_what_was_typed_as_far_as_forty_letters_and_has_a_code(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        PartialDate.parse(typed)
    assert refusal.value.code == "partial_date"
    assert refusal.value.messages[0].startswith(sentence)


def test_a_partial_date_does_not_change():
    with pytest.raises(FrozenInstanceError):
        PartialDate("2008").text = "2009"


def test_a_column_holds_ten_characters_and_may_be_empty():
    field = PartialDateField()
    assert (field.max_length, field.blank, field.default) == (10, True, "")
    assert PartialDateField(default="2008").default == "2008"


def test_its_form_field_shows_the_notation_from_left_to_right():
    field = PartialDateField().formfield()
    assert (field.help_text, PartialDateField().formfield(help_text="As printed.").help_text) == ("", "As printed.")
    shown = {name: field.widget.attrs[name] for name in ("placeholder", "dir", "size", "inputmode")}
    assert shown == {"placeholder": "2008-01-21", "dir": "ltr", "size": 11, "inputmode": "text"}


@pytest.mark.parametrize("typed", ["03/04/2008", "3.4.2008", "٠٣/٠٤/٢٠٠٨"])
def test_what_could_be_two_days_is_asked_back_with_both(typed):
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        PartialDate.parse(typed)
    assert caught.value.messages == [f"“{typed}” could be 2008-04-03 or 2008-03-04. Write the one that you mean."]
    assert caught.value.code == "two_days"


def test_days_that_the_calendar_lacks_are_refused_by_the_date():
    for typed in ("30 February 2008", "31/31/2008", "32 Jan. 2008"):
        with pytest.raises(ValidationError):
            PartialDate.parse(typed)


def test_the_dates_of_a_row_are_those_that_can_be_edited():
    assert date_columns(Membership) == ["start", "start_by", "start_printed", "end"]
