"""The roll: nobody has two memberships at a time, and everything else is had beside each other."""

import datetime as dt

import pytest

from profiles.published.models import Publication
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2015, 6, 1)
SURE, CLAIM, PAST = {}, {"certainty": "disputed"}, {"start": "2008", "end": "2012"}


@pytest.mark.parametrize(
    ("memberships", "certain", "possible"),
    [
        ([("receiving", SURE)], {"receiving", "member"}, {"receiving", "member"}),
        ([("observer", CLAIM)], set(), {"observer"}),
        ([("receiving", SURE), ("observer", CLAIM)], {"receiving", "member"}, {"receiving", "member"}),
        ([("observer", CLAIM), ("receiving", SURE)], {"receiving", "member"}, {"receiving", "member"}),
        ([("sending", SURE), ("receiving", CLAIM)], {"sending", "member"}, {"sending", "member"}),
        ([("observer", SURE), ("receiving", CLAIM)], {"observer"}, {"observer"}),
        ([("sending", CLAIM), ("observer", CLAIM)], set(), {"sending", "member", "observer"}),
        ([("sending", PAST), ("observer", CLAIM)], set(), {"observer"}),
        ([("sending", PAST), ("observer", SURE)], {"observer"}, {"observer"}),
        ([("sending", PAST)], {"former"}, {"former"}),
    ],
)
def test_who_certainly_is_one_thing_is_possibly_nothing_else(publisher, memberships, certain, possible):
    """Another profile, which is the other thing, changes nothing of it."""
    entity = factories.entity("entity", type=None)
    for code, columns in memberships:
        factories.membership(entity, code, **{"start": "2013"} | columns)
    for row in (entity, factories.entity("sure", type="receiving"), factories.organization("office")):
        factories.published(row, by=publisher)
    order = Reading.now().roll.order("name", "en")
    (own,) = (1 << place for place, pk in enumerate(order.pks) if Publication.objects.get(pk=pk).slug == "entity")
    day = order.day(DAY)
    assert {code for (_kind, code), bits in day.certain.items() if bits & own} == certain
    assert {code for (_kind, code), bits in day.possible.items() if bits & own} == possible


def test_roles_and_bodies_are_had_beside_each_other(publisher):
    entity = factories.entity()
    for code, certainty in (("chair", "stated"), ("host", "disputed")):
        factories.role_term(entity, code, certainty=certainty)
        factories.affiliation(entity, code, certainty=certainty)
    factories.published(entity, by=publisher)
    day = Reading.now().roll.order("name", "en").day(DAY)
    for kind in ("role", "body"):
        assert [day.possible[kind, code] for code in ("chair", "host")] == [1, 1]
        assert [day.certain.get((kind, code), 0) for code in ("chair", "host")] == [1, 0]
