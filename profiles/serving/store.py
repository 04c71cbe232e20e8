"""The store: kept pages as bytes in memory, each in the encodings that were asked for, within a number of bytes."""

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

# What an answer weighs beside its bodies: headers, key, objects.
OVERHEAD = 3000
SMALLEST_TO_COMPRESS = 400


def gzip(body: bytes) -> bytes:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    return compressor.compress(body) + compressor.flush()


# Best first. Brotli at 5 takes a tenth of the time that 11 takes, for a tenth more bytes.
ENCODINGS = {"gzip": gzip}
if brotli:
    ENCODINGS = {"br": lambda body: brotli.compress(body, quality=5)} | ENCODINGS


def parse_weight(parameters: str) -> float:
    """The q of `;q=0.5`, 1 without one; 0 for what is not a number."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=256)
def choose_encoding(accept_encoding: str) -> str:
    """The encoding that an Accept-Encoding likes most; the best of ours where it likes several as much."""
    weights = {}
    for item in accept_encoding[:500].lower().split(","):
        name, _, parameters = item.partition(";")
        weights[name.strip()] = parse_weight(parameters)
    others = weights.get("*", 0.0)
    ours = {name: weights.get(name, others) for name in ENCODINGS}
    best = max(ours, key=ours.get)
    return best if ours[best] > 0 and ours[best] >= weights.get("identity", 0.0) else ""


class Variant(NamedTuple):
    """An answer in one encoding: its strong ETag, its headers, those that a 304 repeats, and its body."""

    etag: str
    headers: list[tuple[str, str]]
    headers_of_304: list[tuple[str, str]]
    body: bytes


class StoredAnswer:
    """An answer as Django gave it under a stamp, with its variants by encoding ("" is as it is)."""

    __slots__ = ("body", "digest", "headers", "made_at", "size", "stamp", "variants")
    REPLACED = ("etag", "content-length", "vary")
    ALSO_ON_304 = ("cache-control", "content-location", "expires", "vary")

    def __init__(self, stamp: tuple, headers: list[tuple[str, str]], body: bytes, made_at: dt.datetime):
        self.stamp, self.body, self.made_at = stamp, body, made_at
        self.headers = [(name, value) for name, value in headers if name.lower() not in self.REPLACED]
        vary = [value for name, value in headers if name.lower() == "vary"]
        self.headers.append(("Vary", ", ".join([*vary, "Accept-Encoding"])))
        self.digest = hashlib.sha256(body).hexdigest()[:32]
        self.size = len(body) + OVERHEAD
        self.variants: dict[str, Variant] = {}

    def encode(self, encoding: str) -> Variant:
        """The answer in an encoding; as it is, where that would not be shorter."""
        body = ENCODINGS[encoding](self.body) if encoding and len(self.body) >= SMALLEST_TO_COMPRESS else self.body
        if len(body) >= len(self.body):
            encoding, body = "", self.body
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        repeated = [(name, value) for name, value in self.headers if name.lower() in self.ALSO_ON_304]
        headers = [*self.headers, ("Content-Length", str(len(body))), ("ETag", etag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Variant(etag, headers, [*repeated, ("ETag", etag)], body)


class Shelf:
    """Answers within a number of bytes; those that nobody has asked for the longest go first."""

    def __init__(self, room: int):
        self.room, self.used = room, 0
        self.answers: OrderedDict[tuple, StoredAnswer] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key) -> StoredAnswer | None:
        answer = self.answers.get(key)
        if answer:
            try:
                self.answers.move_to_end(key)
            except KeyError:  # Another thread has just thrown it out.
                pass
        return answer

    def put(self, key, answer):
        with self.lock:
            self._remove(key)
            if answer.size <= self.room:
                self.answers[key] = answer
                self.used += answer.size
            self._make_room()

    def grow(self, key, answer, number):
        """Note that an answer takes so many bytes more."""
        with self.lock:
            answer.size += number
            if self.answers.get(key) is answer:
                self.used += number
                self._make_room()

    def drop(self, key):
        with self.lock:
            self._remove(key)

    def _remove(self, key):
        answer = self.answers.pop(key, None)
        self.used -= answer.size if answer else 0

    def _make_room(self):
        while self.used > self.room:
            self.used -= self.answers.popitem(last=False)[1].size


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

    def get(self, key) -> StoredAnswer | None:
        return self.main.get(key) or self.side.get(key)

    def put(self, key, answer):
        self.shelf(key).put(key, answer)

    def drop(self, key):
        self.shelf(key).drop(key)

    def get_variant(self, key, answer, encoding) -> Variant:
        """An answer in an encoding, made where it is asked for the first time."""
        variant = answer.variants.get(encoding)
        if variant is None:
            variant = answer.variants[encoding] = answer.encode(encoding)
            if variant.body is not answer.body:
                self.shelf(key).grow(key, answer, len(variant.body))
        return variant
