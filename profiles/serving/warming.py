"""After a publication, before anybody asks: the pages that are wanted most are made anew, and of all others that
processes share those that no longer hold are thrown away, so that an outage finds none of them.

One thread of each process, which takes a quarter of a processor at most. The first process that comes does a page; for
the others it is there.
"""

import logging
import threading
import time
from io import BytesIO

from django.conf import settings

from .stampreader import Down

logger = logging.getLogger(__name__)

# How many pages are made before they are asked for.
MOST_ASKED = 40
# How often a process that nobody asks anything looks for a new stamp, in seconds.
EACH = 1.0
# How long it leaves alone what holds, in seconds: then it finds what was put there late, or came back with an earlier
# copy.
AGAIN = 30.0
# How long it rests after each piece of work, as a multiple of what that took.
REST = 3


class Warmer:
    """Looks after the pages of a cache under each new stamp."""

    def __init__(self, cache):
        self.cache = cache
        self.stamp = None
        self.look_again = 0.0
        self.thread: threading.Thread | None = None
        self.wake, self.ended = threading.Event(), False
        self.lock = threading.Lock()

    def notice(self, stamp: tuple):
        """Somebody has read a stamp."""
        if stamp != self.stamp:
            self.wake.set()
            with self.lock:
                if self.thread is None or not self.thread.is_alive():
                    self.thread = threading.Thread(target=self.run, name="warmer", daemon=True)
                    self.thread.start()

    def end(self):
        self.ended = True
        self.wake.set()
        self.thread.join()

    def run(self):
        while not self.ended:
            self.wake.wait(EACH)
            self.wake.clear()
            try:
                _moment, stamp = self.cache.reader.read()
                if stamp != self.stamp:
                    first, self.stamp, self.look_again = self.stamp is None, stamp, 0.0
                    self.warm(first=first)
                if time.monotonic() > self.look_again and self.sweep(stamp):
                    self.look_again = time.monotonic() + AGAIN
            except Down:
                continue
            except Exception:
                logger.exception("Pages could not be made before they are asked for.")

    def warm(self, *, first: bool = False):
        """Make what is wanted most, unless the process has only begun. Raises Down."""
        for key in [] if first else self.cache.store.most_asked(MOST_ASKED):
            self.slowly(self.cache.look_after, key)

    def sweep(self, stamp: tuple) -> bool:
        """Look through what is shared, if no other process does; whether all of it is known to hold. Raises Down."""
        shared = self.cache.shared
        if shared is None or shared.is_checked(stamp):
            return True
        with shared.alone("sweep", 0) as alone:
            for key in shared.unchecked(stamp) if alone else ():
                self.slowly(self.cache.sweep, key)
        return shared.is_checked(stamp)

    def slowly(self, work, key):
        begun = time.thread_time()
        work(key)
        time.sleep(REST * (time.thread_time() - begun))


def request_for(key: tuple, host: str) -> dict:
    """A request for a kept page, as a server would hand it over. `host` is the name of the header that names it."""
    name, scheme, path, script, query = key
    port = "443" if scheme == "https" else "80"
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": script or "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": (name or "localhost").partition(":")[0],
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if name is not None:
        environ |= {"HTTP_HOST": name, host: name}
    if secure := settings.SECURE_PROXY_SSL_HEADER:
        environ[secure[0]] = scheme
    return environ
