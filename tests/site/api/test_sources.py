import pytest

from profiles.published.models import ThematicArea
from tests import factories
from tests.site.api.test_schemas import complaints, schema_of

pytestmark = pytest.mark.django_db


def test_a_source_names_the_facts_and_texts_that_rest_on_it(client, publisher):
    (cited,) = factories.cites("A list", "https://example.org/list")
    entity = factories.entity("nepal", type=None, body_en=f'<p>Text.<sup data-source="{cited["code"]}"></sup></p>')
    membership = factories.membership(entity, sources=[cited | {"carries": "start"}])
    factories.published(entity, by=publisher)
    factories.word(ThematicArea, "gender", sources=[cited])
    answer = client.get("/api/v1/sources/a-list/").json()
    links = {
        "self": "http://testserver/api/v1/sources/a-list/",
        "pages": {"en": "http://testserver/sources/a-list/", "ar": "http://testserver/ar/sources/a-list/"},
    }
    assert answer["source"] == {
        "code": "a-list",
        "title": {"en": "A list", "ar": "A list"},
        "publisher": "",
        "day": "",
        "language": "",
        "url": "https://example.org/list",
        "archived_url": "",
        "retrieved_on": "",
        "kind": "",
        "links": links,
    }
    (profile,) = answer["profiles"]
    (fact,) = client.get("/api/v1/members/nepal/").json()["memberships"]
    assert fact["uid"] == str(membership.uid)
    assert profile["rests"] == [
        {"part": "body", "carries": ["all"], "fact": None},
        {"part": "memberships", "carries": ["start"], "fact": fact},
    ]
    assert [area["code"] for area in answer["areas"]] == ["gender"]
    assert answer["bodies"] == answer["meetings"] == answer["documents"] == answer["programmes"] == []
    listed = client.get("/api/v1/sources/").json()
    assert listed["count"] == 1
    assert listed["sources"] == [answer["source"] | {"profiles": 1, "words": 1}]


def test_a_source_names_of_other_entries_what_rests_on_it_in_the_shape_that_is_described(client, publisher):
    cited = factories.cites("A list")
    meeting, paper = factories.meeting("first", rests_on=cited), factories.paper("treaty", "agreement")
    programme = factories.programme("skills")
    factories.attendance(meeting, "nepal", sources=cited)
    for slug in ("oman", "india"):
        factories.party(paper, slug, sources=cited)
    factories.part(programme, "oman", "lead", sources=[cited[0] | {"carries": "start"}])
    for entry in (meeting, paper, programme):
        factories.published(entry, by=publisher)
    answer = client.get("/api/v1/sources/a-list/").json()
    described = client.get("/api/v1/openapi.json").json()
    assert complaints(answer, schema_of(described, "/api/v1/sources/{code}/"), described) == []
    for kind, facts in (("meetings", "attendances"), ("documents", "parties"), ("programmes", "parts")):
        (row,) = answer[kind]
        stored = client.get(row["links"]["self"]).json()
        assert (row["code"], row["label"]) == (stored["slug"], stored["name"])
        assert [rest["fact"] for rest in row["rests"] if rest["part"] == facts] == stored[facts]
        assert client.get(row["links"]["pages"]["ar"]).status_code == 200
    assert answer["meetings"][0]["rests"][0] == {"part": "rests_on", "carries": ["all"], "fact": None}
    assert answer["programmes"][0]["rests"][0]["carries"] == ["start"]
    (listed,) = client.get("/api/v1/sources/").json()["sources"]
    assert (listed["profiles"], listed["words"]) == (0, 3)


def test_the_register_takes_words_and_a_kind(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, sources=factories.cites("A list") + factories.cites("A book"))
    factories.published(entity, by=publisher)
    for query, codes in (("", ["a-book", "a-list"]), ("?q=book", ["a-book"]), ("?kind=press", [])):
        assert [row["code"] for row in client.get(f"/api/v1/sources/{query}").json()["sources"]] == codes
    assert client.get("/api/v1/sources/?kind=x").status_code == 400


def test_long_answers_have_pages_that_lead_on(client, publisher, monkeypatch):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    for slug in ("india", "nepal"):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, sources=factories.cites("A list"))
        factories.published(entity, by=publisher)
    first = client.get("/api/v1/sources/a-list/").json()
    assert (first["count"], first["page"], first["pages"], first["previous"]) == (2, 1, 2, None)
    (row,) = client.get(first["next"]).json()["profiles"]
    assert row["slug"] == "nepal"
