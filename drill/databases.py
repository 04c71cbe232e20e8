"""The database is away, hangs, is slow, or takes nothing that is written."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread
from urllib.parse import urlsplit

from bench import client, database
from bench.door import Door

from .editor import Editor
from .field import Field, Ground
from .outcome import Outcome
from .public import PAGES, watching

# Seconds.
AWAY, LATE = 8, 0.3
# Longer than a writer waits for another (the `timeout` of SQLite in settings).
HANGING = 24


def troubled(ground: Ground, server, what: str, trouble, seconds: float) -> Outcome:
    """Visitors walk about and an editor sends a form while a trouble (a context) lasts so many seconds."""
    server.first("/members/")
    editor = Editor(ground, server)
    editor.open()
    for path in PAGES:  # What is known.
        client.get(server.address, path)
    with watching(server.address) as seen:
        with trouble:
            sending = editor.sending()
            time.sleep(seconds)
        sending.join()
        time.sleep(3)
    server.first("/members/")
    answer, lost = editor.answers[-1], editor.lost()
    lost += editor.can_save() + ground.state()["faults"]
    return Outcome(f"{what} for {seconds:g} s; an editor is {answer}", lost, seen)


def database_away(field: Field) -> Outcome:
    """Nobody reaches it: known pages are served as they were."""
    with field.ground() as ground, ground.server() as server:
        return troubled(ground, server, "the database away", database.away(ground.url), AWAY)


def database_hanging(field: Field) -> Outcome:
    """PostgreSQL takes all and says nothing; on SQLite somebody else writes and does not end."""
    with field.ground() as ground:
        if field.is_sqlite:
            with ground.server() as server:
                return troubled(ground, server, "another writer does not end", locked(ground), HANGING)
        with through_a_door(ground) as (door, url), ground.server(DATABASE_URL=url) as server:
            return troubled(ground, server, "the database hanging", told(door, hangs=True), AWAY)


def database_slow(field: Field) -> Outcome:
    """Each answer of PostgreSQL comes 300 ms late; on SQLite others write for 300 of each 350 ms."""
    with field.ground() as ground:
        if field.is_sqlite:
            with ground.server() as server:
                return troubled(ground, server, "others write 300 of each 350 ms", busy(ground), AWAY)
        with through_a_door(ground) as (door, url), ground.server(DATABASE_URL=url) as server:
            return troubled(ground, server, "each answer of the database 300 ms late", told(door, late=LATE), AWAY)


def database_readonly(field: Field) -> Outcome:
    """Everything can be read and nothing written: a standby, a file of another account."""
    with field.ground() as ground:
        # Root may write whatever a file's mode says, unless that right is taken away.
        bare = ("setpriv", "--bounding-set=-dac_override") if field.is_sqlite and os.geteuid() == 0 else ()
        with ground.server(through=bare) as server:
            server.first("/members/")
            editor = Editor(ground, server)
            with readonly(ground, server), watching(server.address, calm=(200,)) as seen:
                editor.open()
                answer = editor.send()
                time.sleep(3)
            lost = editor.lost() + editor.can_save() + ground.state()["faults"]
        lost += ["what was written into a database that is only read was taken"] if answer.status == 302 else []
        return Outcome(f"the database only to be read; an editor is {answer}", lost, seen)


# ── Troubles ────────


@contextmanager
def locked(ground: Ground) -> Iterator[None]:
    with closing(sqlite3.connect(ground.file, timeout=20, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def busy(ground: Ground) -> Iterator[None]:
    over = Event()

    def write():
        with closing(sqlite3.connect(ground.file, timeout=20, isolation_level=None)) as other:
            while not over.wait(0.05):
                other.execute("BEGIN IMMEDIATE")
                time.sleep(LATE)
                other.execute("ROLLBACK")

    thread = Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def through_a_door(ground: Ground) -> Iterator[tuple[Door, str]]:
    """A door before the server of a database, and the database's address through it."""
    parts = urlsplit(ground.url)
    door = Door((parts.hostname or "127.0.0.1", parts.port or 5432))
    account = parts.netloc.rpartition("@")[0]
    yield door, parts._replace(netloc=f"{account}{'@' * bool(account)}127.0.0.1:{door.port}").geturl()
    door.shut()


@contextmanager
def told(door: Door, *, hangs: bool = False, late: float = 0.0) -> Iterator[None]:
    door.hangs, door.late = hangs, late
    yield
    door.hangs, door.late = False, 0.0


@contextmanager
def readonly(ground: Ground, server) -> Iterator[None]:
    """Within, the server's processes find a database that takes nothing. They are started anew before and after."""
    set_writable(ground, False)
    restart(server)
    try:
        yield
    finally:
        set_writable(ground, True)
        restart(server)


def set_writable(ground: Ground, may: bool) -> None:
    if ground.field.is_sqlite:
        ground.file.chmod(0o644 if may else 0o444)
        return
    with database.administrator(ground.url) as execute:
        execute("ALTER DATABASE {} SET default_transaction_read_only = " + ("off" if may else "on"))


def restart(server) -> None:
    server.__exit__()
    server.__enter__()
    server.first("/members/", any_status=True)
