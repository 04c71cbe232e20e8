"""A connection that is kept from request to request follows the file that is the database."""

import shutil

import pytest
from django.core.signals import request_started
from django.db import connection
from django.db.backends.signals import connection_created

from profiles.published.models import Stamp
from profiles.serving import connections


@pytest.fixture
def watched(db):
    connections.keep_watch()
    yield
    connection_created.disconnect(connections.note_file)
    request_started.disconnect(connections.leave_replaced_file)


@pytest.fixture
def elsewhere(watched, tmp_path, monkeypatch, transactional_db):
    """The database as a file of its own, which can be replaced."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is no file.")
    own = str(tmp_path / "db.sqlite3")
    connection.ensure_connection()
    Stamp.objects.update_or_create(pk=1, defaults={"counter": 7})
    connection.connection.execute("VACUUM INTO ?", [own])
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", own)
    yield tmp_path / "db.sqlite3"
    connection.close()


def counter():
    return Stamp.objects.get().counter


def test_a_file_that_was_put_in_its_place_is_read_with_the_next_request(elsewhere):
    assert counter() == 7
    other = elsewhere.with_name("restored.sqlite3")
    shutil.copy(elsewhere, other)
    Stamp.objects.update(counter=8)
    connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.replace(elsewhere)
    assert counter() == 8
    request_started.send(sender=None)
    assert counter() == 7


def test_the_connection_stays_while_the_file_does(elsewhere):
    counter()
    kept = connection.connection
    connections.renew()
    request_started.send(sender=None)
    assert connection.connection is kept
