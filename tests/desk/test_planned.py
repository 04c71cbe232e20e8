"""What is planned, in its order."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import planned
from profiles.desk.models import Assignment
from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db


def test_of_one_day_what_has_no_day_of_its_own_comes_first_then_by_moment(publisher, time_machine):
    time_machine.move_to(dt.datetime(2027, 1, 20, 8, tzinfo=dt.UTC), tick=False)
    first = dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)
    rows = {slug: factories.entity(slug) for slug in ("late", "early")}
    publishing.schedule(rows["late"], by=publisher, at=first + dt.timedelta(hours=1))
    publishing.schedule(rows["early"], by=publisher, at=first)
    meeting = factories.meeting("some-day", start="2027-02", end="2027-03")
    found = planned.plans(publisher)
    assert [plan.entry for plan in found] == [meeting, rows["early"], rows["late"]]
    assert [plan.is_known for plan in found] == [False, True, True]
    assert [planned.moment_of(plan.about) for plan in found][:2] == [None, first]


@pytest.mark.parametrize(("days", "number"), [(-1, 0), (0, 1), (90, 1), (91, 0)])
def test_assignments_are_told_of_three_months_ahead(administrator, days, number):
    row = factories.entity()
    until = timezone.localdate() + dt.timedelta(days=days)
    Assignment.objects.create(user=factories.person("focal"), entity=row, until=until)
    assert len(planned.plans(administrator)) == number
