"""Rows of the desk found by words, however they are spelt."""

import pytest

from profiles.desk import finding
from profiles.desk.models import Entity
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


def slugs(query, *lookups):
    keys = finding.find(Entity.objects.all(), query, lookups or finding.columns(Entity))
    return {row.slug for row in Entity.objects.filter(pk__in=keys)}


@pytest.fixture
def states():
    factories.entity("viet-nam", name_en="Viet Nam", name_ar="فييت نام", former_names_en="Tonkin")
    factories.entity("emirates", name_en="United Arab Emirates", name_ar="الإمارات العربية المتحدة")
    factories.entity("iran", name_en="Iran", name_ar="إيران", other_names_en="Persia")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vietnam", {"viet-nam"}),
        ("VIET  nám", {"viet-nam"}),
        ("الامارات", {"emirates"}),
        ("امارات", {"emirates"}),
        ("ايران", {"iran"}),
        ("the emirates", {"emirates"}),
        ("Persia", {"iran"}),
        ("Tonkin", {"viet-nam"}),
        ("emir", {"emirates"}),
        ("rates", set()),
        ("nam iran", set()),
        ("!!", set()),
        ("", set()),
        ("\0", set()),
    ],
)
def test_names_are_found_however_they_are_spelt(states, query, expected):
    assert slugs(query) == expected


def test_a_mistyped_name_is_found_where_no_other_has_its_letters(states):
    factories.published(Entity.objects.get(slug="emirates"))
    assert slugs("emirats") == {"emirates"}


def test_what_is_not_among_the_rows_is_not_found(states):
    rows = Entity.objects.filter(slug="iran")
    assert finding.find(rows, "emirates", finding.columns(Entity)) == []


def test_a_row_is_searched_by_what_stands_under_it_too(states):
    factories.responsible_entity(Entity.objects.get(slug="iran"), "Ministry of Labour")
    factories.responsible_entity(Entity.objects.get(slug="iran"), "Bureau of Migration")
    assert slugs("labor migration", "name_en", "responsible_entities__name_en") == {"iran"}


def test_columns_are_what_a_row_is_called():
    assert finding.columns(Source) == ["code", "label_en", "label_ar"]
