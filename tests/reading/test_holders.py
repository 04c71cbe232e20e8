import datetime as dt

import pytest

from profiles.desk.verbs import publishing
from profiles.published.models import Publication
from profiles.reading import holders
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 1)


def held(day=DAY):
    """The holders of each role among all publications, each as its address and the start of its term."""
    pks = Publication.objects.values_list("pk", flat=True)
    found = holders.by_role(pks, Reading.now().on(day))
    return {code: [(row.profile["slug"], row.term["start"]) for row in terms] for code, terms in found.items()}


def state(publisher, slug, *terms):
    entity = factories.entity(slug)
    for role, start, columns in terms:
        factories.role_term(entity, role, start, **columns)
    return factories.published(entity, by=publisher)


def test_holders_come_by_role_the_earliest_term_first(publisher):
    state(publisher, "oman", ("chair", "2026-02", {}), ("chair", "2008", {"end": "2010"}), ("host", "2012", {}))
    state(publisher, "nepal", ("chair", "2010", {"end": "2026-02"}))
    state(publisher, "india")
    assert held() == {
        "chair": [("oman", "2008"), ("nepal", "2010"), ("oman", "2026-02")],
        "host": [("oman", "2012")],
    }


@pytest.mark.parametrize("order", ["cab", "bca", "abc"])
def test_terms_that_began_alike_stand_in_the_order_of_addresses_whoever_was_published_first(publisher, order):
    for slug in order:
        state(publisher, slug, ("host", "2012", {}), ("chair", "", {}))
    assert held() == {"host": [(slug, "2012") for slug in "abc"], "chair": [(slug, "") for slug in "abc"]}


def test_the_fact_of_a_holder_says_when_it_was_confirmed(publisher):
    entity = state(publisher, "oman", ("chair", "2012", {}))
    publishing.confirm(entity, by=publisher, facts=[str(entity.role_terms.get().uid)], day=dt.date(2026, 3, 4))
    (holder,) = holders.by_role(Publication.objects.values("pk"), Reading.now())["chair"]
    assert holder.term.confirmed == dt.date(2026, 3, 4)


@pytest.mark.parametrize(("day", "slug"), [("2009-06-01", "oman"), ("2010-06-01", None), ("2012-06-01", "nepal")])
def test_the_current_holder_is_who_certainly_holds_it_on_the_day(publisher, day, slug):
    state(publisher, "oman", ("chair", "2008", {"end": "2010"}), ("chair", "2009", {"certainty": "disputed"}))
    state(publisher, "nepal", ("chair", "2011", {}))
    found = holders.by_role(Publication.objects.values("pk"), Reading.now().on(dt.date.fromisoformat(day)))
    holder = holders.current_holder(found["chair"])
    assert (holder and holder.profile["slug"]) == slug


def test_nobody_holds_what_nobody_held():
    assert holders.current_holder([]) is None


def test_only_holders_among_the_publications_given_are_found(publisher):
    state(publisher, "oman", ("chair", "2012", {}))
    state(publisher, "nepal", ("chair", "2008", {}))
    found = holders.by_role(Publication.objects.filter(slug="oman").values("pk"), Reading.now())
    assert [row.profile["slug"] for row in found["chair"]] == ["oman"]


def test_of_each_day_the_first_two_holders_are_read_and_no_others(publisher, django_assert_num_queries):
    for number in range(5):
        state(publisher, f"chair-{number}", ("chair", f"{2008 + number}", {"end": "2020"}))
    state(publisher, "oman", ("chair", "2020", {}), ("host", "2001", {}))
    days = [dt.date(year, 6, 1) for year in (2007, 2008, 2011, 2020, 2021)]
    reading = Reading.now().on(DAY)
    assert reading.members
    with django_assert_num_queries(2):
        found = holders.on_days("chair", days, reading)
    assert {day.year: [row.profile["slug"] for row in terms] for day, terms in found.items()} == {
        2007: [],
        2008: [],  # In 2008 at some time, on the first of June perhaps.
        2011: ["chair-0", "chair-1"],
        2020: [],
        2021: ["oman"],
    }
    assert [holders.only(found[day]) is not None for day in days] == [False, False, False, False, True]


def test_one_who_holds_a_role_twice_on_a_day_is_not_one_alone(publisher):
    state(publisher, "oman", ("chair", "2008", {}), ("chair", "2009", {}))
    (terms,) = holders.on_days("chair", [DAY], Reading.now().on(DAY)).values()
    assert [row.term["start"] for row in terms] == ["2008", "2009"]
    assert holders.only(terms) is None


def test_each_term_of_a_role_is_told_once_earliest_first_however_few_are_read_at_once(publisher, monkeypatch):
    monkeypatch.setattr(holders, "READ_AT_ONCE", 2)
    alike = ("chair", "2012", {"end": "2014"})
    state(publisher, "oman", alike, alike, ("chair", "2008", {"end": "2010"}), ("host", "2007", {}))
    state(publisher, "nepal", ("chair", "2010", {"certainty": "disputed"}), ("chair", "", {}))
    state(publisher, "india", alike)
    found = [(row.profile["slug"], row.term["start"]) for row in holders.each("chair", Reading.now())]
    assert found == [("nepal", ""), ("oman", "2008"), ("nepal", "2010"), ("india", "2012"), *[("oman", "2012")] * 2]
    assert list(holders.each("nobody", Reading.now())) == []
