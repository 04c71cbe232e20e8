import pytest

from profiles.published.models import Publication
from tests import factories
from tests.answers import names

pytestmark = pytest.mark.django_db


def neighbours(response):
    slugs = dict(Publication.objects.values_list("pk", "slug"))
    return [(slugs[pk], number) for pk, number in response.context["neighbours"].shared.items()]


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
