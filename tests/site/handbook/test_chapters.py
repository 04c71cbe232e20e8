import datetime as dt

import pytest

from profiles.site.handbook.chapters import shown

from .conftest import words

pytestmark = pytest.mark.django_db


def chapter(data, name):
    return next(row for row in data["parts"][0]["chapters"] if row["key"] == f"en-{name}")


def test_the_dialogue_at_a_glance_counts_and_names_the_chair(book):
    text = words(chapter(book(), "glance"))
    assert "1 Sending entities" in text
    assert "Oman ,  since 11 Feb. 2024" in text


def test_offices_and_meetings_are_listed_with_their_places(book):
    text = words(chapter(book(), "offices"))
    assert "First Consultation" in text
    assert "Abu Dhabi" in text


def test_on_a_past_day_no_later_meeting_is_told(book):
    assert "First Consultation" not in words(chapter(book(on=dt.date(2008, 1, 20)), "offices"))


def test_an_address_that_no_face_can_show_is_shortened_in_codes():
    assert shown("https://example.org/a") == "https:/<wbr>/example.<wbr>org/<wbr>a".replace("https:/<wbr>/", "https://")
    thai = shown("https://example.org/" + "ก" * 100)
    assert thai.startswith("https://example.org/%E0%B8%81")
    assert thai.endswith("…")
