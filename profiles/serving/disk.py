"""The pages that all processes of a node share, in one SQLite file: what one has made, the others need not make; and a
server that starts while the database is away knows them still.

A file is of one build of one portal; it may be deleted at any time. Whatever is wrong with it costs pages and never an
answer: a torn one is thrown away and begun anew.
"""

import fcntl
import hashlib
import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .packing import name_of_pages, pack, pack_stamp, unpack
from .store import TORN, StoredAnswer

logger = logging.getLogger(__name__)

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS page (
    key TEXT PRIMARY KEY, made_up INTEGER, used REAL, size INTEGER, read TEXT, checked TEXT,
    stamp TEXT, kept TEXT, encoding TEXT, body BLOB
);
CREATE INDEX IF NOT EXISTS page_used ON page (made_up, used);
CREATE INDEX IF NOT EXISTS page_checked ON page (checked);
CREATE TABLE IF NOT EXISTS taken (path TEXT PRIMARY KEY, takes TEXT);
"""
# Never in place of a page that was read later.
PUT = """
INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
    made_up = excluded.made_up, used = excluded.used, size = excluded.size, read = excluded.read,
    checked = excluded.checked, stamp = excluded.stamp, kept = excluded.kept, encoding = excluded.encoding,
    body = excluded.body
WHERE excluded.read >= page.read
"""
DROP, DROP_SEEN = "DELETE FROM page WHERE key = ?", "DELETE FROM page WHERE key = ? AND stamp = ? AND kept = ?"
CHECK_SEEN = "UPDATE page SET checked = ?, stamp = ? WHERE key = ? AND stamp = ? AND kept = ?"
# Two ranges, which an index answers; `!=` reads all rows.
UNCHECKED = "SELECT EXISTS (SELECT 1 FROM page WHERE checked < ?) OR EXISTS (SELECT 1 FROM page WHERE checked > ?)"
# How long a file may be busy, in seconds; nothing here is worth waiting for.
PATIENCE = 0.5
# A page that is asked for is noted as used once in so many seconds.
NOTED_EACH = 600
# How many pages are put between two looks at how much room they take.
PUTS_BETWEEN = 50
# Files of other builds are deleted when they have not been written to for so many seconds.
OLD = 24 * 60 * 60


class Disk:
    """Kept answers by key, within a number of bytes; a quarter of it for addresses that anybody can make up."""

    def __init__(self, path: Path, room: int):
        self.path, self.room = path, room
        self.local = threading.local()
        self.lock = threading.Lock()
        self.puts = 0
        self.locks = None
        self.broken = False

    @classmethod
    def of_settings(cls) -> "Disk | None":
        """The file of this build of this portal, where there is room for one."""
        if not settings.PAGE_DISK_MB:
            return None
        disk = cls(settings.PAGE_DIR / f"{name_of_pages()}.pages", settings.PAGE_DISK_MB * 2**20)
        disk.forget_other_builds()
        return disk

    # ── The file ────────

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's own."""
        process, found = getattr(self.local, "connection", None) or (None, None)
        if process != os.getpid():  # A child does not use its parent's.
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Addresses hold what visitors searched for.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            found = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            found.executescript(SCHEMA)
            self.local.connection = os.getpid(), found
        return found

    @contextmanager
    def careful(self):
        """Whatever goes wrong with the file is said once; a torn one is begun anew."""
        try:
            yield
        except (sqlite3.Error, OSError, *TORN) as error:
            if not self.broken:
                logger.warning("The pages kept in %s cannot be used (%s); they are made anew.", self.path, error)
            self.broken = True
            self.local.connection = None
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                self.remove()
        else:
            self.broken = False

    def remove(self):
        for path in files_of(self.path):
            path.unlink(missing_ok=True)

    def forget_other_builds(self):
        """Delete files that nothing has written to for a day."""
        with self.careful():
            for path in self.path.parent.glob(f"*{self.path.suffix}"):
                files = [file for file in (*files_of(path), path.with_suffix(".lock")) if file.exists()]
                if path != self.path and max(file.stat().st_mtime for file in files) < time.time() - OLD:
                    for file in files:
                        file.unlink(missing_ok=True)

    # ── Pages ────────

    def get(self, key) -> StoredAnswer | None:
        """The answer that some process kept."""
        with self.careful():
            name = json.dumps(key)
            row = self.connection.execute(
                "SELECT stamp, kept, encoding, body, used FROM page WHERE key = ?", [name]
            ).fetchone()
            if row is None:
                return None
            *packed, used = row
            if used < time.time() - NOTED_EACH:
                self.connection.execute("UPDATE page SET used = ? WHERE key = ?", [time.time(), name])
            return unpack(*packed)
        return None

    def put(self, key, answer: StoredAnswer, *, made_up: bool) -> None:
        with self.careful():
            stamp, *packed = pack(answer)
            size = sum(map(len, packed))
            row = [json.dumps(key), made_up, time.time(), size, answer.made_at.isoformat(), stamp, stamp, *packed]
            self.connection.execute(PUT, row)
            self.puts += 1
            if self.puts % PUTS_BETWEEN == 0:
                self.make_room()

    def make_room(self):
        """Delete what nobody has asked for the longest, down to nine tenths of the room."""
        for made_up, room in ((0, self.room - self.room // 4), (1, self.room // 4)):
            (used,) = self.connection.execute(
                "SELECT coalesce(sum(size), 0) FROM page WHERE made_up = ?", [made_up]
            ).fetchone()
            if used > room:
                self.connection.execute(
                    "DELETE FROM page WHERE key IN (SELECT key FROM (SELECT key, sum(size) OVER"
                    " (ORDER BY used DESC, key) AS total FROM page WHERE made_up = ?) WHERE total > ?)",
                    [made_up, room * 9 // 10],
                )

    def drop(self, key, seen: StoredAnswer | None = None):
        """Throw a page away: this one, if it is named, and none that has come in its place."""
        with self.careful():
            told = [json.dumps(key), *(pack(seen)[:2] if seen else ())]
            self.connection.execute(DROP_SEEN if seen else DROP, told)

    def check(self, key, seen: StoredAnswer, stamp: tuple):
        """Note that this page says under a later stamp what it said; of the same day it is then of that stamp."""
        with self.careful():
            is_of = stamp if seen.stamp[2] == stamp[2] else seen.stamp
            told = [pack_stamp(stamp), pack_stamp(is_of), json.dumps(key), *pack(seen)[:2]]
            self.connection.execute(CHECK_SEEN, told)

    def unchecked(self, stamp: tuple) -> list[tuple]:
        """The keys of the pages that are not known to say the same under a stamp, last asked for first."""
        with self.careful():
            rows = self.connection.execute(
                "SELECT key FROM page WHERE checked != ? ORDER BY used DESC", [pack_stamp(stamp)]
            ).fetchall()
            return [tuple(json.loads(key)) for (key,) in rows]
        return []

    def is_checked(self, stamp: tuple) -> bool:
        """Whether all pages are known to say the same under a stamp."""
        with self.careful():
            told = [pack_stamp(stamp)] * 2
            return not self.connection.execute(UNCHECKED, told).fetchone()[0]
        return True

    def take(self, path: str, takes: tuple[str, ...]):
        """Note which parameters the view of a path takes."""
        with self.careful():
            self.connection.execute("REPLACE INTO taken VALUES (?, ?)", [path, json.dumps(takes)])

    def taken(self, most: int) -> dict[str, tuple[str, ...]]:
        with self.careful():
            rows = self.connection.execute("SELECT path, takes FROM taken LIMIT ?", [most])
            return {path: tuple(json.loads(takes)) for path, takes in rows}
        return {}

    # ── One process at a time ────────

    @contextmanager
    def alone(self, key, patience: float) -> Iterator[bool]:
        """Whether no other process does the same within: waits for one that does, so many seconds. The lock of a
        process that dies is free."""
        place = int.from_bytes(hashlib.blake2b(json.dumps(key).encode(), digest_size=4).digest(), "big")
        deadline, got = time.monotonic() + patience, False
        try:
            with self.lock:
                if self.locks is None:
                    self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                    # Opened once: a process loses all its locks on a file when it closes it anywhere.
                    self.locks = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
            while not (got := self.try_lock(place)) and time.monotonic() < deadline:
                time.sleep(0.01)
        except OSError as error:
            logger.debug("No lock beside %s: %s", self.path, error)
        try:
            yield got
        finally:
            if got:
                fcntl.lockf(self.locks, fcntl.LOCK_UN, 1, place)

    def try_lock(self, place: int) -> bool:
        try:
            fcntl.lockf(self.locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except BlockingIOError:
            return False
        return True


def files_of(path: Path) -> list[Path]:
    """Those that SQLite makes of one."""
    return [path.with_name(f"{path.name}{suffix}") for suffix in ("", "-wal", "-shm")]
