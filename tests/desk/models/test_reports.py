"""What the database says of reports: closing one takes an answer, and leaves no address."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from profiles.desk.models import Report
from profiles.desk.models.reports import number_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "answered", "email"),
    [("Right.", True, "reader@example.org"), ("Right.", False, ""), ("", True, ""), ("", True, "reader@example.org")],
)
def test_a_closed_report_has_an_answer_its_moment_and_no_address(report, answer, answered, email):
    moment = timezone.now() if answered else None
    with pytest.raises(IntegrityError, match="report_answered"):
        Report.objects.update(answer=answer, answered_at=moment, email=email)


def test_a_report_is_open_until_it_is_answered(report):
    assert list(Report.objects.open()) == [report]
    Report.objects.update(answer="Right.", answered_at=timezone.now(), email="")
    assert list(Report.objects.open()) == []


@pytest.mark.parametrize(("pk", "number"), [(7, "R-00007"), (12345, "R-12345"), (123456, "R-123456")])
def test_a_number_can_be_quoted(pk, number):
    assert number_of(pk) == Report(pk=pk).number == str(Report(pk=pk)) == number
