"""Documents have the shape that the description says, whatever they are of."""

import pytest

from profiles.published import documents
from profiles.values.choices import EntryKind
from tests import factories
from tests.site.api.test_schemas import complaints

pytestmark = pytest.mark.django_db


DOCUMENTS = {"Member": ["body"], "Meeting": ["agenda", "outcome"], "Document": ["summary"], "Programme": ["summary"]}


@pytest.fixture
def meeting(nepal, publisher):
    meeting = factories.meeting("m1", rests_on=[{"code": "a-list", "carries": "all"}])
    factories.attendance(meeting, "nepal", sources=[{"code": "a-list", "carries": "all"}])
    return factories.published(meeting, by=publisher)


def test_columns_that_hold_html_say_which(client):
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    rich = {"$ref": "#/components/schemas/RichPair"}
    found = {name: [key for key, value in schemas[name]["properties"].items() if value == rich] for name in DOCUMENTS}
    assert found == DOCUMENTS
    office = schemas["Member"]["properties"]["responsible_entities"]["items"]["properties"]
    assert [key for key, value in office.items() if value == rich] == ["text"]
    assert all(
        f"{tag}," in schemas["RichPair"]["properties"]["ar"]["description"] for tag in ("table (thead", "sup", "sub")
    )


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("/api/v1/members/nepal/", "Member", EntryKind.PROFILE),
        ("/api/v1/meetings/m1/", "Meeting", EntryKind.MEETING),
    ],
)
def test_a_document_has_the_fields_that_are_described_and_no_others(client, meeting, path, name, kind):
    description = client.get("/api/v1/openapi.json").json()
    content, described = client.get(path).json(), description["components"]["schemas"][name]
    assert complaints(content, described, description) == []
    assert set(content) == set(described["required"])
    for key in documents.SHAPES[kind].facts:
        assert set(content[key][0]) == set(described["properties"][key]["items"]["required"]), key
