"""JSON of several makers: what was written out, what the API answers, fixtures; and what is none of it."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from profiles.desk import workingcopy
from profiles.desk.exchange.reading.files import read
from profiles.desk.models import Entity
from profiles.desk.verbs import importing
from profiles.published.models import MeetingKind, Publication, Source
from tests import factories
from tests.desk.exchange.steps import acts, compared

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    entity = factories.entity("nepal", start="2008-05")
    entity.areas.add(factories.area())
    entity.memberships.update(sources=factories.cites("A list"))
    factories.responsible_entity(entity, "Ministry")
    return factories.published(entity, by=publisher)


def test_what_the_api_answers_comes_in(nepal, client, publisher):
    content = client.get("/api/v1/members/nepal/").content
    found, problems = compared(content, "nepal.json", publisher)
    assert (problems, found.changes) == ([], [])
    document = json.loads(content) | {"summary": {"en": "New.", "ar": "جديد."}}
    found, problems = compared(json.dumps(document).encode(), "nepal.json", publisher)
    assert (problems, acts(found)) == ([], [("profiles", "changed", {"summary_en": "New.", "summary_ar": "جديد."})])


def test_what_the_api_answers_comes_into_an_empty_portal_with_its_sources(nepal, client, publisher):
    content, before = client.get("/api/v1/members/nepal/").content, Publication.objects.get().content()
    Entity.objects.all().delete()
    Source.objects.all().delete()
    (entity,) = importing.take(importing.read(content, name="nepal.json", by=publisher), by=publisher)
    assert workingcopy.document(entity) == before


def test_the_downloaded_directory_comes_in(nepal, client, publisher):
    content = b"".join(client.get("/members.json").streaming_content)
    found, problems = compared(content, "members.json", publisher)
    assert (problems, found.changes) == ([], [])


def test_documents_of_other_kinds_say_what_they_are_of(client, publisher):
    meeting = factories.published(factories.meeting("m8", ordinal=8), by=publisher)
    content = client.get("/api/v1/meetings/m8/").content
    found, problems = compared(content, "m8.json", publisher)
    assert (problems, found.changes, found.unchanged) == ([], [], 1)
    listed, _problems = compared(b"[" + content + b"]", "m8.json", publisher)
    assert listed.unchanged == 1
    assert MeetingKind.objects.count() == 1
    assert meeting.name == "M8"


def test_fixtures_come_in():
    file = read((settings.BASE_DIR / "fixtures" / "entities" / "kuwait.json").read_bytes(), "kuwait.json")
    assert file.problems == []
    assert {row.sheet for row in file.rows} >= {"profiles", "memberships", "role_terms", "responsible_entities"}
    assert next(row for row in file.rows if row.sheet == "memberships").cells["type"] == "receiving"


@pytest.mark.parametrize(
    "content",
    [
        "[1]",
        "{}",
        '{"about": {}}',
        '{"profiles": 5}',
        '{"other": []}',
        '{"slug": "x", "entry": "nonsense"}',
        '{"slug": "x", "schema": 1}',
        '{"slug": "x", "schema": 9}',
        '{"slug": "x", "memberships": 5}',
        '{"slug": "x", "memberships": [5]}',
        '{"slug": "x", "uid": []}',
        '{"slug": "x", "sources": [5]}',
    ],
)
def test_other_json_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="This JSON"):
        read(content.encode(), "a.json")


@pytest.mark.parametrize("content", ["{", "[" * 100_000, '{"slug": "x",}'])
def test_what_is_no_json_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="no JSON"):
        read(content.encode(), "a.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", {"en": "Nepal"}),
        ("name", {"en": "Nepal", "ar": 1.5}),
        ("slug", 1.5),
        ("areas", 5),
        ("areas", [{}]),
        ("website", ["x"]),
    ],
)
def test_values_of_another_shape_are_said_with_their_place(key, value):
    (problem,) = read(json.dumps({"slug": "nepal"} | {key: value}).encode(), "a.json").problems
    assert (problem.sheet, problem.row, problem.column.startswith(key)) == ("profiles", 1, True)


def test_what_no_column_is_for_is_said():
    (problem,) = read(b'{"slug": "nepal", "colour": "red"}', "a.json").problems
    assert (problem.column, "no column" in problem.reason) == ("colour", True)


@pytest.mark.parametrize("text", ["\ud800", "a\x00", "a\x0bb"])
@pytest.mark.parametrize(
    "where", ['{"slug": "nepal", "summary": {"en": %s}}', "{%s: []}", '{"slug": "x", "uid": [[%s]]}']
)
def test_characters_of_no_text_are_refused_wherever_they_stand(where, text):
    with pytest.raises(ValidationError, match="no text: JSON"):
        read((where % json.dumps(text)).encode(), "a.json")
