import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


def test_the_api_has_one_address_for_both_languages(client, nepal):
    assert client.get("/ar/api/v1/members/").status_code == 404
    assert client.get("/ar/api/").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["q", "type", "standing", "area", "role", "body", "on", "sort", "page", "after", "facets", "lang", "x"]
    ),
    values=st.lists(st.text(max_size=30), min_size=1, max_size=3),
)
def test_no_parameter_breaks_the_api(client, nepal, name, values):
    try:
        response = client.get("/api/v1/members/", {name: values})
    except UnicodeEncodeError:  # The test client cannot send it.
        return
    assert response.status_code in (200, 400)
    json.loads(response.content)
