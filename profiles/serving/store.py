"""The store: kept pages as bytes in memory, each in the encodings that were asked for, within a number of bytes."""

import datetime as dt
import hashlib
import heapq
import threading
import zlib
from collections import OrderedDict
from functools import lru_cache
from typing import NamedTuple

from django.utils.http import parse_http_date_safe

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
# What a body that is not what it was may raise.
TORN = (ValueError, zlib.error, *([brotli.error] if brotli else []))
DECODINGS = {"": bytes, "gzip": lambda body: zlib.decompress(body, 31), "br": lambda body: brotli.decompress(body)}


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

    def is_known(self, if_none_match: str | None, if_modified_since: str | None) -> bool:
        """Whether a client says that it has this: by its ETag (a proxy may have made it weak), or else by the moment
        when it was changed last, where the answer says that."""
        if if_none_match:
            tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
            return if_none_match == self.etag or self.etag in tags or tags == ["*"]
        if not if_modified_since:
            return False
        said = next((value for name, value in self.headers if name.lower() == "last-modified"), "")
        changed, known = parse_http_date_safe(said), parse_http_date_safe(if_modified_since)
        return None not in (changed, known) and changed <= known


class StoredAnswer:
    """An answer as Django gave it under a stamp, with its variants by encoding ("" is as it is).

    Its body is kept in the encoding that is shortest, and in others as they are asked for. `made_of` is what has to be
    asked again under another stamp, where that is known; `asked` how often somebody wanted it.
    """

    __slots__ = ("asked", "digest", "headers", "made_at", "made_of", "size", "stamp", "variants")
    REPLACED = ("etag", "content-length", "vary")
    ALSO_ON_304 = ("cache-control", "content-location", "expires", "vary")

    def __init__(self, stamp: tuple, headers: list, body: bytes, made_at: dt.datetime, made_of=None):
        headers = [(name, value) for name, value in headers if name.lower() not in self.REPLACED] + [
            ("Vary", ", ".join([value for name, value in headers if name.lower() == "vary"] + ["Accept-Encoding"]))
        ]
        self._keep(stamp, headers, hashlib.sha256(body).hexdigest()[:32], made_at, made_of)
        shortest = next(iter(ENCODINGS))
        packed = ENCODINGS[shortest](body) if len(body) >= SMALLEST_TO_COMPRESS else body
        encoding, packed = (shortest, packed) if len(packed) < len(body) else ("", body)
        self._add(encoding, packed)

    def _keep(self, stamp, headers, digest, made_at, made_of):
        self.stamp, self.headers, self.digest = stamp, headers, digest
        self.made_at, self.made_of, self.asked = made_at, made_of, 0
        self.size, self.variants = OVERHEAD, {}

    @classmethod
    def of(cls, stamp, headers, digest, made_at, made_of, encoding: str, packed: bytes) -> "StoredAnswer":
        """One that was kept elsewhere, as it was packed. Raises ValueError where its body is not what it was."""
        answer = cls.__new__(cls)
        answer._keep(stamp, headers, digest, made_at, made_of)
        answer._add(encoding, packed)
        if hashlib.sha256(answer.body).hexdigest()[:32] != digest:
            raise ValueError("The body is not what it was.")
        return answer

    @property
    def packed(self) -> tuple[str, bytes]:
        """The encoding that it was packed in, and its body so."""
        encoding, variant = list(self.variants.items())[0]  # noqa: RUF015  Another thread may add one meanwhile.
        return encoding, variant.body

    @property
    def body(self) -> bytes:
        """As Django gave it."""
        encoding, packed = self.packed
        return DECODINGS[encoding](packed)

    def encode(self, encoding: str) -> Variant:
        """The answer in an encoding; as it is, where that would not be shorter."""
        body = self.body
        packed = ENCODINGS[encoding](body) if encoding and len(body) >= SMALLEST_TO_COMPRESS else body
        return self._add(encoding, packed) if len(packed) < len(body) or not encoding else self._as_it_is(encoding)

    def _as_it_is(self, encoding: str) -> Variant:
        plain = self.variants.get("") or self.encode("")
        self.variants[encoding] = plain
        return plain

    def _add(self, encoding: str, body: bytes) -> Variant:
        etag = f'"{self.digest}{encoding and "-"}{encoding}"'
        repeated = [(name, value) for name, value in self.headers if name.lower() in self.ALSO_ON_304]
        headers = [*self.headers, ("Content-Length", str(len(body))), ("ETag", etag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        self.variants[encoding] = variant = Variant(etag, headers, [*repeated, ("ETag", etag)], body)
        self.size += len(body)
        return variant


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

    def encode(self, key, answer, encoding) -> Variant:
        """An answer in one encoding more, which takes its room."""
        with self.lock:
            before = answer.size
            variant = answer.variants.get(encoding) or answer.encode(encoding)
            if self.answers.get(key) is answer:
                self.used += answer.size - before
                self._make_room()
        return variant

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

    def is_made_up(self, key) -> bool:
        """Whether anybody can make up such an address."""
        host, query = key[0], key[-1]
        return bool(query) or (host not in self.hosts and bool(self.hosts))

    def shelf(self, key) -> Shelf:
        return self.side if self.is_made_up(key) else self.main

    def get(self, key) -> StoredAnswer | None:
        return self.main.get(key) or self.side.get(key)

    def put(self, key, answer):
        self.shelf(key).put(key, answer)

    def drop(self, key):
        self.shelf(key).drop(key)

    def get_variant(self, key, answer, encoding) -> Variant:
        """An answer in an encoding, made where it is asked for the first time."""
        return answer.variants.get(encoding) or self.shelf(key).encode(key, answer, encoding)

    def most_asked(self, number: int) -> list[tuple]:
        """The keys of the pages that were wanted most; what was wanted long ago counts less and less."""
        with self.main.lock, self.side.lock:
            answers = [*self.main.answers.items(), *self.side.answers.items()]
        most = heapq.nlargest(number, answers, key=lambda item: item[1].asked)
        for _key, answer in answers:
            answer.asked //= 2
        return [key for key, _answer in most]
