"""The stamp that is read past Django: of which database, how soon it is given up, and how it is found again."""

import os
import shutil
import socket
import sqlite3
import subprocess
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.test import Client
from django.utils import timezone

from profiles.published import stamp
from profiles.serving import connections as kept_connections
from profiles.serving import stampreader
from profiles.serving.stampreader import Down, Reader, decode
from tests.serving.server import ask, cache_status, without_database
from tests.serving.test_pagecache import republish

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]


def test_the_stamp_is_the_one_that_django_reads(nepal, publisher):
    reader = Reader()
    for text in ("One.", "Two."):
        moment, read = reader.read()
        assert decode(read) == stamp.at(moment)
        republish(nepal, text, by=publisher)
        assert reader.read()[1][0] > read[0]


def test_while_one_tries_again_the_others_do_not_wait(nepal, cached, clock):
    reader, queries = cached.reader, []
    query = reader.query
    reader.query = lambda moment: queries.append(moment) or query(moment)
    with without_database(cached):
        for _ in range(1000):
            with pytest.raises(Down):
                reader.read()
        assert len(queries) == 1
        clock.wait(stampreader.PAUSE)
        for _ in range(1000):
            with pytest.raises(Down):
                reader.read()
        assert len(queries) == 2


def test_a_lost_connection_is_made_anew_unnoticed(nepal, cached):
    ask(cached, "/members/nepal/")
    cached.reader.idle[-1].close()
    assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"


@pytest.mark.skipif("sqlite" not in django_settings.DATABASES["default"]["ENGINE"], reason="SQLite's file")
def test_another_database_file_is_another_source(nepal, cached, clock, tmp_path):
    before = cached.reader.read()[1]
    path = connection.settings_dict["NAME"]
    connection.close()
    copy, kept = tmp_path / "copy.sqlite3", tmp_path / "kept.sqlite3"

    with sqlite3.connect(path) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        source.execute("VACUUM INTO ?", (str(copy),))
    source.close()
    os.rename(path, kept)
    os.rename(copy, path)
    clock.wait(1.1)
    try:
        after = cached.reader.read()[1]
        assert after[:3] == before[:3]
        assert after != before
    finally:
        cached.reader.idle[-1].close()
        os.rename(kept, path)


@pytest.mark.skipif(not POSTGRESQL, reason="a server that hangs")
def test_a_server_that_hangs_is_given_up_within_two_seconds(nepal, cached):
    assert stampreader.PATIENCE < 2
    ask(cached, "/members/nepal/")
    # The lock of a table alteration: the stamp cannot be read, and the server says nothing.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE published_stamp IN ACCESS EXCLUSIVE MODE")
        answer = ask(cached, "/members/nepal/")
        assert cache_status(answer) == "addportal; hit; detail=stale"


class Wire:
    """Stands between us and the database's server, and can stop passing anything on, for a minute at most."""

    def __init__(self, host, port):
        self.target, self.flows, self.open = (host, port), threading.Event(), True
        self.flows.set()
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while self.open:
            ours, _ = self.socket.accept()
            theirs = socket.create_connection(self.target)
            for pair in ((ours, theirs), (theirs, ours)):
                threading.Thread(target=self.carry, args=pair, daemon=True).start()

    def carry(self, source, target):
        try:
            while data := source.recv(65536):
                self.flows.wait(60)
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            end.close()


@pytest.mark.skipif(not POSTGRESQL, reason="a server that hangs")
def test_no_answer_takes_five_seconds_while_the_server_hangs_and_it_heals_by_itself(nepal, cached, clock, editor):
    # One attempt to connect, and one statement.
    assert 2 + kept_connections.LONGEST_STATEMENT < 5
    database = connections["default"].settings_dict
    real = {key: database[key] for key in ("HOST", "PORT")}
    client = Client()
    client.force_login(editor)
    session = f"sessionid={client.cookies['sessionid'].value}"
    wire = Wire(real["HOST"], int(real["PORT"] or 5432))
    connection_created.connect(kept_connections.limit_statements)
    connection.close()
    database.update(HOST="127.0.0.1", PORT=str(wire.socket.getsockname()[1]))
    try:
        page = ask(cached, "/members/nepal/")
        ask(cached, "/admin/", cookie=session)
        wire.flows.clear()
        for address, status in (("/members/nepal/", 200), ("/members/", 503), ("/admin/", 503), ("/admin/", 503)):
            clock.wait(stampreader.PAUSE)
            assert ask(cached, address, cookie=session).status == status, address
        assert ask(cached, "/members/nepal/").body == page.body
        wire.flows.set()
        clock.wait(stampreader.PAUSE)
        assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"
        assert ask(cached, "/admin/", cookie=session).status == 200
    finally:
        connection_created.disconnect(kept_connections.limit_statements)
        connection.close()
        database.update(real)


def test_where_the_database_is_slow_few_wait_for_it_and_the_others_get_what_is_known(nepal, cached, clock):
    page, reader = ask(cached, "/members/nepal/"), cached.reader
    for _ in range(stampreader.MOST_WAITING):
        reader.reading[object()] = clock()
    # As long as a thread may wait for the others of a busy process.
    clock.wait(0.2)
    assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"
    clock.wait(stampreader.TROUBLED)
    answer = ask(cached, "/members/nepal/")
    assert (answer.body, cache_status(answer)) == (page.body, "addportal; hit; detail=stale")
    # Not an outage: whoever finds room asks.
    reader.reading.popitem()
    assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"
    assert len(reader.reading) == stampreader.MOST_WAITING - 1


def test_no_more_connections_are_open_than_were_used_at_one_time(nepal):
    reader = Reader()
    for _ in range(20):
        thread = threading.Thread(target=reader.read)
        thread.start()
        thread.join()
    assert len(reader.idle) == 1


@pytest.mark.skipif(not POSTGRESQL, reason="PostgreSQL's session")
def test_a_session_of_its_own_is_known_by_its_settings(nepal, publisher):
    source = stampreader.PostgreSQL(connection, time.monotonic)
    assert not source.pooled
    assert source.connection.execute("SHOW default_transaction_read_only").fetchone() == ("on",)
    moment = timezone.now()
    before = source.read(moment)
    source.pooled = True
    assert source.read(moment) == before
    republish(nepal, "Two.", by=publisher)
    assert source.read(timezone.now())[0] > before[0]
    # Nothing stays set in a session that is lent.
    assert source.connection.execute("SHOW statement_timeout").fetchone() == ("3s",)
    source.close()


@pytest.fixture
def pgbouncer(tmp_path):
    """PgBouncer in transaction mode before the tests' database, with one session for all who ask."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if not POSTGRESQL or not program:
        pytest.skip("PgBouncer before PostgreSQL")
    database = connections["default"].settings_dict
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    target = {"host": database["HOST"], "port": database["PORT"] or 5432, "user": database["USER"]}
    target |= {"password": database["PASSWORD"]} if database["PASSWORD"] else {}
    (tmp_path / "pgbouncer.ini").write_text(
        f"[databases]\n* = {' '.join(f'{name}={value}' for name, value in target.items())}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        "pool_mode = transaction\ndefault_pool_size = 1\n"
    )
    # It does not run as root.
    nobody = {"user": "nobody"} if os.geteuid() == 0 else {}
    for folder in (tmp_path, *tmp_path.parents):
        if len(folder.parts) > 2:
            folder.chmod(0o755)
    process = subprocess.Popen([program, str(tmp_path / "pgbouncer.ini")], **nobody, stderr=subprocess.DEVNULL)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            assert process.poll() is None
    real = {key: database.get(key) for key in ("HOST", "PORT", "DISABLE_SERVER_SIDE_CURSORS")}
    connection.close()
    database.update(HOST="127.0.0.1", PORT=str(port), DISABLE_SERVER_SIDE_CURSORS=True)
    yield
    connection.close()
    database.update(real)
    process.terminate()
    process.wait()


def test_behind_pgbouncer_in_transaction_mode_pages_are_kept_and_fresh(nepal, publisher, pgbouncer, cached, caplog):
    for text in ("One.", "Two.", "Three."):
        republish(nepal, text, by=publisher)
        assert text.encode() in ask(cached, "/members/nepal/").body
        assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"
    readers = [Reader() for _ in range(5)]
    assert len({reader.read()[1] for _ in range(3) for reader in readers}) == 1
    assert all(reader.idle[0].pooled for reader in readers)
    assert "does not answer" not in caplog.text


def test_a_reading_that_took_long_is_trouble_until_one_is_quick(db, clock):
    reader = Reader(clock=clock)
    reader.read()
    assert not reader.is_troubled()
    query = reader.query

    def slow(moment):
        clock.wait(stampreader.TROUBLED * 2)
        return query(moment)

    reader.query = slow
    reader.read()
    assert reader.is_troubled()
    reader.query = query
    reader.read()
    assert not reader.is_troubled()
