"""Pages kept in memory, each in the encodings that were asked for, within a number of bytes."""

import datetime as dt
import hashlib
import threading
import zlib
from collections import OrderedDict
from functools import lru_cache
from typing import NamedTuple

try:
    import brotli
except ImportError:
    brotli = None

# What a page weighs beside its bodies: headers, key, objects.
OVERHEAD = 3000
SMALLEST_TO_COMPRESS = 400


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


# Best first. Brotli at 5 takes a tenth of the time that 11 takes, for a tenth more bytes.
ENCODINGS = {"gzip": gzipped}
if brotli:
    ENCODINGS = {"br": lambda body: brotli.compress(body, quality=5)} | ENCODINGS


def weight(parameters: str) -> float:
    """The q of `;q=0.5`; 0 for what is not a number."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The encoding that an Accept-Encoding asks for most; the best of ours where it likes several as much."""
    weights = {}
    for item in accepted[:500].lower().split(","):
        name, _, parameters = item.partition(";")
        weights[name.strip()] = weight(parameters)
    others = weights.get("*", 0.0)
    liked = {name: weights.get(name, others) for name in ENCODINGS}
    best = max(liked, key=liked.get)
    return best if liked[best] > 0 and liked[best] >= weights.get("identity", 0.0) else ""


class Variant(NamedTuple):
    """A page in one encoding: its strong ETag, its headers, those that a 304 repeats, and its body."""

    etag: str
    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]
    body: bytes


class Page:
    """An answer as Django gave it under a stamp, with its variants by encoding ("" is as it is)."""

    __slots__ = ("body", "digest", "headers", "made", "size", "stamp", "variants")
    REPEATED = ("cache-control", "content-location", "expires")

    def __init__(self, stamp: tuple, headers: list[tuple[str, str]], body: bytes, made: dt.datetime):
        self.stamp, self.body, self.made = stamp, body, made
        replaced = ("etag", "content-length", "vary")
        self.headers = [(name, value) for name, value in headers if name.lower() not in replaced]
        vary = [value for name, value in headers if name.lower() == "vary"]
        self.headers.append(("Vary", ", ".join([*vary, "Accept-Encoding"])))
        self.digest = hashlib.sha256(body).hexdigest()[:32]
        self.size = len(body) + OVERHEAD
        self.variants = {}

    def variant(self, encoding: str) -> Variant:
        """The page in an encoding; as it is, where that would not be shorter."""
        body = ENCODINGS[encoding](self.body) if encoding and len(self.body) >= SMALLEST_TO_COMPRESS else self.body
        if len(body) >= len(self.body):
            encoding, body = "", self.body
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        kept = [(name, value) for name, value in self.headers if name.lower() in self.REPEATED or name == "Vary"]
        headers = [*self.headers, ("Content-Length", str(len(body))), ("ETag", etag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Variant(etag, headers, [*kept, ("ETag", etag)], body)


class Shelf:
    """Pages within a number of bytes; those that nobody has asked for the longest go first."""

    def __init__(self, room: int):
        self.room, self.used = room, 0
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key) -> Page | None:
        page = self.pages.get(key)
        if page:
            try:
                self.pages.move_to_end(key)
            except KeyError:  # Another thread has just thrown it out.
                pass
        return page

    def put(self, key, page):
        with self.lock:
            self._take(key)
            if page.size <= self.room:
                self.pages[key] = page
                self.used += page.size
            self._make_room()

    def grow(self, key, page, number):
        with self.lock:
            page.size += number
            if self.pages.get(key) is page:
                self.used += number
                self._make_room()

    def drop(self, key):
        with self.lock:
            self._take(key)

    def _take(self, key):
        page = self.pages.pop(key, None)
        self.used -= page.size if page else 0

    def _make_room(self):
        while self.used > self.room:
            self.used -= self.pages.popitem(last=False)[1].size


class Store:
    """Two shelves, so that made-up addresses cannot push out the pages that everybody reads.

    Addresses that anybody can make up (with a query, or of a host name that a pattern allows) share the small one.
    """

    def __init__(self, room: int, hosts=()):
        self.main, self.side = Shelf(room - room // 4), Shelf(room // 4)
        self.hosts = frozenset(hosts)

    def shelf(self, key) -> Shelf:
        host, query = key[0], key[-1]
        return self.main if not query and (host in self.hosts or not self.hosts) else self.side

    def get(self, key) -> Page | None:
        return self.main.get(key) or self.side.get(key)

    def put(self, key, page):
        self.shelf(key).put(key, page)

    def drop(self, key):
        self.shelf(key).drop(key)

    def variant(self, key, page, encoding) -> Variant:
        found = page.variants.get(encoding)
        if found is None:
            found = page.variants[encoding] = page.variant(encoding)
            if found.body is not page.body:
                self.shelf(key).grow(key, page, len(found.body))
        return found
