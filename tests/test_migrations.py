"""Migrations that were released stay as they are, and new ones leave old code able to go on: see decision 0096."""

import hashlib
import re

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

ROOT = settings.BASE_DIR
LIST = ROOT / "tests" / "released" / "migrations.sha256"
# What may go all the same, as `published.0019_…`: why no code of the last release misses it.
MISSED_BY_NOBODY: dict[str, str] = {}
LESS = (migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel)


def released() -> dict[str, str]:
    """The digests of the migrations that went out with a release, by path."""
    return {path: digest for digest, path in (line.split() for line in LIST.read_text().splitlines())}


def new_migrations():
    """Those that went out with none, and the state of the tables before each."""
    loader = MigrationLoader(None)
    ours = [key for key in loader.graph.nodes if key[0] in ("published", "profiles")]
    for app, name in sorted(ours):
        migration = loader.disk_migrations[app, name]
        path = migration.__module__.replace(".", "/") + ".py"
        if path not in released():
            yield migration, path, loader.project_state((app, name), at_end=False)


def harm(operation, state, app: str) -> str:
    """Why code of the release before could not go on with its tables; nothing where it can."""
    if isinstance(operation, LESS):
        return "takes away what old code reads"
    if isinstance(operation, migrations.AddField):
        field = operation.field
        if not (field.null or field.many_to_many or field.has_db_default()):
            return "adds a column that old code leaves out: give it db_default, or null=True"
    if isinstance(operation, migrations.AlterField):
        was = state.models[app, operation.model_name_lower].fields[operation.name]
        if was.null and not operation.field.null:
            return "demands what old code may leave out"
    return ""


def harms(migration, state) -> list[str]:
    found = []
    for operation in migration.operations:
        if why := harm(operation, state, migration.app_label):
            found.append(f"{operation.describe()}: {why}")
        operation.state_forwards(migration.app_label, state)
    return found


def test_what_was_released_stays_as_it_was():
    digests = {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in released()}
    changed = [path for path, digest in released().items() if digests[path] != digest]
    assert changed == [], "These went out with a release, and databases have had them. Put them back; write a new one."


def test_old_code_goes_on_after_each_new_migration():
    found = {str(migration): harms(migration, state) for migration, _path, state in new_migrations()}
    assert {name: why for name, why in found.items() if why and name not in MISSED_BY_NOBODY} == {}


# What forms offer, as the settings have it: no table says it.
OFFERED = {"from profiles.values.languages import choices"}


def test_new_migrations_call_no_code_that_will_change():
    text = {path: (ROOT / path).read_text() for _migration, path, _state in new_migrations()}
    imports = re.compile(r"^[ \t]*(?:from|import) (?!profiles\.\w+\.migrations)(profiles|addportal)\b.*$", re.MULTILINE)
    found = {path: {match[0] for match in imports.finditer(words)} - OFFERED for path, words in text.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("operation", "is_harmless"),
    [
        (migrations.AddField("mail", "colour", models.TextField(default="")), False),
        (migrations.AddField("mail", "colour", models.TextField(default="", db_default="")), True),
        (migrations.AddField("mail", "colour", models.TextField(null=True)), True),
        (migrations.AlterField("mail", "words", models.TextField()), False),
        (migrations.AlterField("mail", "kind", models.TextField()), True),
        (migrations.RemoveField("mail", "kind"), False),
        (migrations.RenameField("mail", "kind", "sort"), False),
        (migrations.CreateModel("Colour", [("id", models.BigAutoField(primary_key=True))]), True),
    ],
)
def test_what_old_code_cannot_go_on_with_is_known(operation, is_harmless):
    tables = migrations.state.ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("kind", models.TextField()),
        ("words", models.TextField(null=True)),
    ]
    tables.add_model(migrations.state.ModelState("profiles", "Mail", fields))
    assert (harm(operation, tables, "profiles") == "") is is_harmless
