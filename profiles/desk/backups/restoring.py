"""A backup goes into a database that is empty: all of it, as it was, or nothing."""

import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import File
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Value
from django.db.models.functions import Greatest

from profiles.published.models import Stamp
from profiles.values.files import digest_in, digest_of, keep

from . import archive as archives
from .archive import Unusable
from .tables import clear, filled, insert, leaves, lines, migrations_of, reset_sequences, tables, tally


def restore(
    path: Path, *, without_damaged: bool = False, tell: Callable[[str], None] = lambda sentence: None
) -> tuple[dict, list[str]]:
    """Put everything back. Returns the manifest, and the files that did not come back: there are none but
    `without_damaged`. Raises Unusable, and then no row was written.

    Files come first: under the digest of what they hold they harm nothing, should the rows not follow.
    A database without tables, or with some of them and no rows, gets those of the backup, of an earlier version too;
    `migrate` brings them up to date.
    """
    with archives.opened(path) as (archive, manifest):
        found = tables_for(manifest)
        refuse_filled(found)
        missing = [*manifest.get("left_out", ()), *damaged_in(archive, manifest)]
        if missing and not without_damaged:
            raise Unusable(f"{told(missing)} With --without-damaged all else is put back. Nothing was written.")
        for name in manifest["media"].keys() - set(missing):
            with archive.open(f"media/{name}") as source:
                keep(name, File(source))
        with transaction.atomic():
            refuse_filled(found)
            clear(found)
            for label, model in found.items():
                written = insert(model, archives.rows(archive, label))
                check(label, written, manifest["tables"][label], "is not what the backup says of itself")
                tell(f"{label}: {written['rows']}")
            reset_sequences(found)
            for label, model in found.items():
                check(label, tally(lines(model)), manifest["tables"][label], "did not come back as it was")
            leave_old_pages()
    return manifest, missing


def told(missing: list[str]) -> str:
    """Which files a backup cannot give back."""
    return f"Damaged in the backup, or before it was written: {', '.join(missing)}."


def tables_for(manifest: dict) -> dict:
    """The tables of a backup, in a database that has just these."""
    try:
        found = tables(manifest["migrations"])
    except KeyError as error:
        raise Unusable(
            f"The backup is of a later version, with the migration {error}. Install that version."
        ) from error
    if set(found) != set(manifest["tables"]):
        raise Unusable("The backup has other tables than its migrations make.")
    if not connection.introspection.table_names() or is_broken_off(manifest):
        MigrationExecutor(connection).migrate(leaves(manifest["migrations"]))
    if migrations_of() != manifest["migrations"]:
        raise Unusable("The backup is of another version than the tables of this database. Name one without tables.")
    return found


def is_broken_off(manifest: dict) -> bool:
    """Whether somebody was stopped who made the tables of a backup: some of its migrations are there, and no rows."""
    there = migrations_of()
    is_part = there != manifest["migrations"] and all(key in manifest["migrations"] for key in there)
    return is_part and not filled(tables(there))


def refuse_filled(found: dict) -> None:
    if full := filled(found):
        raise Unusable(f"The database is not empty: there are rows in {', '.join(full[:3])}.")


def check(label: str, found: dict, wanted: dict, what: str) -> None:
    if found != wanted:
        raise Unusable(f"{label} {what} ({found['rows']} of {wanted['rows']} rows): nothing was written.")


def damaged_in(archive: zipfile.ZipFile, manifest: dict) -> list[str]:
    """Of the files of a backup those that are not what they were: they are named by the digest of what they hold."""
    return [name for name in manifest["media"] if not is_whole_in(archive, name)]


def is_whole_in(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        with archive.open(f"media/{name}") as source:
            return digest_of(source) == digest_in(name)
    except (KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return False


def leave_old_pages() -> None:
    """No page that was kept of what is lost now may count as fresh: the stamp goes beyond all that it can have been."""
    Stamp.objects.update(counter=Greatest("counter", Value(int(time.time()))))
