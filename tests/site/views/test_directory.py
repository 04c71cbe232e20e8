import pytest

from profiles.published.models import Meeting

pytestmark = pytest.mark.django_db


def test_home_answers_the_first_questions(directory, page_texts, client):
    Meeting.objects.create(
        code="m1",
        kind="ministerial",
        ordinal=1,
        label_en="First",
        label_ar="الأولى",
        start="2008-01-21",
        end="2008-01-22",
    )
    response = client.get("/")
    assert response.context["chair"].profile["slug"] == "india"
    assert response.context["last_meeting"].code == "m1"
    assert [(group.code, len(group.rows)) for group in response.context["groups"]] == [
        ("sending", 1),
        ("receiving", 1),
        ("observer", 1),
        ("", 1),
    ]


@pytest.mark.parametrize(
    "query", ["?type=nonsense", "?sort=x", "?page=0", "?page=2", "?page=x", "?page=1e30", "?q=" + "x" * 101]
)
def test_values_that_do_not_exist_are_400_with_the_reason(directory, client, query):
    for prefix in ("", "/ar"):
        response = client.get(f"{prefix}/members/{query}")
        assert response.status_code == 400
        assert response.context["reason"]
