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

PUBLIC_MODULES = ("values/choices", "published/roll", "reading/facts", "site/feeds", "serving/store", "site/tags/lists")
WAYS = (
    "from profiles.desk.workingcopy import Entity",
    "from profiles.desk import workingcopy\n\nROWS = workingcopy.MODELS['memberships'].objects",
    "from profiles.desk import models\n\nCOPIES = models.SavedCopy",
    "from profiles.desk import previewing, worklist\nfrom profiles.desk.verbs import publishing",
    "import profiles.desk.models.log as log\n\nEVENTS = log.Event",
    "def later():\n    from profiles.desk.models import Entity\n\n    return Entity",
)


def test_lint_finds_every_import_of_the_desk(tmp_path):
    """One way in each room, tried in a copy of the tree."""
    for name in ("profiles", "addportal", "bench", "tools"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.BASE_DIR / "pyproject.toml", tmp_path)
    for module, way in zip(PUBLIC_MODULES, WAYS, strict=True):
        with (tmp_path / "profiles" / f"{module}.py").open("a") as file:
            file.write(f"\n\n{way}\n")
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    found = [name for name in PUBLIC_MODULES if f"profiles.{name.replace('/', '.')} -> profiles.desk" in done.stdout]
    assert found == list(PUBLIC_MODULES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Entity", "Membership", "SavedCopy", "Proposal", "Event", "User", "Report"])
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
