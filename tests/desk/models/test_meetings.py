import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.desk.models import Attendance
from tests import factories

pytestmark = pytest.mark.django_db


def test_two_meetings_of_a_kind_do_not_share_a_number():
    factories.meeting("first", ordinal=1)
    factories.meeting("other", "ambassadors", ordinal=1)
    factories.meeting("none")
    factories.meeting("none-either")
    with pytest.raises(IntegrityError):
        factories.meeting("second", ordinal=1)


def test_a_meeting_does_not_end_before_it_begins():
    factories.meeting("within", start="2012-04-18", end="2012-04")
    row = factories.meeting("first", start="2012-04-18", end="2012-04-19")
    row.end = "2012-04-17"
    with pytest.raises(ValidationError, match="The end is before the start"):
        row.full_clean()
    with pytest.raises(IntegrityError, match="meeting_end_after_start"):
        row.save()


def test_who_has_a_public_profile_is_called_as_that_calls_it():
    factories.published(factories.entity("nepal"))
    row = Attendance(meeting=factories.meeting(), entity_slug="nepal")
    row.full_clean()
    assert (row.name_en, row.name_ar) == ("Nepal", "اسم nepal")


def test_a_name_that_was_typed_stays():
    factories.published(factories.entity("nepal"))
    row = Attendance(meeting=factories.meeting(), entity_slug="nepal", name_en="Kingdom of Nepal")
    row.full_clean()
    assert (row.name_en, row.name_ar) == ("Kingdom of Nepal", "")


@pytest.mark.parametrize("slug", ["", "draft", "nowhere"])
def test_who_has_none_needs_a_name(slug):
    factories.entity("draft")
    with pytest.raises(ValidationError, match="Say who took part"):
        Attendance(meeting=factories.meeting(), entity_slug=slug).full_clean()
