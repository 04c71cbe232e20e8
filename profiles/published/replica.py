"""A replica of the database, from which public answers are read where there is one (REPLICA_URL).

All that reads asks Django's default connection. While a public answer is made, or looked at whether it holds, that is
in this thread the connection to the replica: the rows, the stamp and what the answer was made of are then of one
database, whoever asks for them and however.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

ALIAS = "replica"
# The connection to the database that is written to, while the replica's is in its place.
_put_by = threading.local()


def is_there() -> bool:
    return ALIAS in connections.settings


def turn_to() -> None:
    """From now on, this thread reads the replica."""
    if primary() is None:
        _put_by.primary, connections[DEFAULT_DB_ALIAS] = connections[DEFAULT_DB_ALIAS], connections[ALIAS]


def turn_back() -> None:
    """From now on, this thread reads what is written to."""
    if found := primary():
        _put_by.primary, connections[DEFAULT_DB_ALIAS] = None, found


def primary():
    return getattr(_put_by, "primary", None)


@contextmanager
def turned(is_wanted: bool) -> Iterator[None]:
    """The replica is read within, if that is wanted."""
    if not is_wanted or primary():
        yield
        return
    turn_to()
    try:
        yield
    finally:
        turn_back()
