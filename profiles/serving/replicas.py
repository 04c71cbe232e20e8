"""Public answers from a replica: which database is asked, and for how long.

The replica says the stamp, and then the rows: an answer that it makes while it lags is kept under the stamp that it
lags at. Where it is away, or behind what this process has shown already, the other is asked for both.
"""

import threading

from profiles.published import replica
from profiles.site.public import REPLICA

from .stampreader import Down, Reader, decode


class EitherReader:
    """Reads the stamp from the replica, or else from the database that is written to."""

    def __init__(self, other: Reader | None = None, primary: Reader | None = None):
        self.other, self.primary = other or Reader(replica.ALIAS), primary or Reader()
        self.latest: tuple | None = None
        self.here = threading.local()

    def read(self) -> tuple:
        """The moment, and the stamp at it. Raises Down."""
        found = self.read_replica()
        self.here.is_replica = found is not None
        moment, self.latest = found or self.primary.read()
        return moment, self.latest

    def read_replica(self) -> tuple | None:
        try:
            moment, stamp = self.other.read()
        except Down:
            return None
        return None if self.is_behind(stamp) else (moment, stamp)

    def is_behind(self, stamp: tuple) -> bool:
        """Whether it is of a state before one that was shown. (Another source cannot be compared.)"""
        if self.latest is None or stamp == self.latest:
            return False
        new, shown = decode(stamp), decode(self.latest)
        return new.source == shown.source and not new.follows(shown)

    @property
    def notes(self) -> dict:
        """What those who make an answer are told: that the stamp that this thread was told last is of the replica."""
        return {REPLICA: True} if getattr(self.here, "is_replica", False) else {}

    def is_troubled(self) -> bool:
        return self.other.is_troubled() and self.primary.is_troubled()


# Whoever reads the stamp.
Reads = Reader | EitherReader


class TurningBack:
    """The application, which may turn its thread to the replica (`@public`): until its answer is sent, no longer."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        replica.turn_back()  # A server need not close what it was given in the thread that asked for it.
        if REPLICA not in environ:
            return self.application(environ, start_response)
        try:
            return Sent(self.application(environ, start_response))
        except BaseException:
            replica.turn_back()
            raise


class Sent:
    """An answer, after which its thread turns back."""

    def __init__(self, body):
        self.body = body

    def __iter__(self):
        return iter(self.body)

    def close(self):
        try:
            getattr(self.body, "close", lambda: None)()
        finally:
            replica.turn_back()


def turned(environ):
    """Within, the database is asked that said the stamp of a request."""
    return replica.turned(REPLICA in environ)


def with_replica(application):
    """The application, and who reads the stamp for it: of a replica, where there is one."""
    return (TurningBack(application), EitherReader()) if replica.is_there() else (application, Reader())
