"""The wall between what is published and the desk: who tries to get round it is stopped, by lint or by its tables."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.test_leaks import private_sql

# One way in each room.
WAYS = {
    "values/choices": "from profiles.desk.workingcopy import Entity",
    "published/roll": "from profiles.desk import workingcopy\n\nROWS = workingcopy.MODELS['memberships'].objects",
    "reading/facts": "from profiles.desk import models\n\nCOPIES = models.SavedCopy",
    "site/feeds": "from profiles.desk import previewing, worklist\nfrom profiles.desk.verbs import publishing",
    "serving/store": "import profiles.desk.models.log as log\n\nEVENTS = log.Event",
    "site/tags/lists": "def later():\n    from profiles.desk.models import Entity\n\n    return Entity",
}


@pytest.fixture
def tree(tmp_path):
    """A copy of what lint looks at."""
    for name in ("profiles", "addportal", "bench", "drill", "tools"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.BASE_DIR / "pyproject.toml", tmp_path)
    return tmp_path


def lint(tree):
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def test_lint_finds_nothing_in_the_tree_as_it_is(tree):
    assert lint(tree).returncode == 0


@pytest.mark.parametrize("module", WAYS)
def test_lint_finds_every_import_of_the_desk(tree, module):
    with (tree / "profiles" / f"{module}.py").open("a") as file:
        file.write(f"\n\n{WAYS[module]}\n")
    done = lint(tree)
    assert done.returncode == 1
    assert f"profiles.{module.replace('/', '.')} -> profiles.desk" in done.stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "Entity",
        "Membership",
        "SavedCopy",
        "Proposal",
        "Event",
        "User",
        "Report",
        "Mail",
        "Comment",
        "Presence",
        "Import",
    ],
)
def test_a_private_table_that_is_asked_without_an_import_is_seen_in_the_sql(name):
    with CaptureQueriesContext(connection) as captured:
        apps.get_model("profiles", name).objects.first()
    assert len(private_sql(captured)) == 1


def test_no_relation_leads_from_the_public_tables_to_the_private_ones():
    """Neither forwards nor, through what Django adds to the other side of a key, backwards."""
    leading = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("published").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model._meta.app_label != "published"
    ]
    assert leading == []
