import datetime as dt
import json

import pytest
from django.utils import timezone
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


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/",
        "/api/v1/members/",
        "/api/v1/members/nepal/",
        "/api/v1/changes/",
        "/api/v1/facts/",
        "/api/v1/sources/",
    ],
)
def test_parameters_that_are_unknown_are_refused_by_name(client, nepal, address):
    answer = client.get(f"{address}?standings=member&lang=ar&type%5B%5D=sending").json()
    assert (answer["status"], [error["parameter"] for error in answer["errors"]]) == (400, ["standings", "type[]"])
    assert "standings" in answer["errors"][0]["detail"]
    assert client.get(f"{address}?lang=ar").status_code == 200


def test_who_says_since_when_it_has_a_document_gets_it_once(client, nepal, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=1))
    address = "/api/v1/members/nepal/"
    changed = client.get(address)["Last-Modified"]
    assert client.get(address, headers={"if-modified-since": changed}).status_code == 304
    assert client.get(address, headers={"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200


def test_the_page_for_readers_leads_to_every_list_and_all_else(client, nepal):
    page = client.get("/ar/api/").content.decode()
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    addresses = [path for path in paths if path.startswith("/api/") and "{" not in path]
    others = ["/data/", "/changes/feed/", "/changes/feed.json", "/meetings.ics", "/timeline.svg", "/map.svg"]
    addresses += [f"/ar{address}" for address in [*others, "/embed/count/"]]
    assert [address for address in addresses if f'href="{address}"' not in page] == []
