"""The tables as text: rows as JSON, the same from each kind of database, to the microsecond.

Models are those of the migrations that a database has had, not those of the code, so that what an earlier version wrote
can be read and written.
"""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

# What is of the moment, or of a browser: sessions end with the database; failures to sign in are counted anew.
LEFT_OUT = ("sessions.", "axes.", "profiles.presence")
# What migrating fills by itself.
FILLED = (
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "auth.group_permissions",
    "profiles.shelflife",
    "published.stamp",
)
BATCH = 500

Migrations = list[list[str]]


def migrations_of() -> Migrations:
    """Those that the database has had, as pairs of application and name."""
    return sorted(list(key) for key in MigrationExecutor(connection).loader.applied_migrations)


def leaves(migrations: Migrations) -> list[tuple[str, str]]:
    """Of some migrations those that no other of them rests on. Raises KeyError where the code lacks one of them."""
    loader = MigrationExecutor(connection).loader
    wanted = {tuple(key) for key in migrations}
    if unknown := sorted(key for key in wanted if key not in loader.disk_migrations):
        raise KeyError(".".join(unknown[0]))
    # Not in the graph are those that a later version drew together into one, which replaces them.
    known = wanted & set(loader.graph.nodes)
    return [key for key in sorted(known) if not known & {child.key for child in loader.graph.node_map[key].children}]


def tables(migrations: Migrations) -> dict[str, type[models.Model]]:
    """The tables that there are after some migrations, by label. Raises KeyError as `leaves` does."""
    apps: Apps = MigrationExecutor(connection).loader.project_state(leaves(migrations)).apps
    return {
        model._meta.label_lower: model
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)
        if not model._meta.label_lower.startswith(LEFT_OUT) and model._meta.managed and not model._meta.proxy
    }


def fields(model: type[models.Model]) -> list[models.Field]:
    """The columns of a table."""
    return list(model._meta.local_concrete_fields)


def as_json(value: object) -> object:
    """What JSON cannot say, as text that the field reads back."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"{type(value).__name__} has no text here.")


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """The rows of a table, a line each."""
    columns = fields(model)
    key = model._meta.pk.attname
    names = [field.attname for field in columns]
    rows = model._base_manager.order_by(key).values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        text = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, sort_keys=True, default=as_json)
        yield text.encode() + b"\n"


class Tally:
    """How many lines, and the digest of their text."""

    def __init__(self):
        self.rows, self.digest = 0, hashlib.sha256()

    def add(self, line: bytes) -> bytes:
        self.rows += 1
        self.digest.update(line)
        return line

    def as_dict(self) -> dict:
        return {"rows": self.rows, "sha256": self.digest.hexdigest()}


def tally(found: Iterable[bytes]) -> dict:
    total = Tally()
    for line in found:
        total.add(line)
    return total.as_dict()


def insert(model: type[models.Model], found: Iterable[bytes]) -> dict:
    """Write rows as they are, past whatever a form or a field would make of them; what `tally` says of them."""
    columns, total = fields(model), Tally()
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    rows = (values(columns, json.loads(total.add(line))) for line in found)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)
    return total.as_dict()


def values(columns: list[models.Field], row: dict) -> list:
    return [prepared(field, row[field.attname]) for field in columns]


def prepared(field: models.Field, value: object) -> object:
    kind = field.target_field if field.is_relation else field
    return None if value is None else kind.get_db_prep_save(kind.to_python(value), connection)


def filled(found: dict[str, type[models.Model]]) -> list[str]:
    """Which tables have rows that migrating did not make."""
    return [label for label, model in found.items() if label not in FILLED and model._base_manager.exists()]


def clear(found: dict[str, type[models.Model]]) -> None:
    """Take out what migrating made: it comes back with the numbers that it had."""
    with connection.cursor() as cursor:
        for label in FILLED:
            if label in found:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(found[label]._meta.db_table)}")  # noqa: S608


def reset_sequences(found: dict[str, type[models.Model]]) -> None:
    """Number new rows after those that were written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found.values())):
            cursor.execute(statement)
