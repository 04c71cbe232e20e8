"""Answers have the shape that the description says."""

import re

import pytest

pytestmark = pytest.mark.django_db


def complaints(value, schema, described, where="answer") -> list[str]:
    """Where a value is not what a schema says, in the few words of JSON Schema that ours is written in."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        found = [complaints(value, choice, described, where) for choice in schema["anyOf"]]
        return [] if [] in found else found[0]
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    wanted = types[schema["type"]]
    if type(value) is not wanted:
        return [f"{where}: {value!r} is not {schema['type']}"]
    if wanted is str:
        known = schema.get("enum") or schema.get("x-extensible-enum") or [value]
        known = [*known, ""] if "Empty: not stated." in schema.get("description", "") else known
        fits = value in known and re.search(schema.get("pattern", ""), value)
        return [] if fits else [f"{where}: {value!r}"]
    if wanted is list:
        return [text for item in value for text in complaints(item, schema["items"], described, f"{where}[]")]
    if wanted is dict:
        found = [f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, item in value.items():
            below = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
            if below:
                found += complaints(item, below, described, f"{where}.{name}")
            elif "properties" in schema:
                # Some of the clients that are made of the description would lose it.
                found.append(f"{where}.{name} is not described")
        return found
    return []


def schema_of(described, path, status="200"):
    (content,) = described["paths"][path]["get"]["responses"][status]["content"].values()
    return content["schema"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/v1/", ""),
        ("/api/v1/members/", "?facets=1"),
        ("/api/v1/members/", "?on=2000&lang=ar"),
        ("/api/v1/members/{slug}/", ""),
        ("/api/v1/members/{slug}/versions/", ""),
        ("/api/v1/members/{slug}/confirmations/", ""),
        ("/api/v1/members/{slug}/versions/{number}/", ""),
        ("/api/v1/sources/", ""),
        ("/api/v1/sources/{code}/", ""),
        ("/api/v1/facts/", ""),
        ("/api/v1/changes/", ""),
        ("/api/v1/vocabulary/", ""),
    ],
)
def test_an_answer_has_the_shape_that_is_described(client, nepal, path, query):
    described = client.get("/api/v1/openapi.json").json()
    answer = client.get(path.format(slug="nepal", number=1, code="a-list") + query)
    assert complaints(answer.json(), schema_of(described, path), described) == []


@pytest.mark.slow
def test_no_answer_about_the_real_directory_says_what_is_not_described(client, real_directory):
    described = client.get("/api/v1/openapi.json").json()
    looked_at = 0

    def look(path, query="", **parts):
        nonlocal looked_at
        looked_at += 1
        address = path.format(**parts) + query
        answer = client.get(address).json()
        assert complaints(answer, schema_of(described, path), described) == [], address
        return answer

    look("/api/v1/")
    look("/api/v1/vocabulary/")
    lists = [
        ("members", "slug", "{slug}/", "{slug}/versions/", "{slug}/confirmations/"),
        ("meetings", "slug", "{slug}/"),
        ("documents", "slug", "{slug}/"),
        ("programmes", "slug", "{slug}/"),
        ("sources", "code", "{code}/"),
        ("facts", ""),
        ("changes", ""),
    ]
    for name, key, *below in lists:
        path, query = f"/api/v1/{name}/", ""
        while query is not None:
            answer = look(path, query)
            for row in answer[name] if below else ():
                for part in below:
                    look(path + part, **{key: row[key]})
            query = f"?{answer['next'].partition('?')[2]}" if answer.get("next") else None
    assert looked_at > 300
