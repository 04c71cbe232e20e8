"""Facts as rows: the same as in the file, some profiles at a time."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk import verbs
from profiles.published.models import Role
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/facts/"


@pytest.fixture
def world(publisher):
    """Three profiles; a meeting with one of them and with somebody who has no profile."""
    for number, slug in enumerate(("india", "nepal", "oman")):
        entity = factories.entity(slug, type="sending" if number else "receiving")
        if number:
            factories.role_term(entity, "chair", "2012", sources=factories.cites("A list"))
        factories.affiliation(entity)
        factories.responsible_entity(entity)
        entity.areas.add(factories.area())
        factories.published(entity, by=publisher)
    meeting = factories.meeting("m1")
    factories.attendance(meeting, "oman")
    factories.attendance(meeting, name_en="World Bank")
    factories.published(meeting, by=publisher)


def walk(client, query=""):
    """All facts of a list, by following where each of its parts leads."""
    address, found = f"{ADDRESS}{query}", []
    while address:
        answer = client.get(address).json()
        assert answer["facts"], "a part without facts"
        found += answer["facts"]
        address = answer["next"]
    return found


@pytest.mark.parametrize(
    "query", ["", "?role=chair", "?type=receiving&on=2010", "?q=oman", "?sort=joined&on=2011", "?on=2000"]
)
@pytest.mark.parametrize("per_page", [1, 50])
def test_they_are_the_rows_of_the_file(client, world, monkeypatch, query, per_page):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", per_page)
    rows = json.loads(b"".join(client.get(f"/facts.json{query}")))["rows"]
    found = walk(client, query)
    assert sorted(map(str, found)) == sorted(map(str, rows))
    assert len({row["fact_uid"] for row in found}) == len(found)


@pytest.mark.parametrize(
    ("query", "kinds", "slugs"),
    [
        ("?kind=role", {"role"}, {"nepal", "oman"}),
        ("?kind=role&code=chair", {"role"}, {"nepal", "oman"}),
        ("?kind=membership&code=receiving", {"membership"}, {"india"}),
        ("?kind=attendance", {"attendance"}, {"oman", None}),
        ("?code=m1", {"attendance"}, {"oman", None}),
        ("?kind=attendance&q=oman", {"attendance"}, {"oman"}),
        ("?kind=responsible", {"responsible"}, {"india", "nepal", "oman"}),
        ("?kind=area&kind=role&q=nepal", {"area", "role"}, {"nepal"}),
    ],
)
def test_kinds_and_codes_choose_among_them(client, world, monkeypatch, query, kinds, slugs):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    found = walk(client, query)
    assert ({row["kind"] for row in found}, {row["slug"] for row in found}) == (kinds, slugs)


def test_a_code_that_nothing_has_gives_nothing(client, world):
    factories.area("unused")
    assert client.get(f"{ADDRESS}?code=unused").json() | {"as_of": "", "licence": ""} == {
        "as_of": "",
        "licence": "",
        "count": 0,
        "page": 1,
        "pages": 1,
        "previous": None,
        "next": None,
        "facts": [],
    }


@pytest.mark.parametrize("query", ["kind=x", "code=x", "code=chair&code=x"])
def test_a_kind_and_a_code_that_are_none_are_refused_by_name(client, world, query):
    answer = client.get(f"{ADDRESS}?{query}")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["parameter"]) == (400, query.partition("=")[0])
    assert "“x”" in error["detail"]


def test_a_merged_code_is_the_word_that_it_reads_as(client, world):
    chair = Role.objects.get(code="chair")
    Role.objects.create(code="president", label_en="President", merged_into=chair)
    with verbs.writing():
        pass
    assert walk(client, "?code=president") == walk(client, "?code=chair") != []


def test_a_part_asks_as_much_for_three_profiles_as_for_one(client, world, monkeypatch):
    asked = []
    for per_page in (1, 3):
        monkeypatch.setattr("profiles.reading.pages.PER_PAGE", per_page)
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 8
