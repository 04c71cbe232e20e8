"""The public while something goes wrong: visitors who ask for one page after another and look whether it is whole."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from bench.client import Connection

from .outcome import Seen

# Seconds: how long a visitor waits for a page, and rests after it.
PATIENCE, REST = 15, 0.02
PAGES = (
    "/",
    "/ar/",
    "/members/",
    "/ar/members/?type=sending",
    "/members/nepal/",
    "/ar/members/india/",
    "/members/qatar/?on=2012",
    "/meetings/",
    "/documents/",
    "/timeline/",
    "/changes/",
    "/search/?q=labour",
    "/members.csv",
    "/api/v1/members/",
)
# What a page may be answered with, whatever goes on.
CALM = (200, 503)
TRACE = re.compile(r"Traceback|\bDjango Version\b|OperationalError|psycopg|sqlite3")


class Visitor(Thread):
    """Somebody who asks for pages in turn until it is over. `look` says what is wrong with a page that came, or
    nothing."""

    def __init__(self, address, pages: Iterable[str], look: Callable[[str, str], str] = lambda path, text: "", **more):
        super().__init__(daemon=True)
        self.address, self.pages, self.look, self.over = address, list(pages), look, Event()
        self.patience, self.calm = more.get("patience", PATIENCE), more.get("calm", CALM)
        self.connection: Connection | None = None
        self.seen = Seen()

    def run(self):
        while not self.over.is_set():
            for path in self.pages:
                self.visit(path)
                if self.over.wait(REST):
                    return

    def visit(self, path: str) -> None:
        began = time.monotonic()
        status, said, text = self.ask(path)
        self.seen.slowest = max(self.seen.slowest, time.monotonic() - began)
        self.seen.statuses[status] += 1
        self.seen.stale += "detail=stale" in said.get("cache-status", "")
        if wrong := self.wrong(path, status, said, text):
            self.seen.ugly[wrong] = self.seen.ugly.get(wrong, 0) + 1

    def ask(self, path: str) -> tuple[int, dict, str]:
        """Status, headers and text. A server may close a connection that is kept: then once more, on a new one."""
        for connection in (self.connection, None):
            try:
                self.connection = connection or Connection(self.address, self.patience)
                status, said, body, _size = self.connection.get("{}:{}".format(*self.address), path, {})
            except OSError:
                if self.connection:
                    self.connection.socket.close()
                self.connection = None
                continue
            if said.get("connection", "") == "close":
                self.connection = None
            return status, said, body.decode("utf-8", "replace")
        return 0, {}, ""

    def wrong(self, path: str, status: int, said: dict, text: str) -> str:
        if status not in self.calm:
            return f"{path} was answered with {status}" if status else f"{path} had no answer"
        if "html" in said.get("content-type", "") and not text.rstrip().endswith("</html>"):
            return f"{path} was torn"
        if found := TRACE.search(text):
            return f"{path} ({status}) says {found[0]!r}"
        return self.look(path, text) if status == 200 else ""


@contextmanager
def watching(address, *, pages=PAGES, visitors=2, **more) -> Iterator[Seen]:
    """Within, so many visitors walk about; what they saw is there afterwards."""
    seen = Seen()
    crowd = [Visitor(address, pages[number:] + pages[:number], **more) for number in range(visitors)]
    for visitor in crowd:
        visitor.start()
    try:
        yield seen
    finally:
        for visitor in crowd:
            visitor.over.set()
        for visitor in crowd:
            visitor.join(PATIENCE * 2)
            all_seen = seen + visitor.seen
            seen.__dict__.update(all_seen.__dict__)
