"""Connections to the database that a server process keeps from request to request.

SQLite's stays open too, which saves each page that is made two milliseconds; so somebody has to see when its file was
replaced by another, as by a restored backup.
"""

from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.db.backends.signals import connection_created

from profiles.published.stamp import file_of


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
    """From now on no request reads a file that is no longer the database."""
    connection_created.connect(note_file)
    request_started.connect(leave_replaced_file)
