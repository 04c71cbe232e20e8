"""Statements to the database in a server process: those that take long are said in the log, and all can be counted.

A line has the statement without what it asks for: that may be a name, or what somebody searched.
"""

import logging
import time
from collections.abc import Callable

from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)


class Watch:
    """Looks at how long each statement takes: `slow`, in milliseconds, is too long, unless 0; `note` is told of each,
    in seconds."""

    def __init__(self, slow: int = 0, note: Callable[[float], None] | None = None):
        self.slow, self.note = slow / 1000, note

    def __call__(self, execute, sql, parameters, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            seconds = time.perf_counter() - began
            if self.note:
                self.note(seconds)
            if self.slow and seconds >= self.slow:
                logger.warning("A statement took %.0f ms: %s", seconds * 1000, sql)

    def follow(self, sender, connection, **kwargs):
        # First of all: whoever listens for a moment takes the last one away again.
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.insert(0, self)

    def begin(self) -> "Watch":
        """From now on, on each connection that is made. What is returned has to be held."""
        if self.slow or self.note:
            connection_created.connect(self.follow)
        return self
