"""Lists of publications: in an order, in groups, read as they are asked for."""

import pytest

from profiles.reading.facts import GroupKey
from profiles.reading.filters import MemberFilter
from profiles.reading.listings import Listing
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db

SENDING, OBSERVER, FORMER = GroupKey("sending", "certain"), GroupKey("observer", "certain"), GroupKey("", "former")


@pytest.fixture
def reading(publisher):
    """A, B and C, which send; D, an observer; E, which has left."""
    for slug, kind in (("c", "sending"), ("a", "sending"), ("b", "sending"), ("d", "observer")):
        factories.published(factories.entity(slug, type=kind), by=publisher)
    left = factories.entity("e", type=None)
    factories.membership(left, "sending", "2008", end="2012")
    factories.published(left, by=publisher)
    return Reading.now()


@pytest.fixture
def listing(reading):
    return MemberFilter.of({}, reading).listing()


def slugs(publications):
    return [publication.slug for publication in publications]


def keys(part, reading):
    return [(group.key, [row["slug"] for row in group.rows], group.total) for group in part.groups(reading)]


def test_a_list_is_in_its_order_group_by_group(listing):
    assert slugs(listing) == ["a", "b", "c", "d", "e"]
    assert [publication.group for publication in listing] == [SENDING] * 3 + [OBSERVER, FORMER]
    assert listing.counts() == {SENDING: 3, OBSERVER: 1, FORMER: 1}
    assert len(listing) == 5


def test_a_group_of_nobody_is_left_out(reading):
    order = reading.members.order
    listing = Listing(reading.roll, order, [(GroupKey("none", "certain"), 0), (SENDING, order.everybody)])
    assert listing.groups == [(SENDING, order.everybody)]


def test_each_says_since_when_it_is_live(listing):
    for publication in listing:
        assert publication.released == publication.releases.get().live_from


def test_a_slice_keeps_the_groups_and_says_how_many_there_are_on_all_pages(listing, reading):
    part = listing[2:4]
    assert (len(part), slugs(part)) == (2, ["c", "d"])
    assert keys(part, reading) == [(SENDING, ["c"], 3), (OBSERVER, ["d"], 1)]


def test_the_first_few_of_each_group(listing, reading):
    part = listing.first_of_each(2)
    assert keys(part, reading) == [(SENDING, ["a", "b"], 3), (OBSERVER, ["d"], 1), (FORMER, ["e"], 1)]


def test_some_of_a_list_are_in_its_order(listing):
    pks = {publication.slug: publication.pk for publication in listing}
    assert slugs(listing.only([pks["d"], pks["b"]])) == ["b", "d"]


def test_a_group_knows_its_member_type_and_how_sure_it_is(listing, reading):
    sending, _observer, former = listing[:].groups(reading)
    assert (sending.code, sending.held, sending.type.code) == ("sending", "certain", "sending")
    assert (former.code, former.held, former.type) == ("", "former", None)


def test_a_part_is_read_once_and_alone(listing, django_assert_num_queries):
    part = listing[1:3]
    with django_assert_num_queries(1):
        assert slugs(part) == slugs(part) == ["b", "c"]
    with django_assert_num_queries(0):
        assert (len(listing), len(listing[:2])) == (5, 2)


@pytest.mark.parametrize(("at_once", "queries"), [(2, 3), (5, 1), (6, 1)])
def test_a_long_list_is_read_some_at_a_time(listing, monkeypatch, django_assert_num_queries, at_once, queries):
    monkeypatch.setattr("profiles.reading.listings.READ_AT_ONCE", at_once)
    with django_assert_num_queries(queries):
        assert slugs(listing) == ["a", "b", "c", "d", "e"]
