"""The description of the API for machines."""

import pytest
from django.urls import reverse

from profiles.site.files import exports

pytestmark = pytest.mark.django_db


def test_every_address_of_the_api_is_described(client, nepal):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    names = (
        "api_entry",
        "api_members",
        "api_meetings",
        "api_documents",
        "api_programmes",
        "api_sources",
        "api_facts",
        "api_changes",
        "api_vocabulary",
        "api_openapi",
    )
    names += exports.NAMES
    assert {path for path in paths if "{" not in path} == {reverse(name) for name in names}


def test_parameters_are_described_with_the_codes_of_today(client, nepal):
    parameters = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/members/"]["get"]["parameters"]
    schemas = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert list(schemas) == [
        "q",
        "type",
        "standing",
        "area",
        "role",
        "body",
        "sort",
        "on",
        "page",
        "after",
        "facets",
        "lang",
    ]
    empty = {"type": "string", "maxLength": 0}
    assert schemas["type"]["items"]["anyOf"] == [{"type": "string", "enum": ["sending"]}, empty]
    assert schemas["sort"]["anyOf"][0]["enum"] == ["type", "name", "joined", "found"]


def test_a_directory_without_words_yet_is_described_too(client, db):
    described = client.get("/api/v1/openapi.json").json()
    parameters = described["paths"]["/api/v1/members/"]["get"]["parameters"]
    schemas = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert schemas["type"]["items"] == {"type": "string", "maxLength": 0}


def test_nothing_stated_is_no_code_of_a_list(client, nepal):
    def lists(schema):
        if isinstance(schema, dict):
            for key, value in schema.items():
                yield from [value] if key in ("enum", "x-extensible-enum") else lists(value)
        elif isinstance(schema, list):
            for item in schema:
                yield from lists(item)

    found = list(lists(client.get("/api/v1/openapi.json").json()))
    assert len(found) > 10
    assert all("" not in values for values in found)


def test_rows_of_files_are_described_by_their_columns(client, nepal):
    described = client.get("/api/v1/openapi.json").json()

    def row(name):
        answer = described["paths"][f"/{name}.json"]["get"]["responses"]["200"]
        return answer["content"]["application/json"]["schema"]["properties"]["rows"]["items"]

    assert row("facts") == {"$ref": "#/components/schemas/Fact"}
    for name in ("meetings", "attendance", "documents", "programmes", "roles", "sources", "vocabulary"):
        told = client.get(f"/{name}.csv").content.decode("utf-8-sig").splitlines()[0].split(",")
        assert list(row(name)["properties"]) == told
