"""What the first sheet says."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.exchange.factsheets import making
from profiles.published.models import ThematicArea
from tests import factories
from tests.desk.exchange.factsheets.sheets import cells_of

pytestmark = pytest.mark.django_db


def first_sheet(entity, **given):
    cells = cells_of(making.fact_sheet(entity, **{"language": "en"} | given))
    return [row[0] for row in next(iter(cells.values()))]


def test_what_to_do_until_when_and_to_whom():
    factories.identity(publisher_en="The secretariat", publisher_ar="الأمانة", email="desk@example.org")
    said = first_sheet(factories.entity("nepal"), until=dt.date(2027, 1, 31))
    assert said[0] == "Fact sheet: Nepal"
    assert said[1] == "The secretariat"
    assert said[2].startswith("Read each sheet")
    assert said[3:5] == [
        "Please finish by 31 Jan. 2027.",
        "Send this file back, as an Excel file, to desk@example.org.",
    ]


def test_without_an_address_it_goes_to_the_publisher_by_name():
    assert making.address()
    assert any(making.address() in text for text in first_sheet(factories.entity("nepal")))


def test_what_is_missing_is_said_in_the_word_and_a_whole_profile_lacks_nothing():
    said = first_sheet(factories.entity("nepal"))
    assert "missing: No thematic area is named." in said


def test_the_areas_that_can_be_named_are_listed():
    factories.area("gender")
    ThematicArea.objects.create(code="old", label_en="Old", label_ar="قديم", retired=True)
    assert first_sheet(factories.entity("nepal"))[-1] == "Gender"


def test_the_same_profile_makes_the_same_bytes_on_a_day():
    entity = factories.entity("nepal")
    until = timezone.localdate()
    assert making.fact_sheet(entity, language="ar", until=until) == making.fact_sheet(
        entity, language="ar", until=until
    )
