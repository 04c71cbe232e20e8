import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import factories

pytestmark = pytest.mark.django_db


def test_two_meetings_of_a_kind_do_not_share_a_number():
    factories.meeting("first", ordinal=1)
    factories.meeting("other", "ambassadors", ordinal=1)
    factories.meeting("none")
    factories.meeting("none-either")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.meeting("second", ordinal=1)
    again = factories.meeting("third")
    again.ordinal = 1
    with pytest.raises(ValidationError, match="There is a meeting of this kind and number already"):
        again.full_clean()


def test_a_meeting_does_not_end_before_it_begins():
    factories.meeting("within", start="2012-04-18", end="2012-04")
    row = factories.meeting("first", start="2012-04-18", end="2012-04-19")
    row.end = "2012-04-17"
    with pytest.raises(ValidationError, match="The end is before the start"):
        row.full_clean()
    with pytest.raises(IntegrityError, match="meeting_end_after_start"):
        row.save()
