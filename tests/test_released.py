"""What a release wrote is restored, migrated and read by this version, and work on it goes on: `docs/releasing.md`."""

import json
import re
import sqlite3
import tomllib
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from addportal import __version__
from tests.test_migrations import released
from tests.test_saved import run

FOLDER = Path(__file__).parent / "released"
RELEASES = sorted(FOLDER.glob("*.zip"))


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.stem)
def found(request, tmp_path_factory):
    """What a process of its own says, over a database that was filled from the backup of a release."""
    database = tmp_path_factory.mktemp("released") / "db.sqlite3"
    sqlite3.connect(database).close()
    return json.loads(run(database, "-m", "tests.released.another_process", request.param))


@pytest.mark.slow
def test_all_that_was_public_is(found):
    assert len(found["pages"]) > 15
    assert {address: status for address, status in found["pages"].items() if status != 200} == {}


@pytest.mark.slow
def test_stored_documents_are_the_same_to_the_byte(found):
    assert found["altered"] == []


@pytest.mark.slow
def test_the_desk_opens(found):
    assert {address: status for address, status in found["desk"].items() if status != 200} == {}


@pytest.mark.slow
def test_work_goes_on_where_it_was(found):
    refused = "Nothing has changed since version 1 was published."
    assert found["work"] == {"refused": refused, "shown": True}


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_no_migration_of_a_release_can_be_altered(path):
    with zipfile.ZipFile(path) as archive:
        had = json.loads(archive.read("manifest.json"))["migrations"]
    folders = {"published": "profiles/published", "profiles": "profiles/desk"}
    paths = {f"{folders[app]}/migrations/{name}.py" for app, name in had if app in folders}
    assert paths <= set(released())


def test_the_version_is_said_alike_everywhere():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    page = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    installed, upgraded = (
        tuple(map(int, number.split("."))) for number in re.findall(r"^    RELEASE=(\S+)$", page, re.MULTILINE)
    )
    assert project["version"] == __version__ == ".".join(map(str, installed))
    assert upgraded > installed
