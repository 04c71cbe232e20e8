"""Whom a thread waits for: bodies that are read, answers that are streamed. Who is too slow is cut off.

A WSGI application cannot stop waiting: neither for a body that does not come, nor for a reader who does not read. But
the process holds the connection, and the system knows how many bytes went over it. So one thread looks at them once a
second, while somebody is waited for at all. It works on Linux, on TCP; elsewhere whoever is slow is waited for.
"""

import os
import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress

# For how many seconds a client may move less than so many bytes a second.
GRACE = 5
LEAST_RATE = 1000
# Seconds between two looks.
PERIOD = 1.0

# Of Linux's `struct tcp_info`: bytes that the other end has acknowledged, and bytes received.
MOVED = struct.Struct("=120xQQ")


class Full(Exception):
    """As many are waited for as may be, in all or of this visitor."""


class Wait:
    """That a thread waits for a client: at which address, and for how many bytes by now."""

    def __init__(self, environ, began: float):
        self.peer = environ.get("REMOTE_ADDR", "")
        self.port = environ.get("SERVER_PORT", "")
        self.moved = 0
        self.since, self.moved_then = began, 0

    def is_too_slow(self, now: float) -> bool:
        """Whether less than the least rate has moved for as long as a client may take."""
        seconds, moved = now - self.since, self.moved - self.moved_then
        if moved >= LEAST_RATE * seconds:
            self.since, self.moved_then = now, self.moved
        return seconds > GRACE and moved < LEAST_RATE * seconds


class Waits:
    """Those who are waited for in this process: at most `most`, and `most_each` of one visitor."""

    def __init__(self, most: int, most_each: int, watch):
        self.most, self.most_each, self.watch = most, most_each, watch
        self.visitors: list[str] = []
        self.lock = threading.Lock()

    @contextmanager
    def one(self, environ, visitor: str):
        """A place among them. Raises Full."""
        with self.lock:
            if len(self.visitors) >= self.most or self.visitors.count(visitor) >= self.most_each:
                raise Full
            self.visitors.append(visitor)
        wait = self.watch.add(Wait(environ, self.watch.clock()))
        try:
            yield wait
        finally:
            self.watch.remove(wait)
            with self.lock:
                self.visitors.remove(visitor)


class Watch:
    """Cuts off who is too slow, in a thread that lives while there is somebody to watch."""

    def __init__(self, clock=time.monotonic):
        self.clock = clock
        self.waits: set[Wait] = set()
        self.lock = threading.Lock()
        self.awake = False
        # What had moved over each connection at the last look, and those that were cut off then.
        self.seen: dict[tuple, int] = {}
        self.cut: set[tuple] = set()

    def add(self, wait: Wait) -> Wait:
        with self.lock:
            self.waits.add(wait)
            if not self.awake:
                self.awake = True
                threading.Thread(target=self.look_on, name="watch", daemon=True).start()
        return wait

    def remove(self, wait: Wait):
        with self.lock:
            self.waits.discard(wait)

    def look_on(self):
        while True:
            time.sleep(PERIOD)
            with self.lock:
                if not self.waits:
                    self.awake, self.seen, self.cut = False, {}, set()
                    return
                waits = list(self.waits)
            self.look(waits)

    def look(self, waits: list[Wait]):
        """Cut, of those who are too slow, the connections over which next to nothing went since the last look. Which
        of a visitor's connections it is, the application is not told: a still one with no request is cut with it, and
        its browser makes another."""
        now = self.clock()
        slow = {(wait.peer, wait.port) for wait in waits if wait.is_too_slow(now)}
        before, self.seen, cut, self.cut = self.seen, {}, self.cut, set()
        for connection, ends in connections() if slow else ():
            with suppress(OSError):  # It may have been closed just now.
                moved = sum(MOVED.unpack_from(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, MOVED.size)))
                self.seen[ends] = moved
                (host, _), (_, port) = ends
                if (host, port) in slow and ends in before and moved - before[ends] < LEAST_RATE:
                    # At first so that 408 can still be sent; a server that only writes may not notice.
                    connection.shutdown(socket.SHUT_RDWR if ends in cut else socket.SHUT_RD)
                    self.cut.add(ends)


def connections():
    """The TCP connections of this process, each as a socket of its own with its ends: (host, port) there and here, with
    ports as WSGI names ours."""
    try:
        numbers = os.listdir("/proc/self/fd")
    except OSError:
        return
    for number in numbers:
        with suppress(OSError):  # It is closed by now, or it listens.
            if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
                with socket.socket(fileno=os.dup(int(number))) as found:
                    if found.family in (socket.AF_INET, socket.AF_INET6) and found.type == socket.SOCK_STREAM:
                        there, here = found.getpeername(), found.getsockname()
                        yield found, ((there[0], there[1]), (here[0], str(here[1])))
