"""A client that is made from the description works: each operation is asked of a live server."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

GENERATOR = Path(sys.executable).parent / "openapi-python-client"
# What each operation is asked with, where it needs something.
ASKED = {
    "get_member": ("nepal",),
    "list_member_versions": ("nepal",),
    "list_member_confirmations": ("nepal",),
    "get_member_version": ("nepal", 1),
    "get_meeting": ("first",),
    "get_document": ("p1",),
    "get_programme": ("skills",),
    "get_source": ("a-list",),
}
# No formats that the generator reads: of these it makes operations that give bytes.
UNREAD = ("_xlsx", "_jsonl")


@pytest.fixture
def described(live_server, nepal, gone, publisher):
    for entry in (factories.paper(), factories.programme()):
        factories.published(entry, by=publisher)
    return httpx.get(f"{live_server.url}/api/v1/openapi.json").json()


@pytest.fixture
def made(described, live_server, tmp_path, monkeypatch):
    """The package that openapi-python-client makes of the description, and what it warned of."""
    source, config = tmp_path / "openapi.json", tmp_path / "config.yaml"
    source.write_text(json.dumps(described))
    config.write_text(json.dumps({"post_hooks": []}))
    words = [
        "generate",
        "--path",
        source,
        "--config",
        config,
        "--meta",
        "none",
        "--output-path",
        tmp_path / "directory",
    ]
    ran = subprocess.run([GENERATOR, *words], capture_output=True, text=True, check=True, timeout=120)
    monkeypatch.syspath_prepend(tmp_path)
    yield ran.stdout + ran.stderr
    for name in [name for name in sys.modules if name.partition(".")[0] == "directory"]:
        del sys.modules[name]


def operations(client_folder: Path):
    """The modules of the package that ask something, by name."""
    names = sorted(path.stem for path in (client_folder / "api" / "default").glob("[a-z]*.py"))
    return {name: importlib.import_module(f"directory.api.default.{name}") for name in names}


def test_a_client_is_made_of_the_whole_description_and_each_operation_works(described, made, live_server, tmp_path):
    asked = operations(tmp_path / "directory")
    assert made.count("WARNING") == sum(name.endswith(UNREAD) for name in asked)
    wanted = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert sorted(name.replace("_", "") for name in asked) == sorted(name.lower() for name in wanted)
    with importlib.import_module("directory").Client(base_url=live_server.url) as client:
        for name, module in asked.items():
            answer = module.sync_detailed(*ASKED.get(name, ()), client=client)
            assert answer.status_code == 200, name
            if hasattr(answer.parsed, "to_dict"):
                # Nothing of the answer is lost on the way through the client's own types.
                assert same(answer.parsed.to_dict(), json.loads(answer.content)), name


def same(value, other) -> bool:
    """Whether two values of JSON say the same: a moment may be written in two ways."""
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(same(value[key], other[key]) for key in value)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(same, value, other))
    return value == other


def test_a_client_reads_lists_to_their_end_changes_and_problems(made, live_server, monkeypatch, tmp_path, publisher):
    monkeypatch.setattr("profiles.reading.pages.PER_PAGE", 1)
    for number in range(3):
        factories.published(factories.entity(f"state-{number}"), by=publisher)
    asked, found, more = operations(tmp_path / "directory"), [], {}
    with importlib.import_module("directory").Client(base_url=live_server.url) as client:
        while more is not None:
            answer = asked["list_members"].sync(client=client, **more)
            found += [member.slug for member in answer.members]
            more = {"after": httpx.URL(answer.next_).params["after"]} if answer.next_ else None
        assert found == ["nepal", "state-0", "state-1", "state-2"]
        news = asked["list_changes"].sync(client=client)
        assert {change.act for change in news.changes} == {"published", "withdrawn"}
        assert asked["list_changes"].sync(client=client, after=news.cursor).changes == []
        problem = asked["list_members"].sync(client=client, on="2999")
        assert [error.parameter for error in problem.errors] == ["on"]
        assert asked["get_member"].sync("gone", client=client).reason.en == "Merged."
        assert asked["get_member"].sync("nothing", client=client).status == 404


def test_no_answer_is_described_with_a_list_of_codes_that_cannot_grow(described):
    assert list(closed(described["components"])) == []


def closed(schema, where=""):
    """Where a schema says `enum`."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield from [where] if key == "enum" else closed(value, f"{where}/{key}")
