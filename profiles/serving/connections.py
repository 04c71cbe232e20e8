"""Connections to the database that a server process keeps from request to request; no statement waits for long.

SQLite's stays open too, which saves each page that is made two milliseconds; so somebody has to see when its file was
replaced by another, as by a restored backup.
"""

from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.db.backends.signals import connection_created

from profiles.published.stamp import file_of

# How long Django's own statements may take while a page is served: with one attempt to connect (2 s) less than 5.
LONGEST_STATEMENT = 2.5


def note_file(sender, connection, **kwargs):
    if connection.vendor == "sqlite":
        connection.opened = file_of(connection.settings_dict["NAME"])


def leave_replaced_file(**kwargs):
    is_open = connection.vendor == "sqlite" and connection.connection is not None and not connection.in_atomic_block
    if is_open and getattr(connection, "opened", None) != file_of(connection.settings_dict["NAME"]):
        connection.close()


def renew():
    """Before the database is asked outside a request: what Django does when one begins."""
    close_old_connections()
    leave_replaced_file()


def keep_watch():
    """From now on no request reads a file that is no longer the database, or waits long for a server that hangs."""
    connection_created.connect(limit_statements)
    connection_created.connect(note_file)
    request_started.connect(leave_replaced_file)


def limit_statements(sender, connection, **kwargs):
    """Of Django's connections to PostgreSQL in a server process: no statement waits for a server that hangs."""
    if connection.vendor != "postgresql":
        return
    # `connection.connection` and `Database` are Django's own, `wait` is psycopg's: a `tcp_user_timeout` in the OPTIONS
    # would replace them for a network that is silent, but not for a server that is.
    wire, active = connection.connection, connection.Database.pq.TransactionStatus.ACTIVE

    def wait(generator, *args, **kwargs):
        try:
            return type(wire).wait(wire, generator, *args, **kwargs | {"timeout": LONGEST_STATEMENT})
        except connection.Database.OperationalError:
            if wire.pgconn.transaction_status == active:
                wire.close()
            raise

    wire.wait = wait


def give_back() -> None:
    """Give a connection of a pool back, where no end of a request does."""
    if "pool" in connection.settings_dict.get("OPTIONS", {}):
        close_old_connections()
