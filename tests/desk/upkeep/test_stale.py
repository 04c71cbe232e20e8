"""Which facts have grown old: each way in which one is told anew, to the day."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.models import Entity, ShelfLife
from profiles.desk.upkeep import stale
from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db

PUBLISHED = dt.datetime(2024, 3, 31, 9, tzinfo=dt.UTC)


def at(year, month, day) -> dt.datetime:
    return dt.datetime(year, month, day, 9, tzinfo=dt.UTC)


@pytest.fixture
def move(time_machine):
    """Set the clock."""
    time_machine.move_to(PUBLISHED, tick=False)
    return lambda *day: time_machine.move_to(at(*day), tick=False)


@pytest.fixture
def chair(move, publisher):
    """Nepal with a role, for which a year is set; of its membership nobody is asked. Published on 31 March 2024."""
    ShelfLife.objects.update(months=None)
    ShelfLife.objects.filter(code="role_terms").update(months=12)
    nepal = factories.entity("nepal")
    factories.role_term(nepal)
    return factories.published(nepal, by=publisher)


def since(*day):
    """Of what is stale on a day the slug, the part and since when."""
    found = stale.of(Entity.objects.all(), at(*day))
    return [(profile.entity.slug, fact.part, str(fact.since)) for profile in found for fact in profile.facts]


STALE = [("nepal", "role_terms", "2024-03-31")]


def test_a_fact_is_stale_as_soon_as_its_months_are_over(chair):
    assert since(2025, 3, 30) == []
    assert since(2025, 3, 31) == STALE


def test_a_kind_without_a_shelf_life_is_never_asked_about(chair):
    ShelfLife.objects.update(months=None)
    assert since(2099, 1, 1) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"end": "2024"},
        {"ended": True},
        {"start": "2026"},
        {"end": "2020", "certainty": "disputed"},
    ],
)
def test_nobody_is_asked_about_what_has_ended_or_not_begun(chair, publisher, columns):
    chair.role_terms.update(**columns)
    publishing.publish(chair, by=publisher)
    assert since(2025, 12, 31) == []


@pytest.mark.parametrize(
    "columns", [{"end": "2027"}, {"certainty": "disputed"}, {"end": "2010", "end_qualifier": "at_earliest"}]
)
def test_what_may_hold_is_asked_about(chair, publisher, columns):
    chair.role_terms.update(**columns)
    publishing.publish(chair, by=publisher)
    assert since(2025, 12, 31) == STALE


def test_a_confirmation_makes_it_young_for_as_long_again(chair, publisher, move):
    move(2025, 6, 30)
    publishing.confirm(chair, by=publisher, facts=[str(chair.role_terms.get().uid)], day=dt.date(2025, 6, 15))
    assert since(2026, 6, 14) == []
    assert since(2026, 6, 15) == [("nepal", "role_terms", "2025-06-15")]


def test_a_confirmation_of_an_earlier_wording_counts_for_nothing(chair, publisher, move):
    move(2024, 4, 10)
    publishing.confirm(chair, by=publisher, facts=[str(chair.role_terms.get().uid)])
    move(2024, 4, 11)
    chair.role_terms.update(title_en="Second chair", title_ar="الرئيس الثاني")
    publishing.publish(chair, by=publisher)
    move(2024, 4, 20)
    chair.role_terms.update(title_en="", title_ar="")
    publishing.publish(chair, by=publisher)
    assert since(2025, 4, 19) == []
    assert since(2025, 4, 20) == [("nepal", "role_terms", "2024-04-20")]


def test_publishing_something_else_tells_nothing_of_a_fact(chair, publisher, move):
    move(2025, 1, 1)
    factories.published_again(chair, by=publisher, summary_en="Other words.")
    assert since(2025, 3, 31) == STALE


def test_what_was_withdrawn_is_told_anew_when_it_comes_back(chair, publisher, move):
    move(2025, 1, 1)
    publishing.withdraw(chair, by=publisher, reason=("a", "b"))
    assert since(2026, 1, 1) == []
    move(2025, 2, 1)
    publishing.publish(chair, by=publisher)
    assert since(2025, 12, 1) == []
    assert since(2026, 2, 1) == [("nepal", "role_terms", "2025-02-01")]


def test_what_is_to_be_published_counts_from_then(chair, publisher, move):
    move(2025, 1, 1)
    chair.role_terms.update(start="2009")
    publishing.schedule(chair, by=publisher, at=at(2025, 6, 1))
    assert since(2025, 5, 31) == STALE
    assert since(2025, 6, 2) == []
    assert since(2026, 6, 1) == [("nepal", "role_terms", "2025-06-01")]


def test_a_draft_changes_nothing(chair):
    chair.role_terms.update(start="2009")
    factories.entity("oman")
    assert since(2025, 3, 31) == STALE


def test_the_oldest_comes_first_in_four_queries_however_many(chair, publisher, move, django_assert_num_queries):
    ShelfLife.objects.filter(code="memberships").update(months=1)
    with django_assert_num_queries(5):  # with the entities themselves
        assert len(since(2025, 3, 31)) == 2
    move(2024, 3, 1)
    for slug in ("oman", "qatar", "yemen"):
        factories.published(factories.entity(slug), by=publisher)
    with django_assert_num_queries(5):
        assert [slug for slug, _part, _day in since(2025, 3, 31)] == ["oman", "qatar", "yemen", "nepal", "nepal"]


def test_a_stale_fact_says_what_it_is(chair):
    (profile,) = stale.of([chair], at(2025, 3, 31))
    (fact,) = profile.facts
    assert str(fact) == "role held: Chair, 2008 – today"
    assert profile.digests == {fact.uid: profile.publication.fact_digests()[fact.uid]}
    assert profile.since == dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-03-31", 1, "2025-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2025-01-15", 1, "2024-12-15"),
        ("2025-12-31", 24, "2023-12-31"),
    ],
)
def test_months_are_counted_as_people_do(day, months, expected):
    assert stale.months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


def test_a_day_is_one_of_the_portals_zone(chair, settings):
    late = dt.datetime(2025, 3, 30, 23, 30, tzinfo=dt.UTC)
    expected = STALE if timezone.localdate(late) == dt.date(2025, 3, 31) else []
    found = stale.of(Entity.objects.all(), late)
    assert [
        (profile.entity.slug, fact.part, str(fact.since)) for profile in found for fact in profile.facts
    ] == expected
