"""A database read as it is at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection of its own that sees one moment, holds nobody up, and can write nothing."""
    seeing = connection.copy()
    seeing.settings_dict |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    if seeing.vendor == "sqlite":
        # A lock for reading alone; ours is for writing.
        seeing.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[ALIAS] = seeing
    try:
        with transaction.atomic(using=ALIAS):
            with seeing.cursor() as cursor:
                if seeing.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                else:
                    cursor.execute("PRAGMA query_only = ON")
                # With the first look the moment is fixed.
                cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            yield ALIAS
    finally:
        seeing.close()
        del connections[ALIAS]
