"""The stamp, read past Django: one SELECT on a private connection that only reads, for every request of a page.

A stamp is (counter, latest release moment that has come, day, which database). Two answers to one address under one
stamp are the same, so a page kept under it needs no purging: not in this process, nor in any other.
"""

import datetime as dt
import logging
import os
import sqlite3
import threading
import time
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
# How long Django's own statements may take while a page is served: with one attempt to connect (2 s) less than 5.
LONGEST_STATEMENT = 2.5


class Down(Exception):
    """The database does not answer."""


def plain(stamp: tuple) -> Stamped:
    """A stamp as Django reads it, without the day."""
    counter, released, _day, source = stamp
    if released is not None:
        text = released if isinstance(released, str) else released.decode()
        released = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
    return Stamped(counter, released, source)


class SQLite:
    """Reads the stamp from the database's file. That it was replaced or removed is noticed within a second."""

    SQL = "SELECT counter, (SELECT max(live_from) FROM {release} WHERE live_from <= ?) FROM {stamp} WHERE id = 1"

    def __init__(self, connection):
        self.path = str(connection.settings_dict["NAME"])
        self.source, self.look_again = self.file(), time.monotonic() + 1
        address = f"file:{quote(self.path)}?mode=ro"
        self.connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        self.execute, self.sql = self.connection.cursor().execute, self.SQL.format(**TABLES)

    def file(self) -> tuple[int, int]:
        status = os.stat(self.path)
        return status.st_dev, status.st_ino

    def read(self, moment: dt.datetime) -> tuple:
        if time.monotonic() > self.look_again:
            if self.file() != self.source:
                raise OSError("The database's file has been replaced.")
            self.look_again = time.monotonic() + 1
        # Text, as Django writes it. All rows, since a statement left half-way would keep on reading an old state.
        moment = moment.isoformat(" ", "microseconds")[:26]
        rows = self.execute(self.sql, (moment,)).fetchall()
        return (*rows[0], self.source) if rows else (0, None, self.source)

    def close(self):
        self.connection.close()


class PostgreSQL:
    """Reads the stamp by a prepared statement, and waits for the answer itself: a server that hangs says nothing.

    The row's last transaction and its table are part of the stamp: a database that was restored is another source.
    """

    SQL = (
        "SELECT counter, (SELECT max(live_from) FROM {release} WHERE live_from <= $1::timestamptz),"
        " xmin, tableoid FROM {stamp} WHERE id = 1"
    )

    def __init__(self, connection):
        import select

        import psycopg

        parameters = connection.get_connection_params()
        for name in ("context", "cursor_factory", "prepare_threshold"):
            parameters.pop(name, None)
        # Patience ends here first; what was given up ends there too.
        chosen = {"statement_timeout": int(PATIENCE * 2000), "default_transaction_read_only": "on"}
        chosen |= {"timezone": "UTC", "datestyle": "ISO"}
        options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        parameters["options"] = f"{parameters.get('options', '')} {options}".strip()
        self.connection = psycopg.connect(**parameters | {"connect_timeout": 2, "autocommit": True})
        self.wire = self.connection.pgconn
        self.wire.send_prepare(b"stamp", self.SQL.format(**TABLES).encode())
        self.poll = select.poll()
        self.poll.register(self.wire.socket, select.POLLIN)
        self.result(psycopg.pq.ExecStatus.COMMAND_OK)
        self.rows = psycopg.pq.ExecStatus.TUPLES_OK

    def result(self, expected):
        deadline = time.monotonic() + PATIENCE
        while True:
            if not self.poll.poll(max(0, deadline - time.monotonic()) * 1000):
                raise TimeoutError(f"No answer within {PATIENCE} seconds.")
            self.wire.consume_input()
            if not self.wire.is_busy():
                break
        result = self.wire.get_result()
        while self.wire.get_result():
            pass
        if result is None or result.status != expected:
            raise OSError(result.error_message.decode() if result else "The connection was closed.")
        return result

    def read(self, moment: dt.datetime) -> tuple:
        self.wire.send_query_prepared(b"stamp", [moment.isoformat().encode()])
        result = self.result(self.rows)
        if not result.ntuples:
            return 0, None, None
        counter, released, transaction, table = (result.get_value(0, column) for column in range(4))
        return int(counter), released, (transaction, table)

    def close(self):
        self.connection.close()


def give_up_in_time(sender, connection, **kwargs):
    """Of Django's connections to PostgreSQL in a server process: no statement waits for a server that hangs."""
    if connection.vendor != "postgresql":
        return
    wire, active = connection.connection, connection.Database.pq.TransactionStatus.ACTIVE

    def wait(generator, *args, **kwargs):
        try:
            return type(wire).wait(wire, generator, *args, **kwargs | {"timeout": LONGEST_STATEMENT})
        except connection.Database.OperationalError:
            if wire.pgconn.transaction_status == active:
                wire.close()
            raise

    wire.wait = wait


class Days:
    """The day in TIME_ZONE, computed once a day."""

    def __init__(self):
        self.known = (0.0, 0.0, 0)

    def at(self, moment: dt.datetime) -> int:
        now = moment.timestamp()
        start, end, day = self.known
        if not start <= now < end:
            zone = timezone.get_default_timezone()
            today = moment.astimezone(zone).date()
            begins = [dt.datetime.combine(date, dt.time(), zone) for date in (today, today + dt.timedelta(1))]
            start, end, day = self.known = (*(midnight.timestamp() for midnight in begins), today.toordinal())
        return day


class Reader:
    """Reads the stamp, with one connection per thread.

    After a failure the database is left alone for two seconds: meanwhile, and while one thread tries again, the others
    are told at once that it is down.
    """

    def __init__(self, alias: str = "default"):
        self.alias = alias
        self.local = threading.local()
        self.days = Days()
        self.down_since = self.try_again = 0.0

    def read(self) -> tuple[dt.datetime, tuple]:
        """The moment, and the stamp at it. Raises Down."""
        moment = dt.datetime.now(dt.UTC)
        if self.down_since:
            if time.monotonic() < self.try_again:
                raise Down
            self.try_again = time.monotonic() + PAUSE
        try:
            counter, released, source = self.ask(moment)
        except Exception as error:
            self.failed(error)
            raise Down from error
        if self.down_since:
            self.healed()
        return moment, (counter, released, self.days.at(moment), source)

    def ask(self, moment):
        source = getattr(self.local, "source", None)
        if source:
            try:
                return source.read(moment)
            except TimeoutError:
                self.forget(source)
                raise
            except Exception:  # The server was restarted, the file replaced: once more on a new connection.
                self.forget(source)
        connection = connections[self.alias]
        source = (PostgreSQL if connection.vendor == "postgresql" else SQLite)(connection)
        answer = source.read(moment)
        self.local.source = source
        return answer

    def forget(self, source):
        self.local.source = None
        try:
            source.close()
        except Exception:
            logger.debug("A connection that was lost could not be closed.", exc_info=True)

    def failed(self, error):
        self.try_again = time.monotonic() + PAUSE
        if not self.down_since:
            self.down_since = time.monotonic()
            logger.error("The database does not answer (%s): known pages are served as they were.", error)

    def healed(self):
        seconds, self.down_since = time.monotonic() - self.down_since, 0.0
        logger.warning("The database answers again, after %.0f seconds.", seconds)
