import pytest

from tests import factories
from tests.site.api.test_schemas import complaints, schema_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(nepal, publisher):
    """A meeting, two documents and a programme that are public; and a draft of each."""
    meeting = factories.meeting("m1", ordinal=1)
    factories.attendance(meeting, "nepal")
    made = [meeting, factories.paper("late", day="2024"), factories.paper("early"), factories.programme()]
    for entry in made:
        factories.published(entry, by=publisher)
    factories.meeting("draft"), factories.paper("draft"), factories.programme("draft")


@pytest.mark.parametrize(
    ("kind", "slugs"), [("meetings", ["first", "m1"]), ("documents", ["late", "early"]), ("programmes", ["skills"])]
)
def test_a_list_has_all_that_is_public_in_the_shape_that_is_described(client, entries, kind, slugs):
    described = client.get("/api/v1/openapi.json").json()
    answer = client.get(f"/api/v1/{kind}/").json()
    assert complaints(answer, schema_of(described, f"/api/v1/{kind}/"), described) == []
    assert (answer["count"], [row["slug"] for row in answer[kind]]) == (len(slugs), slugs)
    for row in answer[kind]:
        assert client.get(row["links"]["self"]).json()["uid"] == row["uid"]
        assert client.get(row["links"]["pages"]["ar"]).status_code == 200


def test_a_draft_has_no_document_there(client, entries):
    for kind in ("meetings", "documents", "programmes"):
        assert client.get(f"/api/v1/{kind}/draft/").status_code == 404
