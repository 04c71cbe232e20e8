"""Applications of our own beneath the page cache, to count and to wait; and a reader that knows who waits."""

import threading

from profiles.serving.stampreader import Reader
from profiles.site.public import REFUSED, TAKES


class Body(list):
    closed = 0

    def close(self):
        Body.closed += 1


class Counting:
    """Answers any address with a public page, once `ready` is set, and counts how often it is asked."""

    def __init__(self, ready=None, body=b"x" * 10_000, cookie=False, streams=False):
        self.ready, self.body, self.cookie, self.streams, self.asked = ready, body, cookie, streams, []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        if self.ready:
            assert self.ready.wait(60)
        if not self.streams:
            environ[TAKES] = ("q", "page")
        start_response("200 OK", [("Content-Type", "text/html")] + [("Set-Cookie", "a=1")] * self.cookie)
        return Body([self.body] * 3)


class Crowd(Reader):
    """Reads the stamp; `there` is set once so many have read it, and are about to ask for the page."""

    def __init__(self, number):
        super().__init__()
        self.missing, self.counting, self.there = number, threading.Lock(), threading.Event()

    def read(self):
        moment_and_stamp = super().read()
        with self.counting:
            self.missing -= 1
            if not self.missing:
                self.there.set()
        return moment_and_stamp


def echo(environ, start_response):
    """How many bytes came, or with what status they were refused; `/long` is a long answer."""
    if environ["PATH_INFO"] == "/long":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return (b"x" * 100_000 for _ in range(10_000))
    body = str(len(environ["wsgi.input"].read())).encode()
    start_response(f"{environ.get(REFUSED, 200)} Said", [("Content-Length", str(len(body)))])
    return [body]
