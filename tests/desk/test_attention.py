"""What of an account somebody should look at."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import attention
from profiles.desk.models import Assignment, User
from tests import factories
from tests.desk.accounts.steps import enrol

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def concerns(person):
    return attention.concerns_of(attention.with_concerns(User.objects).get(pk=person.pk))


def test_an_account_without_a_group_can_do_nothing():
    assert concerns(factories.person("somebody")) == ["no_group"]
    assert "can do nothing" in str(attention.sentences_on(User.objects.get())[0])


def test_an_editor_is_of_no_concern(editor):
    assert concerns(editor) == []


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, []),
        (61, []),
        (60, ["assignment_ending"]),
        (0, ["assignment_ending"]),
        (-1, ["no_profile", "assignment_ended"]),
    ],
)
def test_an_assignment_is_of_concern_when_it_has_ended_or_ends_soon(until, expected):
    until = until if until is None else days(until)
    assert concerns(factories.focal_point("focal", factories.entity(), until=until)) == expected


def test_a_focal_point_with_one_assignment_that_lasts_sees_something():
    focal = factories.focal_point("focal", factories.entity(), until=days(-1))
    Assignment.objects.create(user=focal, entity=factories.entity())
    assert concerns(focal) == ["assignment_ended"]


def test_a_focal_point_without_assignment_sees_nothing():
    assert concerns(factories.person("focal", "Focal points")) == ["no_profile"]


@pytest.mark.parametrize("group", ["Publishers", "Administrators"])
def test_rights_that_reach_far_want_a_second_step(group):
    person = factories.person("somebody", group)
    assert concerns(person) == ["no_second_step"]
    enrol(person)
    assert concerns(person) == []


def test_a_superuser_needs_no_group_and_a_second_step():
    assert concerns(factories.person("root", is_superuser=True)) == ["no_second_step"]


@pytest.mark.parametrize("columns", [{"is_active": False}, {"active_until": dt.date(2020, 1, 1)}])
def test_an_account_that_cannot_be_used_is_of_no_concern(columns):
    assert concerns(factories.person("somebody", **columns)) == []
