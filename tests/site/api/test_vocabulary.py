import pytest

from profiles.published.models import Body
from tests import factories

pytestmark = pytest.mark.django_db


def test_vocabularies_have_both_labels(client, nepal):
    factories.word(Body, "ilo", sizes="2025-02 187")
    answer = client.get("/api/v1/vocabulary/").json()
    assert list(answer) == ["licence", "types", "roles", "areas", "bodies", "meeting_kinds", "meetings"]
    assert answer["types"][0]["label"] == {"en": "Sending", "ar": "sending بالعربية"}
    assert answer["meetings"][0]["start"] == "2008-01-21"
    assert [row["sizes"] for row in answer["bodies"]] == ["2025-02 187", ""]
