"""What rows without a working copy say, and what differs of it."""

import datetime as dt

import pytest

from profiles.desk import states
from profiles.desk.models import Assignment, User
from profiles.desk.verbs import vocabulary
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_source_says_plain_values_alone():
    source = factories.word(Source, "a-list", retrieved_on=dt.date(2026, 1, 31), day="2008-01")
    state = states.state_of(source)
    assert (state["code"], state["day"], state["retrieved_on"], state["retired"]) == (
        "a-list",
        "2008-01",
        "2026-01-31",
        False,
    )
    assert "id" not in state


def test_an_account_says_its_groups_and_what_it_keeps_and_no_secret():
    entity = factories.entity("nepal")
    user = factories.focal_point("focal", entity, until=dt.date(2030, 1, 31))
    state = states.state_of(user)
    assert state["groups"] == ["Focal points"]
    assert state["assignments"] == [[str(entity.uid), "2030-01-31"]]
    assert state.keys() == {*states.ACCOUNT, "groups", "assignments"}
    assert user.password not in str(state)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": [2, 3]}),
        ({"a": 1}, {"a": 1}, {}),
        ({}, {"a": 1, "b": None}, {"a": [None, 1], "b": [None, None]}),
    ],
)
def test_what_differs_is_said_by_field(before, after, found):
    assert states.differences(before, after) == found


def test_what_a_state_says_is_written_and_the_rest_stays():
    source = factories.word(Source, "a-list", retrieved_on=dt.date(2026, 1, 31), publisher="IOM")
    before = states.state_of(source)
    source.retrieved_on, source.publisher = None, "ILO"
    states.write(source, {"retrieved_on": before["retrieved_on"], "of-no-column": 1})
    assert (source.retrieved_on, source.publisher) == (dt.date(2026, 1, 31), "ILO")


def test_the_stored_state_is_not_that_of_the_row_in_hand():
    area = factories.renamed(factories.area("gender"))
    assert (states.stored_state(area)["label_en"], states.state_of(area)["label_en"]) == ("Gender", "Gender anew")
    assert states.stored_state(type(area)(code="new")) == {}


def test_the_log_knows_the_events_of_a_row_and_of_no_other(publisher):
    area, other = factories.area("gender"), factories.area("other")
    for row in (area, other, area):
        vocabulary.change(factories.renamed(row), by=publisher)
    assert [event.details["changes"]["label_en"][1] for event in states.events_of(area)] == [
        "Gender anew anew",
        "Gender anew",
    ]
    assert list(states.events_on(User, area.pk)) == []


@pytest.mark.parametrize("pk", ["x", "", "-1", "99999999999999999999"])
def test_an_address_of_nothing_that_was_deleted_knows_no_deletion(pk):
    assert states.deletion_of(Source, pk) is None


def test_who_deleted_a_word_is_known(publisher):
    area = factories.area("gender")
    pk = area.pk
    vocabulary.delete(area, by=publisher)
    assert states.deletion_of(type(area), str(pk)).actor == publisher


def test_assignments_come_in_the_order_in_which_they_were_made(stranger):
    made = [Assignment.objects.create(user=stranger, entity=factories.entity()) for _time in range(3)]
    assert [uid for uid, _until in states.state_of(stranger)["assignments"]] == [str(row.entity.uid) for row in made]
