"""How long each kind of fact holds."""

import pytest
from django.apps.registry import Apps
from django.db import IntegrityError, transaction

from profiles.desk.models import ShelfLife
from profiles.desk.upkeep import shelflives

pytestmark = pytest.mark.django_db


def test_each_kind_has_a_row_to_begin_with():
    assert shelflives.months_by_kind() == {str(code): months for code, months in shelflives.USUAL.items()}


def test_what_publishers_set_survives_the_next_migration():
    ShelfLife.objects.filter(code="memberships").update(months=None)
    ShelfLife.objects.filter(code="contact").delete()
    shelflives.make_shelf_lives()
    assert "memberships" not in shelflives.months_by_kind()
    assert shelflives.months_by_kind()["contact"] == 6


def test_going_back_to_before_the_table_asks_for_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        shelflives.make_shelf_lives(apps=Apps())


def test_a_shelf_life_of_no_months_cannot_be_stored():
    with pytest.raises(IntegrityError), transaction.atomic():
        ShelfLife.objects.filter(code="contact").update(months=0)


NOTHING = {"en": "", "ar": ""}


@pytest.mark.parametrize(
    ("fact", "months", "expected"),
    [
        ({}, {"responsible_entities": 12, "contact": 6}, 12),
        ({"website": "https://example.org", "contact": NOTHING}, {"responsible_entities": 12, "contact": 6}, 6),
        ({"website": "", "contact": {"en": "", "ar": "هاتف"}}, {"responsible_entities": 12, "contact": 6}, 6),
        ({"website": "", "contact": NOTHING}, {"responsible_entities": 12, "contact": 6}, 12),
        ({"website": "https://example.org", "contact": NOTHING}, {"responsible_entities": 3, "contact": 6}, 3),
        ({"website": "https://example.org", "contact": NOTHING}, {"contact": 6}, 6),
        ({}, {"contact": 6}, None),
        ({}, {}, None),
    ],
)
def test_of_an_office_that_says_how_it_is_reached_the_shorter_life_counts(fact, months, expected):
    assert shelflives.months_of("responsible_entities", fact, months) == expected
