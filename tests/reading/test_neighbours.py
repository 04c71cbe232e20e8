import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.reading.neighbours import at_least
from tests import factories
from tests.answers import names

pytestmark = pytest.mark.django_db


def neighbours(response):
    """By address, each with the number of themes that it shares."""
    return [(re.search(r"/members/([^/]+)/", look)[1], number) for look, number in response.context["neighbours"].shown]


def test_a_profile_ends_with_those_of_its_member_type_most_shared_themes_first(client, publisher):
    areas = {code: factories.area(code) for code in ("a", "b", "c")}
    for slug, type_, themes in (
        ("nepal", "sending", "ab"),
        ("alpha", "sending", ""),
        ("beta", "sending", "ac"),
        ("gamma", "sending", "abc"),
        ("kuwait", "receiving", "ab"),
    ):
        entity = factories.entity(slug, type=type_)
        entity.areas.set([areas[code] for code in themes])
        factories.published(entity, by=publisher)
    response = client.get("/members/nepal/")
    assert neighbours(response) == [("gamma", 2), ("beta", 1), ("alpha", 0)]
    assert response.context["neighbours"].query == "type=sending"
    assert names(client.get("/members/?type=sending&sort=name")) == ["Alpha", "Beta", "Gamma", "Nepal"]


def test_the_neighbours_of_a_former_member_are_on_its_themes_and_alone_it_has_none(client, publisher):
    for slug in ("iom", "ilo", "kuwait"):
        entity = factories.organization(slug)
        if slug == "iom":
            entity.memberships.update(end="2010")
        if slug != "kuwait":
            entity.areas.add(factories.area())
        factories.published(entity, by=publisher)
        if slug == "iom":
            assert client.get("/members/iom/").context["neighbours"] is None
    response = client.get("/members/iom/")
    assert neighbours(response) == [("ilo", 1)]
    assert response.context["neighbours"].query == "area=fair-recruitment"


def test_at_most_eight_neighbours_as_of_the_day(client, publisher):
    for index in range(10):
        factories.published(factories.entity(f"state-{index}", start="2008" if index else "2020"), by=publisher)
    assert len(neighbours(client.get("/members/state-0/"))) == 8
    response = client.get("/members/state-1/?on=2015-05-05")
    assert "state-0" not in dict(neighbours(response))
    assert response.context["neighbours"].query == "type=sending&on=2015-05-05"


def test_who_only_perhaps_has_the_type_stands_beside_it_too_and_who_had_it_does_not(client, publisher):
    perhaps, former = factories.entity("perhaps", type=None), factories.entity("former", type=None)
    factories.membership(perhaps, "sending", "2008", certainty="disputed")
    factories.membership(former, "sending", "2008", end="2012")
    for entity in (factories.entity("nepal"), perhaps, former):
        factories.published(entity, by=publisher)
    assert neighbours(client.get("/members/nepal/")) == [("perhaps", 0)]


def test_a_profile_without_a_type_stands_beside_those_that_share_any_of_its_themes(client, publisher):
    areas = {code: factories.area(code) for code in "abc"}
    for slug, themes in (("past", "ab"), ("one", "b"), ("two", "ab"), ("none", "c")):
        entity = factories.entity(slug)
        if slug == "past":
            entity.memberships.update(end="2010")
        entity.areas.set([areas[code] for code in themes])
        factories.published(entity, by=publisher)
    response = client.get("/members/past/")
    assert neighbours(response) == [("two", 2), ("one", 1)]
    assert response.context["neighbours"].type is None
    assert response.context["neighbours"].query == "area=a&area=b"


@given(groups=st.lists(st.integers(0, 255), max_size=6))
def test_who_is_in_at_least_so_many_groups(groups):
    times = [sum(bits >> place & 1 for bits in groups) for place in range(8)]
    wanted = [sum(1 << place for place in range(8) if times[place] > index) for index in range(len(groups))]
    assert at_least(groups) == wanted
