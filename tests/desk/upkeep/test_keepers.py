"""Who keeps a profile, and which lose who keeps them."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.models import Assignment
from profiles.desk.upkeep import keepers
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def nepal():
    return factories.entity("nepal")


def test_a_profile_is_kept_by_those_who_can_edit_it_today(nepal, today):
    first, second = factories.focal_point("b", nepal), factories.focal_point("a", nepal, until=today)
    factories.focal_point("left", nepal, until=today - DAY)
    ended = factories.focal_point("ended", nepal)
    ended.is_active = False
    ended.save()
    without_group = factories.person("without-group")
    Assignment.objects.create(user=without_group, entity=nepal)
    assert keepers.keepers([nepal, factories.entity("oman")]) == {nepal.pk: [second, first]}


def test_many_profiles_cost_one_query(nepal, django_assert_num_queries):
    several = [nepal, *(factories.entity(slug) for slug in ("oman", "qatar"))]
    for entity in several:
        factories.focal_point(f"of-{entity.slug}", entity)
    with django_assert_num_queries(1):
        assert len(keepers.keepers(several)) == 3


def test_who_leaves_within_sixty_days_and_what_nobody_keeps_is_said(nepal, today):
    oman, qatar, yemen = (factories.entity(slug) for slug in ("oman", "qatar", "yemen"))
    factories.focal_point("soon", nepal, until=today + 60 * DAY)
    factories.focal_point("stays", nepal)
    factories.focal_point("later", oman, until=today + 61 * DAY)
    factories.focal_point("before", qatar, until=today - 9 * DAY)
    factories.focal_point("last", qatar, until=today - DAY)
    found = keepers.leaving([nepal, oman, qatar, yemen], today)
    assert [(row.assignment.entity.slug, row.assignment.user.username, row.is_over) for row in found] == [
        ("qatar", "last", True),
        ("nepal", "soon", False),
    ]


def test_an_assignment_of_an_account_that_has_ended_leaves_nobody(nepal, today):
    gone = factories.focal_point("gone", nepal)
    gone.active_until = today - DAY
    gone.save()
    (row,) = keepers.leaving([nepal], today)
    assert (row.assignment.user, row.is_over) == (gone, True)
