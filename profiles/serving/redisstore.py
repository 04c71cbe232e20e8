"""The pages that all nodes share, in one Redis or Valkey: in place of the file of each machine, and with the methods of
`disk.py`.

Redis is asked for nothing that has to be true: whether a page is right says the stamp in the database. While Redis is
away, hangs or refuses, pages are answered as if nothing were kept. All that is read was sealed by a process of this
portal: whoever else can write there puts no words into pages, and no statements into what is asked again.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .packing import Seal, name_of_pages, pack, pack_stamp, unpack
from .redisscripts import CHECK, DROP, GET, LEASE, PUT
from .store import TORN, StoredAnswer

logger = logging.getLogger(__name__)

# How long Redis may take to connect or to answer, and is then left alone, in seconds. (`?socket_timeout=0.5` in
# CACHE_URL says otherwise.)
PATIENCE, PAUSE = 0.1, 2.0
# How long a lock holds of whom nothing more is heard, and how often who waits for it looks.
LEASED, LOOK = 3.0, 0.02
# How long a page is kept that nobody asks for: longer than a day, after which each is made anew. The index outlives it.
EXPIRES = 3 * 24 * 60 * 60
# How many paths are kept with what their views take: more than are used of them, since a process says each but once.
MOST_TAKES = 40_000
# What has failed: Redis as such, or a method that it refused.
REDIS = ""


def or_else(otherwise):
    """Of a method: what it answers while Redis does not."""

    def decorate(method):
        @wraps(method)
        def careful(self, *args, **kwargs):
            if self.is_left_alone():
                return otherwise
            try:
                self.renew_lease()
                answer = method(self, *args, **kwargs)
            except (self.redis.RedisError, OSError) as error:
                self.note_failure(method.__name__, error)
                return otherwise
            except TORN as error:
                logger.warning("A page kept in Redis is not as it was put (%s): it is made anew.", error)
                return otherwise
            if self.broken:
                self.note_success(method.__name__)
            return answer

        return careful

    return decorate


class RedisStore:
    """Kept answers by key, within a number of bytes; a quarter of it for addresses that anybody can make up. All that
    it writes has a name that begins with `name`."""

    def __init__(self, url: str, name: str, room: int):
        import redis  # Of no use without CACHE_URL, and then not installed.
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self.redis, self.base, self.room = redis, f"{name}:", room
        self.seal, self.lock, self.held = Seal(name), threading.Lock(), threading.local()
        for valkey, known in (("valkey://", "redis://"), ("valkeys://", "rediss://")):
            url = known + url.removeprefix(valkey) if url.startswith(valkey) else url
        told = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
        try:
            self.client = redis.Redis.from_url(url, **told, protocol=2, driver_info=None)
            self.client.connection_pool.make_connection()
        except (ValueError, TypeError) as error:
            raise ImproperlyConfigured(f"CACHE_URL cannot be read: {error}") from None
        scripts = map(self.client.register_script, (GET, PUT, DROP, CHECK, LEASE))
        self.run_get, self.run_put, self.run_drop, self.run_check, self.run_lease = scripts
        # What failed first and since when; and when Redis is tried again, where it is away.
        self.failing: str | None = None
        self.failed_at = self.try_again = 0.0

    @classmethod
    def of_settings(cls) -> "RedisStore | None":
        """What CACHE_URL names, under a name of this build of this portal."""
        if not settings.CACHE_URL or not settings.CACHE_MB:
            return None
        return cls(settings.CACHE_URL, f"{settings.CACHE_PREFIX}:{name_of_pages()}", settings.CACHE_MB * 2**20)

    # ── Redis away ────────

    @property
    def broken(self) -> bool:
        return self.failing is not None

    def is_left_alone(self) -> bool:
        """Whether Redis was away a moment ago. One tries again, and meanwhile the others are told at once."""
        if not self.try_again:
            return False
        with self.lock:
            is_early = time.monotonic() < self.try_again
            self.try_again = self.try_again if is_early else time.monotonic() + PAUSE
            return is_early

    def note_failure(self, name: str, error):
        """A Redis that refuses one thing may do others; else it is left alone for a moment."""
        is_away = not isinstance(error, self.redis.ResponseError)
        with self.lock:
            if is_away:
                self.try_again = time.monotonic() + PAUSE
            if not self.broken:
                self.failing, self.failed_at = REDIS if is_away else name, time.monotonic()
                logger.warning("Redis cannot be used (%s: %s): pages are made as if it kept none.", name, error)

    def note_success(self, name: str):
        """It is over when that works which failed: a full Redis still says what it has."""
        with self.lock:
            self.try_again = 0.0
            if self.failing in (REDIS, name):
                self.failing = None
                logger.warning("Redis can be used again, after %.0f seconds.", time.monotonic() - self.failed_at)

    # ── Pages ────────

    @or_else(None)
    def get(self, key) -> StoredAnswer | None:
        """The answer that some process kept."""
        name = json.dumps(key)
        found = self.run_get(keys=[self.base], args=[name, time.time(), EXPIRES])
        if found is None:
            return None
        seal, content, stamp = found
        self.seal.check(seal, content, name.encode())
        encoding, kept, body = content.split(b"\n", 2)
        return unpack(self.seal.open(stamp, seal), kept.decode(), encoding.decode(), body)

    def packed(self, name: str, answer: StoredAnswer) -> tuple[bytes, bytes, bytes]:
        """The seal of a page, its content, and its stamp, which is sealed as that of this page."""
        stamp, kept, encoding, body = pack(answer)
        content = f"{encoding}\n{kept}\n".encode() + body
        seal = self.seal.of(content, name.encode())
        return seal, content, self.seal.put_on(stamp, seal)

    @or_else(None)
    def put(self, key, answer: StoredAnswer, *, made_up: bool) -> None:
        name = json.dumps(key)
        packed = self.packed(name, answer)
        size, room = len(name) + sum(map(len, packed)), self.room // 4 if made_up else self.room - self.room // 4
        told = (answer.made_at.isoformat(), score_of(answer.stamp), int(made_up), time.time(), size, room)
        self.run_put(keys=[self.base], args=[name, *packed, *told, EXPIRES])

    @or_else(None)
    def drop(self, key, seen: StoredAnswer | None = None):
        """Throw a page away: this one, if it is named, and none that has come in its place."""
        name = json.dumps(key)
        seal, _content, stamp = self.packed(name, seen) if seen else (None, None, None)
        self.run_drop(keys=[self.base], args=[name, *([seal, stamp] if seen else ())])

    @or_else(None)
    def check(self, key, seen: StoredAnswer, stamp: tuple):
        """Note that this page says under a later stamp what it said; of the same day it is then of that stamp."""
        name = json.dumps(key)
        seal, _content, was_of = self.packed(name, seen)
        is_of = self.seal.put_on(pack_stamp(stamp), seal) if seen.stamp[2] == stamp[2] else was_of
        self.run_check(keys=[self.base], args=[name, seal, was_of, is_of, score_of(stamp), EXPIRES])

    @or_else(())
    def unchecked(self, stamp: tuple) -> list[tuple]:
        """The keys of the pages that are not known to say the same under a stamp, last asked for first."""
        asked, score = self.client.pipeline(transaction=False), score_of(stamp)
        for least, most in (("-inf", f"({score}"), (f"({score}", "+inf")):
            asked.zrangebyscore(f"{self.base}checked", least, most)
        for shelf in (0, 1):
            asked.zrange(f"{self.base}used:{shelf}", 0, -1, withscores=True)
        below, above, *used = asked.execute()
        when = dict(used[0] + used[1])
        names = sorted(below + above, key=lambda name: -when.get(name, 0))
        return self.readable(names)

    def readable(self, names: list[bytes]) -> list[tuple]:
        """The keys that members of a sorted set are; what nobody of the portal can have put there is taken out."""
        found, odd = [], []
        for name in names:
            try:
                found.append(key_of(name))
            except (*TORN, RecursionError):
                odd.append(name)
        if odd:
            logger.warning("%d names kept in Redis are none of pages: they are taken out.", len(odd))
            self.client.zrem(f"{self.base}checked", *odd)
        return found

    @or_else(True)
    def is_checked(self, stamp: tuple) -> bool:
        """Whether all pages are known to say the same under a stamp."""
        asked, score = self.client.pipeline(transaction=False), score_of(stamp)
        asked.zcount(f"{self.base}checked", "-inf", f"({score}").zcount(f"{self.base}checked", f"({score}", "+inf")
        return not sum(asked.execute())

    @or_else(None)
    def take(self, path: str, takes: tuple[str, ...]):
        """Note which parameters the view of a path takes. Where there are too many, all go: each is soon said again."""
        name = f"{self.base}takes"
        asked = self.client.pipeline(transaction=False)
        asked.hset(name, path, self.seal.put_on(json.dumps(takes), path.encode()))
        _new, _held, number = asked.expire(name, 2 * EXPIRES).hlen(name).execute()
        if number > MOST_TAKES:
            self.client.delete(name)

    def taken(self, most: int) -> dict[str, tuple[str, ...]]:
        return dict(self.all_taken()[:most])

    @or_else(())
    def all_taken(self) -> list[tuple[str, tuple[str, ...]]]:
        found, odd = [], []
        for path, sealed in self.client.hgetall(f"{self.base}takes").items():
            try:
                found.append((path.decode(), tuple(json.loads(self.seal.open(sealed, path)))))
            except TORN:
                odd.append(path)
        if odd:
            logger.warning("%d notes kept in Redis are not sealed by this portal: they are taken out.", len(odd))
            self.client.hdel(f"{self.base}takes", *odd)
        return found

    # ── One at a time, of all nodes ────────

    @contextmanager
    def alone(self, key, patience: float) -> Iterator[bool]:
        """Whether nobody else does the same within: waits for one who does, so many seconds. The lock of a process that
        dies is free after a moment; while Redis is away nobody waits."""
        lock, token, deadline = f"{self.base}alone:{json.dumps(key)}", secrets.token_hex(8), time.monotonic() + patience
        while (got := self.try_lock(lock, token)) is False and time.monotonic() < deadline:
            time.sleep(LOOK)
        self.held.lease = (lock, token, time.monotonic()) if got else None
        try:
            yield bool(got)
        finally:
            self.held.lease = None
            if got:
                self.let_go(lock, token)

    @or_else(None)
    def try_lock(self, lock: str, token: str) -> bool:
        return bool(self.client.set(lock, token, nx=True, px=int(LEASED * 1000)))

    @or_else(None)
    def let_go(self, lock: str, token: str):
        self.run_lease(keys=[lock], args=[token, 0])

    def renew_lease(self):
        """Whoever asks anything of Redis while it holds a lock has not died."""
        lock, token, since = getattr(self.held, "lease", None) or (None, None, 0)
        if lock and time.monotonic() - since > LEASED / 3:
            self.run_lease(keys=[lock], args=[token, int(LEASED * 1000)])
            self.held.lease = (lock, token, time.monotonic())


def key_of(name: bytes) -> tuple:
    """The key that was written so. Raises ValueError for what was not, which could not be dropped by its key."""
    key = json.loads(name)
    if not isinstance(key, list) or json.dumps(key).encode() != name:
        raise ValueError("It is no key of a page.")
    return tuple(key)


def score_of(stamp: tuple) -> int:
    """A number of a stamp that sorted sets hold exactly."""
    return int.from_bytes(blake2b(pack_stamp(stamp).encode(), digest_size=6).digest(), "big")
