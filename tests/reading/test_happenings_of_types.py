"""Who joined, changed the type of membership, was named, and left."""

import pytest

from tests import factories
from tests.reading.between import events, found, said, state

pytestmark = pytest.mark.django_db


def test_a_change_of_type_is_one_change(client, publisher):
    entity = state(publisher, type="observer", start="2005-01-01", end="2010-05-01")
    factories.membership(entity, "sending", "2010-05-01")
    factories.published(entity, by=publisher)
    assert found(client, "2010", "2010") == [("nepal", "changed", True)]
    assert "Nepal became a sending, having been an observer." in said(client, "2010", "2010")


def test_a_return_in_the_same_type_is_told_as_leaving_and_joining(client, publisher):
    entity = state(publisher, start="2005-01-01", end="2010-05-01")
    factories.membership(entity, "sending", "2010-08-01")
    factories.published(entity, by=publisher)
    assert sorted(found(client, "2010", "2010")) == [("nepal", "began", True), ("nepal", "ended", True)]


@pytest.fixture
def live(publisher):
    """Publish Nepal with memberships, each (type, start, end, further columns)."""

    def publish(*memberships):
        entity = factories.entity("nepal", type=None)
        for type, start, end, columns in memberships:
            factories.membership(entity, type, start, end=end, **columns)
        return factories.published(entity, by=publisher)

    return publish


NAMED = {"start_qualifier": "at_latest", "end_qualifier": "at_earliest"}


def test_a_chain_of_types_is_told_as_one_who_joined_and_became_and_never_left(client, live):
    live(
        ("observer", "2008-01-01", "2012-03-01", {}),
        ("sending", "2012-03-01", "2014-01-01", {}),
        ("receiving", "2014-01-01", "", {}),
    )
    told = [
        "1 Jan. 2008: Nepal joined this organization as an observer.",
        "1 Mar. 2012: Nepal became a sending, having been an observer.",
        "1 Jan. 2014: Nepal became a receiving, having been a sending.",
    ]
    assert events(client, "2007", "2015") == told
    assert events(client, "2010", "2015") == told[1:]
    assert found(client, "2010", "2015") == [("nepal", "changed", True), ("nepal", "changed", True)]


def test_the_same_type_renewed_on_one_day_is_nothing(client, live):
    live(("sending", "2008-01-01", "2012-03-01", {}), ("sending", "2012-03-01", "2014-01-01", {}))
    assert events(client, "2011", "2013") == []
    assert events(client, "2007", "2015") == [
        "1 Jan. 2008: Nepal joined this organization as a sending.",
        "1 Jan. 2014: Nepal left this organization, having been a sending.",
    ]


def test_the_same_type_renewed_in_one_year_is_possible_within_that_year_alone(client, live):
    live(("sending", "2008-01-01", "2012", {}), ("sending", "2012", "", {}))
    assert events(client, "2011", "2013") == []
    assert found(client, "2012-05-01", "2013") == [("nepal", "ended", False), ("nepal", "began", False)]


def test_a_renewal_of_what_had_no_start_is_told_since_it_is_certain_from_then_on(client, live):
    live(("sending", "", "2012-03-01", {}), ("sending", "2012-03-01", "", {}))
    assert events(client, "2011", "2013") == [
        "1 Mar. 2012: Nepal was a sending up to then.",
        "1 Mar. 2012: Nepal became a sending.",
    ]


def test_types_whose_dates_may_fall_on_one_day_or_on_two_in_a_row_are_one_change(client, live):
    live(
        ("observer", "2008-01-01", "2010", {}),
        ("sending", "2010-05-01", "2012-12-31", {}),
        ("receiving", "2013-01-01", "", {}),
    )
    assert found(client, "2009", "2011") == [("nepal", "changed", True)]
    assert found(client, "2010-04-30", "2011") == [("nepal", "changed", False)]
    assert events(client, "2009", "2013") == [
        "1 May 2010: Nepal became a sending, having been an observer.",
        "1 Jan. 2013: Nepal became a receiving, having been a sending.",
    ]


def test_years_between_two_types_make_them_two_events(client, live):
    live(("observer", "2008-01-01", "2010-05-01", {}), ("sending", "2015-05-01", "", {}))
    assert events(client, "2009", "2016") == [
        "1 May 2010: Nepal left this organization, having been an observer.",
        "1 May 2015: Nepal became a sending.",
    ]


def test_who_may_have_stayed_did_not_leave(client, live):
    live(("observer", "2008-01-01", "2010-05-01", {}), ("sending", "2015", "", {"start_qualifier": "at_latest"}))
    assert events(client, "2009", "2016") == [
        "1 May 2010: Nepal was an observer up to then.",
        "2015 or earlier: Nepal was named as a sending.",
    ]


def test_who_was_only_last_named_did_not_leave(client, live):
    live(("observer", "2008-01-01", "2012-05-01", {"end_qualifier": "at_earliest", "ended": True}))
    assert events(client, "2007", "2016") == [
        "1 Jan. 2008: Nepal joined this organization as an observer.",
        "1 May 2012: Nepal was last named as an observer.",
    ]


def test_who_was_a_member_before_and_was_named_again_did_not_join_again(client, live):
    """As Singapore: it had joined in 2008, and was named in between."""
    live(
        ("receiving", "2008-01-01", "2008-01-22", {"end_qualifier": "at_earliest", "ended": True}),
        ("receiving", "2012-04", "2012-04", {**NAMED, "ended": True, "certainty": "disputed"}),
        ("observer", "2012-04-18", "2018-05-09", {**NAMED, "ended": True}),
    )
    assert events(client, "2007", "2026") == [
        "1 Jan. 2008: Nepal joined this organization as a receiving.",
        "22 Jan. 2008: Nepal was last named as a receiving.",
        "Apr. 2012: Nepal was named as a receiving.",
        "18 Apr. 2012 – 9 May 2018: Nepal was named as an observer.",
    ]
    assert events(client, "2017", "2026") == ["9 May 2018: Nepal was last named as an observer."]


@pytest.mark.parametrize("certainty", ["not_stated", "disputed"])
def test_a_membership_that_is_not_sure_was_named(client, live, certainty):
    live(("observer", "2010-05-01", "2012-05-01", {"certainty": certainty}))
    assert events(client, "2010", "2010") == ["1 May 2010: Nepal was named as an observer."]
    assert events(client, "2012", "2012") == ["1 May 2012: Nepal was last named as an observer."]
    assert events(client, "2009", "2013") == ["1 May 2010 – 1 May 2012: Nepal was named as an observer."]
    assert found(client, "2009", "2013") == [("nepal", "named", False)]


def test_what_is_not_sure_makes_no_change_of_type(client, live):
    live(("observer", "2008", "2010-05-01", {"certainty": "disputed"}), ("sending", "2010-05-01", "", {}))
    assert events(client, "2009", "2011") == [
        "1 May 2010: Nepal was last named as an observer.",
        "1 May 2010: Nepal became a sending.",
    ]


def test_who_came_and_went_joined_and_left_once(client, live):
    live(("observer", "2010-02-01", "2010-05-01", {}))
    assert events(client, "2009", "2011") == [
        "1 Feb. 2010 – 1 May 2010: Nepal joined this organization as an observer, and left it again."
    ]


def test_what_came_and_went_beside_what_may_have_lasted_was_for_that_time(client, live):
    live(
        ("sending", "2001-01-01", "2009-05-01", {"end_qualifier": "at_earliest"}),
        ("observer", "2010-02-01", "2010-05-01", {}),
    )
    assert events(client, "2010", "2011") == ["1 Feb. 2010 – 1 May 2010: Nepal was an observer."]
