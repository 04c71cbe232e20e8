import datetime as dt

import pytest
from django.utils import translation
from django.utils.translation import gettext

from profiles.site.handbook.chapters import shown
from tests import factories

from .conftest import words

pytestmark = pytest.mark.django_db


def chapter(data, name, language="en"):
    return next(row for row in data["parts"][0]["chapters"] if row["key"] == f"{language}-{name}")


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


@pytest.fixture
def chairs(dialogue, publisher):
    """Who chaired: four after each other."""
    for slug, start, end in (
        ("earlier", "2008-01-21", "2012-04-19"),
        ("first", "2012-04-19", "2014-11-27"),
        ("then", "2014-11-27", "2024-02-11"),
    ):
        entity = factories.entity(slug, name_en=slug.title())
        factories.role_term(entity, role="chair", start=start, end=end)
        factories.published(entity, by=publisher)


def office(data) -> list[list[str]]:
    table = next(block for block in chapter(data, "offices")["blocks"] if block["is"] == "table")
    return [[words(cell) for cell in row] for row in table["rows"]]


def test_on_a_past_day_no_later_term_is_told_and_what_went_on_has_no_end(book, chairs):
    assert office(book(on=dt.date(2012, 4, 30))) == [
        ["First", "19 Apr. 2012", "present on that day"],
        ["Earlier", "21 Jan. 2008", "19 Apr. 2012"],
    ]


def test_today_terms_have_the_ends_that_are_known(book, chairs):
    assert [(row[0], row[2]) for row in office(book())] == [
        ("Oman", "present"),
        ("Then", "11 Feb. 2024"),
        ("First", "27 Nov. 2014"),
        ("Earlier", "19 Apr. 2012"),
    ]


def test_an_address_that_no_face_can_show_is_shortened_in_codes():
    assert shown("https://example.org/a") == "https:/<wbr>/example.<wbr>org/<wbr>a".replace("https:/<wbr>/", "https://")
    thai = shown("https://example.org/" + "ก" * 100)
    assert thai.startswith("https://example.org/%E0%B8%81")
    assert thai.endswith("…")


def test_who_held_an_office_is_no_word_for_who_signed_in(book):
    with translation.override("ar"):
        accounts = gettext("Who")
    tables = [block for block in chapter(book("ar"), "offices", "ar")["blocks"] if block["is"] == "table"]
    assert accounts not in words([table["columns"] for table in tables])
