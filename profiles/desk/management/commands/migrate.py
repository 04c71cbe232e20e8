"""Django's own `migrate`, one at a time: several machines may begin it at once, as where each does before it serves."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management.commands import migrate
from django.db import DatabaseError, connections

# Any number, as long as nobody else locks it: PostgreSQL has locks by number, for each database.
LOCK = 0x6D69_6772
WAITING = "Another migrates already: waiting for it."


class Command(migrate.Command):
    help = f"{migrate.Command.help} Where another does so already, this one waits for it."

    def handle(self, *args, **options):
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        with alone(connections[options["database"]], self.stderr.write):
            super().handle(*args, **options)


@contextmanager
def alone(connection, tell: Callable[[str], None]) -> Iterator[None]:
    """Within, nobody else is: of those who begin at once one goes on, and the others wait, and say so."""
    if connection.vendor == "postgresql":
        with alone_on_postgresql(connection.copy(), tell):
            yield
    elif connection.is_in_memory_db():
        yield
    else:
        with alone_in_folder(Path(connection.settings_dict["NAME"]).absolute().parent, tell):
            yield


@contextmanager
def alone_on_postgresql(beside, tell):
    """By a lock in a transaction beside, which the server ends with whoever began it, through PgBouncer too."""
    try:
        with beside.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                tell(WAITING)
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield
            with suppress(DatabaseError):  # A server that ends idle transactions has done so.
                cursor.execute("COMMIT")
    finally:
        beside.close()


@contextmanager
def alone_in_folder(path: Path, tell):
    """By a lock on the folder that the file is in, which leaves nothing behind."""
    folder = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(WAITING)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
