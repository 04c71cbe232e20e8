"""The stamp, read past Django: one SELECT on a private connection that only reads, for every request of a page.

A stamp is (counter, latest release moment that has come, day, which database). Two answers to one address under one
stamp are the same, so a page kept under it needs no purging: not in this process, nor in any other.

Seconds are those of a clock that only goes forward, `time.monotonic` but in tests.
"""

import datetime as dt
import logging
import os
import select
import sqlite3
import time
from typing import NamedTuple
from urllib.parse import quote

from django.db import connections
from django.utils import timezone

from profiles.published.models import Release, Stamp
from profiles.published.stamp import Stamped

logger = logging.getLogger(__name__)

TABLES = {"stamp": Stamp._meta.db_table, "release": Release._meta.db_table}
# How long the database may take to answer, and is then left alone.
PATIENCE = 1.5
PAUSE = 2.0
# Where a reading takes longer than this, what was known is better than what would be late. (A busy machine is slow too,
# but its database answers.)
TROUBLED = 0.25
# So many threads wait for a database that is in such trouble: those that are left serve known pages.
MOST_WAITING = 6


class Down(Exception):
    """The database does not answer."""


def decode(stamp: tuple) -> Stamped:
    """A stamp as `published.stamp` has it: the day is no part of it."""
    counter, released, _day, source = stamp
    if released is not None:
        text = released if isinstance(released, str) else released.decode()
        released = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
    if isinstance(source, Table):
        source = source.oid
    return Stamped(counter, released, source)


class Table(NamedTuple):
    """PostgreSQL's table of the stamp, and the transaction that wrote its row last: another with every write."""

    transaction: bytes
    oid: int


class SQLite:
    """Reads the stamp from the database's file. That it was replaced or removed is noticed within a second."""

    SQL = "SELECT counter, (SELECT max(live_from) FROM {release} WHERE live_from <= ?) FROM {stamp} WHERE id = 1"

    def __init__(self, connection, clock):
        # `settings_dict` is Django's own; settings.DATABASES and the name of a test's database would replace it.
        self.path = str(connection.settings_dict["NAME"])
        self.clock = clock
        self.file, self.look_again = self.identify_file(), clock() + 1
        address = f"file:{quote(self.path)}?mode=ro"
        # Of one thread at a time.
        self.connection = sqlite3.connect(
            address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        self.execute, self.sql = self.connection.cursor().execute, self.SQL.format(**TABLES)

    def identify_file(self) -> tuple[int, int]:
        status = os.stat(self.path)
        return status.st_dev, status.st_ino

    def read(self, moment: dt.datetime) -> tuple:
        if self.clock() > self.look_again:
            if self.identify_file() != self.file:
                raise OSError("The database's file has been replaced.")
            self.look_again = self.clock() + 1
        # Text, as Django writes it. All rows, since a statement left half-way would keep on reading an old state.
        moment = moment.isoformat(" ", "microseconds")[:26]
        rows = self.execute(self.sql, (moment,)).fetchall()
        return (*rows[0], self.file) if rows else (0, None, self.file)

    def close(self):
        self.connection.close()


class PostgreSQL:
    """Reads the stamp by a prepared statement, and waits for the answer itself: a server that hangs says nothing.

    Behind a pooler that lends its sessions for one transaction (PgBouncer) nothing that is set or prepared stays: there
    each reading says all. The row's last transaction and its table are part of the stamp: a database that was restored
    is another source.
    """

    SQL = (
        "SELECT counter, (SELECT to_char(max(live_from) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM {release}"
        " WHERE live_from <= {moment}::timestamptz), xmin, tableoid FROM {stamp} WHERE id = 1"
    )
    # Milliseconds. Patience ends before; what was given up ends there too.
    LIMIT = int(PATIENCE * 2000)
    LIMITED = "SELECT setting = '{limit}' FROM pg_settings WHERE name = 'statement_timeout'"
    POOLED = "BEGIN READ ONLY; SET LOCAL statement_timeout = {limit}; {sql}; COMMIT"

    def __init__(self, connection, clock):
        import psycopg  # A large one, and of no use with SQLite.

        self.clock, self.rows = clock, psycopg.pq.ExecStatus.TUPLES_OK
        self.failed = psycopg.pq.ExecStatus.FATAL_ERROR
        # `get_connection_params` is Django's own; settings.DATABASES, read as libpq names things, would replace it.
        parameters = connection.get_connection_params() | {"connect_timeout": 2, "autocommit": True}
        for name in ("context", "cursor_factory", "prepare_threshold"):
            parameters.pop(name, None)
        options = f"-c statement_timeout={self.LIMIT} -c default_transaction_read_only=on"
        try:
            self.open(psycopg.connect, parameters | {"options": f"{parameters.get('options', '')} {options}".strip()})
        except psycopg.OperationalError as error:
            if "startup parameter" not in str(error):
                raise
            self.open(psycopg.connect, parameters)
        self.pooled = not self.is_limited()
        if not self.pooled:
            self.wire.send_prepare(b"stamp", self.SQL.format(**TABLES, moment="$1").encode())
            self.receive()

    def open(self, connect, parameters):
        self.connection = connect(**parameters)
        self.wire = self.connection.pgconn
        self.poll = select.poll()
        self.poll.register(self.wire.socket, select.POLLIN)

    def is_limited(self) -> bool:
        """Whether the session is what was asked for. A pooler takes no settings, or leaves them out."""
        self.wire.send_query(self.LIMITED.format(limit=self.LIMIT).encode())
        return self.receive().get_value(0, 0) == b"t"

    def receive(self):
        """The server's answer: the rows among its results, or the last. Raises TimeoutError without one, OSError for an
        error."""
        deadline, rows, last = self.clock() + PATIENCE, None, None
        while True:
            while self.wire.is_busy():
                if not self.poll.poll(max(0, deadline - self.clock()) * 1000):
                    raise TimeoutError(f"No answer within {PATIENCE} seconds.")
                self.wire.consume_input()
            result = self.wire.get_result()
            if result is None:
                break
            last = result
            if result.status == self.failed:
                raise OSError(result.error_message.decode())
            if result.status == self.rows:
                rows = result
        if last is None:
            raise OSError("The connection was closed.")
        return rows or last

    def read(self, moment: dt.datetime) -> tuple:
        if self.pooled:
            sql = self.SQL.format(**TABLES, moment=f"'{moment.isoformat()}'")
            self.wire.send_query(self.POOLED.format(limit=self.LIMIT, sql=sql).encode())
        else:
            self.wire.send_query_prepared(b"stamp", [moment.isoformat().encode()])
        result = self.receive()
        if not result.ntuples:
            return 0, None, None
        counter, released, transaction, table = (result.get_value(0, column) for column in range(4))
        return int(counter), released, Table(transaction, int(table))

    def close(self):
        self.connection.close()


class Days:
    """The day in TIME_ZONE, computed once a day."""

    def __init__(self):
        self.latest = (0.0, 0.0, 0)

    def at(self, moment: dt.datetime) -> int:
        now = moment.timestamp()
        start, end, day = self.latest
        if not start <= now < end:
            zone = timezone.get_default_timezone()
            today = moment.astimezone(zone).date()
            begins = [dt.datetime.combine(date, dt.time(), zone) for date in (today, today + dt.timedelta(1))]
            start, end, day = self.latest = (*(midnight.timestamp() for midnight in begins), today.toordinal())
        return day


class Reader:
    """Reads the stamp, on a few connections: as many as have ever read at one time.

    After a failure the database is left alone for two seconds: meanwhile, and while one thread tries again, the others
    are told at once that it is down. Where it answers slowly, few threads wait for it, and the others are told so too.
    """

    # What those who make an answer are told of what it said (`replicas.py`).
    notes = {}

    def __init__(self, alias: str = "default", clock=time.monotonic):
        self.alias, self.clock = alias, clock
        # The one that was used last is taken first.
        self.idle: list[SQLite | PostgreSQL] = []
        # When each reading began that is not over.
        self.reading: dict[object, float] = {}
        self.days = Days()
        self.down_since = self.try_again = 0.0
        # How long the last reading took, and what it said.
        self.took, self.latest = 0.0, None

    def read(self) -> tuple[dt.datetime, tuple]:
        """The moment, and the stamp at it. Raises Down."""
        moment = dt.datetime.now(dt.UTC)
        if self.down_since:
            if self.clock() < self.try_again:
                raise Down
            self.try_again = self.clock() + PAUSE
        if len(self.reading) >= MOST_WAITING and self.is_slow():
            raise Down
        this = object()
        self.reading[this] = self.clock()
        try:
            counter, released, database = self.query(moment)
        except Exception as error:
            self.note_failure(error)
            raise Down from error
        finally:
            self.took = self.clock() - self.reading.pop(this)
        if self.down_since:
            self.note_recovery()
        self.latest = stamp = counter, released, self.days.at(moment), database
        return moment, stamp

    def is_slow(self) -> bool:
        return any(began < self.clock() - TROUBLED for began in list(self.reading.values()))

    def is_troubled(self) -> bool:
        """Whether the database is away, or so slow that nobody should wait for what it says."""
        return bool(self.down_since) or self.took > TROUBLED or self.is_slow()

    def query(self, moment) -> tuple:
        try:
            source = self.idle.pop()
        except IndexError:
            source = None
        if source:
            try:
                row = source.read(moment)
            except TimeoutError:
                self.disconnect(source)
                raise
            except Exception:  # The server was restarted, the file replaced: once more on a new connection.
                self.disconnect(source)
            else:
                self.idle.append(source)
                return row
        connection = connections[self.alias]
        source = (PostgreSQL if connection.vendor == "postgresql" else SQLite)(connection, self.clock)
        row = source.read(moment)
        self.idle.append(source)
        return row

    def disconnect(self, source):
        """Close this one, and those that wait: what befell it has befallen them."""
        idle, self.idle = self.idle, []
        for lost in (source, *idle):
            try:
                lost.close()
            except Exception:
                logger.debug("A connection that was lost could not be closed.", exc_info=True)

    def note_failure(self, error):
        self.try_again = self.clock() + PAUSE
        if not self.down_since:
            self.down_since = self.clock()
            logger.error("The database does not answer (%s): known pages are served as they were.", error)

    def note_recovery(self):
        seconds, self.down_since = self.clock() - self.down_since, 0.0
        logger.warning("The database answers again, after %.0f seconds.", seconds)
