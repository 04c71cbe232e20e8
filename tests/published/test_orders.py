"""Who stands where in an order, and what holds on a day, without a database."""

import datetime as dt

import pytest

from profiles.published import orders, roll

DAY = dt.date(2010, 6, 1)
YEARS = [dt.date(year, 1, 1) for year in (2008, 2010, 2012, 2014)]


def fact(kind, code="code", status="", bounds=YEARS):
    """Something that holds perhaps from 2008 to 2014, and certainly from 2010 to 2012."""
    return orders.Fact(kind, code, status, *bounds)


def order_of(*holders):
    """An order of publications 0, 1, 2, …, which have these facts."""
    numbers = {}
    rows = [
        orders.RollEntry(pk, {}, "", tuple(numbers.setdefault(fact, len(numbers)) for fact in facts))
        for pk, facts in enumerate(holders)
    ]
    return orders.Order(rows, list(numbers))


def held(bits, order):
    return list(order.primary_keys(bits))


def test_who_joined_first_comes_first_and_who_never_did_last_by_name():
    said = [("", "B"), ("2009", "D"), ("2008", "C"), ("2009", "A"), ("", "A"), ("2009", "A")]
    rows = {
        pk: orders.RollEntry(pk, {"en": name, "ar": ""}, joined, (), slug=f"slug-{pk}")
        for pk, (joined, name) in enumerate(said, 1)
    }
    members = roll.Roll(None, None, {pk: (None, pk, pk) for pk in (6, 5, 4, 3, 2, 1)}, rows, {})
    assert members.order("joined", "en").pks == [3, 4, 6, 2, 5, 1]
    assert members.order("name", "en").pks == [4, 5, 6, 1, 3, 2]
    assert members.order("name", "ar").pks == [1, 2, 3, 4, 5, 6]


def test_the_last_eight_days_that_were_asked_for_are_kept():
    order = order_of([fact("type")])
    days = [DAY + dt.timedelta(number) for number in range(9)]
    kept = [order.day(day) for day in days[:8]]
    assert all(order.day(day) is found for day, found in zip(days, kept, strict=False))
    order.day(days[8])
    assert all(order.day(day) is found for day, found in zip(days[1:8], kept[1:], strict=True))
    assert order.day(days[0]) is not kept[0]


def test_the_last_to_have_a_role_at_any_time_come_first_each_once():
    def chair(start, kind="role", code="chair", status=""):
        return fact(kind, code, status, [dt.date(start, 1, 1)] * 4)

    order = order_of(
        [chair(2001), chair(2009)],
        [chair(2004, status="member")],
        [chair(2020, code="host"), chair(2021, kind="body")],
        [chair(2005)],
    )
    assert order.latest("role", "chair", 10) == [0, 3, 1]
    assert order.latest("role", "chair", 2) == [0, 3]
    assert order.latest("role", "none", 10) == []


@pytest.mark.parametrize(
    ("day", "possible", "certain"),
    [
        ((2007, 12, 31), False, False),
        ((2008, 1, 1), True, False),
        ((2009, 12, 31), True, False),
        ((2010, 1, 1), True, True),
        ((2011, 12, 31), True, True),
        ((2012, 1, 1), True, False),
        ((2013, 12, 31), True, False),
        ((2014, 1, 1), False, False),
    ],
)
def test_a_fact_holds_from_its_first_day_to_the_day_before_its_end(day, possible, certain):
    found = order_of([fact("type")]).day(dt.date(*day))
    assert (found.possible.get(("type", "code"), 0), found.certain.get(("type", "code"), 0)) == (possible, certain)


def test_former_is_who_was_of_a_type_and_is_of_none_on_the_day():
    order = order_of(
        [fact("type", "sending")],
        [fact("type", "sending", bounds=[dt.date(2001, 1, 1)] * 2 + [dt.date(2010, 6, 1)] * 2), fact("area")],
        [fact("area")],
        [fact("type", "sending", bounds=[dt.date(2010, 6, 2)] * 2 + [dt.date.max] * 2)],
    )
    on_that_day, the_day_before = order.day(DAY), order.day(dt.date(2010, 5, 31))
    assert held(on_that_day.begun, order) == [0, 1]
    assert [held(bits["standing", "former"], order) for bits in (on_that_day.possible, on_that_day.certain)] == [
        [1],
        [1],
    ]
    assert the_day_before.possible["standing", "former"] == 0
    assert held(order.day(dt.date(2008, 1, 1)).begun, order) == [0, 1]


def test_statuses_in_bodies_are_told_apart_by_who_certainly_perhaps_and_on_other_days_has_them():
    perhaps = [YEARS[0], YEARS[0], YEARS[0], YEARS[3]]
    order = order_of(
        [fact("body", "iom", "member"), fact("type")],
        [fact("body", "iom", "member", perhaps), fact("body", "ilo", "observer", perhaps)],
        [fact("body", "iom", "none"), fact("body", "au", "member", [dt.date(2020, 1, 1)] * 4)],
    )
    found = order.day(DAY).statuses
    assert {key: tuple(held(bits, order) for bits in both) for key, both in found.items()} == {
        ("iom", "member"): ([0], [1], []),
        ("ilo", "observer"): ([], [1], []),
        ("iom", "none"): ([2], [], []),
        ("au", "member"): ([], [], [2]),
    }


def test_a_status_that_says_nothing_makes_nobody_a_member_of_a_body():
    order = order_of(*([fact("body", "iom", status)] for status in ("none", "not_stated", "member")))
    day = order.day(DAY)
    assert (held(day.possible["body", "iom"], order), held(day.certain["body", "iom"], order)) == ([2], [2])
    assert held(order.stating["body"], order) == [0, 2]


def test_who_certainly_had_it_on_each_day_the_first_of_them_first():
    def chair(start, end, code="chair"):
        return fact("role", code, "", [dt.date(start, 1, 1)] * 2 + [dt.date(end, 1, 1)] * 2)

    order = order_of([chair(2010, 2012)], [chair(2005, 2011), chair(2001, 2003)], [chair(2000, 2020, "host")])
    days = [dt.date(year, 6, 1) for year in (2002, 2004, 2010, 2011)]
    assert list(order.certain_on("role", "chair", days).values()) == [[1], [], [1, 0], [0]]
    assert order.certain_on("role", "chair", []) == {}


def test_others_stand_in_the_places_of_those_that_they_replace():
    order = order_of([fact("type")], [fact("role")], [])
    assert order.positions[1] == 1
    found = order.with_others({1: 7})
    assert found.pks == [0, 7, 2]
    assert (found.positions, order.positions) == ({0: 0, 7: 1, 2: 2}, {0: 0, 1: 1, 2: 2})
    assert held(found.day(DAY).possible["role", "code"], found) == [7]
