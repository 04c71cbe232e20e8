"""Turns: the WSGI application that lets a few requests at a time into Django.

The server has more threads than these, which wait for bodies, for readers or for a page in the making. Would all of
them work at once, each would be late: they share one lock of Python's. A kept page waits for no turn.
"""

import threading
from contextlib import nullcontext

from django.conf import settings

from profiles.site.public import FULL, HURRY, REFUSED

# What asks whether the process lives at all.
ALWAYS = "/healthz"
# As many as work while others wait for the database.
AT_ONCE = 3
# Seconds for which a request waits for its turn. Whoever is told in time comes again, or gets the page that the page
# cache knows; but only where the database is in trouble is that better than to wait.
PATIENCE, IN_TROUBLE = 30, 1.5


# What is told of each who waits for a turn, for as long as that takes.
waiting = nullcontext


class Turns:
    """The application, for `AT_ONCE` requests at a time."""

    def __init__(self, application):
        self.application = application
        self.free = threading.Semaphore(AT_ONCE)

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO") == ALWAYS:
            return self.application(environ, start_response)
        if not self.free.acquire(blocking=False) and not self.wait(IN_TROUBLE if HURRY in environ else PATIENCE):
            environ[FULL] = True  # In place: those who asked look at it.
            return self.application(environ | {REFUSED: 503}, start_response)
        try:
            return self.application(environ, start_response)
        finally:
            self.free.release()

    def wait(self, seconds: float) -> bool:
        with waiting():
            return self.free.acquire(timeout=seconds)


def in_turn(application):
    """The application by turns, but where `runserver` gives each request a thread."""
    return application if settings.DEBUG else Turns(application)
