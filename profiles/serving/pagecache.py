"""The page cache: a WSGI application around Django's, as WhiteNoise wraps one.

A public page is a function of (stamp, day, address). The stamp is read first; a page kept under that very stamp is
answered without Django. One that was kept under an earlier stamp of the day is answered too, if all that it was made of
says what it said (`published/madeof.py`). Otherwise Django makes it, and it is kept under the stamp that was read
before: a write in between makes it unreachable, never stale. Cookies, sessions and languages of browsers play no part,
since public views look at none; nothing but the answers that `@public` marks is ever kept.

How long is a page kept? By no clock: until what it was made of changes or the day ends in TIME_ZONE, or its room is
wanted: in the memory of a process (`store.py`, PAGE_STORE_MB), and in what processes share, a file on each machine
(`disk.py`, PAGE_DISK_MB) or one Redis for all (`redisstore.py`, CACHE_URL). While the database does not answer, pages
with an old stamp are answered too.
"""

import datetime as dt
import threading
import time
from contextlib import nullcontext
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict

from profiles.site.public import DOWN, EXACT, FULL, HEARD, HURRY, MEANT, READ, TAKES, filter_query, unknown
from profiles.values.languages import in_each

from . import connections
from .asking import holds, sealed
from .disk import Disk
from .middleware import LONGEST_QUERY, is_text
from .redisstore import RedisStore
from .replicas import Reads, turned, with_replica
from .stampreader import Down, decode
from .statics import scheme_of
from .store import Store, StoredAnswer, choose_encoding
from .warming import Warmer, request_for

STAMP = "addportal.stamp"
# Neither kept nor looked up.
PRIVATE = (*in_each("/admin/"), *in_each("/preview/"), "/static/", "/media/", "/healthz", "/readyz")
# How many addresses are remembered with the parameters that they take.
REMEMBERED = 20_000
# How many seconds a request waits for another's page; and where the database is in trouble.
PATIENCE, IN_TROUBLE = 30, 4
# Between two looks at whether it is.
LOOK = 0.25

HIT = ("Cache-Status", "addportal; hit")
HELD = ("Cache-Status", "addportal; hit; detail=held")
WAITED = ("Cache-Status", "addportal; hit; detail=waited")
STORED = ("Cache-Status", "addportal; fwd=miss; stored")
STALE = ("Cache-Status", "addportal; hit; detail=stale")


@lru_cache(maxsize=2048)
def canonical(query: str, takes: tuple[str, ...]) -> str | None:
    """A query as the view will read it; None if it is not to be read at all, or if what is unknown in it makes another
    answer."""
    if len(query) > LONGEST_QUERY or not is_text(query):
        return None
    found = QueryDict(query.encode("latin-1"))
    return None if EXACT in takes and unknown(found, takes) else filter_query(found, takes).urlencode()


class Flight:
    """A page in the making: who else wants it waits."""

    def __init__(self):
        self.landed = threading.Event()
        self.stored: StoredAnswer | None = None


class PageCache:
    """Answers GET and HEAD of public pages from what is kept, and asks Django for whatever it cannot answer.

    A key is (host, scheme, path, script name, query); the query last, as the view reads it.
    """

    def __init__(self, application, *, store: Store, reader: Reads, shared: Disk | RedisStore | None = None):
        self.application, self.store, self.reader, self.shared = application, store, reader, shared
        self.takes: dict[str, tuple[str, ...]] = shared.taken(REMEMBERED) if shared else {}
        self.flights: dict[tuple, Flight] = {}
        self.lock = threading.Lock()
        self.warmer: Warmer | None = None
        self.proxied = bool(settings.SECURE_PROXY_SSL_HEADER)
        self.host = "HTTP_X_FORWARDED_HOST" if settings.USE_X_FORWARDED_HOST else "HTTP_HOST"

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(PRIVATE):
            return self.ask(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        if query:
            takes = self.takes.get(path)
            query = query if takes is None else canonical(query, takes)
            if query is None:
                return self.ask(environ, start_response)
        scheme = scheme_of(environ) if self.proxied else environ["wsgi.url_scheme"]
        key = (environ.get(self.host), scheme, path, environ.get("SCRIPT_NAME"), query)
        stored = self.store.get(key)
        try:
            moment, stamp = self.reader.read()
        except Down:
            return self.fall_back(environ, start_response, key, stored)
        if stored and stored.stamp == stamp:
            stored.asked += 1
            return self.send(environ, start_response, key, stored, HIT)
        if self.warmer:
            self.warmer.notice(stamp)
        return self.fetch_once(environ | self.said(moment, stamp), start_response, key, stored)

    def said(self, moment, stamp) -> dict:
        return {READ: (moment, decode(stamp)), STAMP: stamp} | self.reader.notes

    def ask(self, environ, start_response):
        """Ask Django, which is told where there is no time to wait."""
        if self.reader.is_troubled():
            environ[HURRY] = True
        return self.application(environ, start_response)

    @property
    def patience(self) -> float:
        return IN_TROUBLE if self.reader.is_troubled() else PATIENCE

    def await_landing(self, flight) -> bool:
        """Whether a page is there in time. What is fresh is worth waiting for, but where the database is in trouble."""
        began = time.monotonic()
        while not flight.landed.wait(LOOK):
            if time.monotonic() - began > self.patience:
                return False
        return True

    def send(self, environ, start_response, key, stored, *notes):
        """A stored answer in the encoding that the browser likes best; 304 where it has it."""
        encoding = choose_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = stored.variants.get(encoding) or self.store.get_variant(key, stored, encoding)
        if variant.is_known(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")):
            start_response("304 Not Modified", [*variant.headers_of_304, *notes])
            return []
        start_response("200 OK", [*variant.headers, *notes])
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []

    def fetch_once(self, environ, start_response, key, old):
        """Have the page found or made, once for all in this process who want it under this stamp."""
        flight_key = (key, environ[STAMP])
        with self.lock:
            flight = self.flights.get(flight_key)
            if first := flight is None:
                flight = self.flights[flight_key] = Flight()
        if not first:
            if not self.await_landing(flight):
                return self.fall_back(environ, start_response, key, old)
            if flight.stored:
                return self.send(environ, start_response, key, flight.stored, WAITED)
            return self.fetch(environ, start_response, key, old, Flight())
        try:
            return self.find(environ, start_response, key, old, flight)
        except Down:
            return self.fall_back(environ, start_response, key, old)
        finally:
            self.flights.pop(flight_key, None)
            flight.landed.set()

    def find(self, environ, start_response, key, old, flight):
        """A kept page that still holds; or have it made, once for all processes that share them."""
        if found := self.reuse(environ, key, old):
            flight.stored = found
            return self.send(environ, start_response, key, found, HELD)
        with self.shared.alone(key, self.patience) if self.shared else nullcontext():
            elsewhere = self.shared and self.shared.get(key)
            if elsewhere and (old is None or elsewhere.stamp != old.stamp):
                if found := self.reuse(environ, key, elsewhere):
                    flight.stored = found
                    return self.send(environ, start_response, key, found, HELD)
                old = old or elsewhere
            return self.fetch(environ, start_response, key, old, flight)

    def reuse(self, environ, key, stored) -> StoredAnswer | None:
        """A kept page that is what Django would answer under this stamp. Raises Down."""
        if stored is None or not self.still_holds(environ, stored):
            return None
        stored.stamp = environ[STAMP]
        stored.asked += 1
        self.store.put(key, stored)
        return stored

    def still_holds(self, environ, stored) -> bool:
        """Whether a page is of this stamp, or of an earlier one of the same day and all that it was made of says the
        same. Raises Down."""
        return stored.stamp[2] == environ[STAMP][2] and self.says_the_same(environ, stored)

    def says_the_same(self, environ, stored) -> bool:
        """Whether all that a page was made of says the same, whatever the day is. Raises Down."""
        if stored.stamp == environ[STAMP]:
            return True
        moment, stamp = environ[READ]
        is_later = bool(stored.made_of) and stamp.follows(decode(stored.stamp))
        with turned(environ):
            return is_later and holds(stored.made_of, moment, stamp)

    def fetch(self, environ, start_response, key, old, flight):
        """Ask Django, and keep what it answers if it may be kept."""
        heads = []
        body = self.ask(environ, lambda status, headers, exc_info=None: heads.append((status, headers)))
        status, headers = heads[-1]
        varies = any(name in ("Set-Cookie", "Vary") for name, _ in headers)
        if TAKES not in environ or not status.startswith("200 ") or varies:
            return self.pass_on(environ, start_response, key, old, (status, headers, body))
        try:
            content = b"".join(body)
        finally:
            body.close()
        key = self.canonical_key(key, environ[TAKES])
        with turned(environ):
            stored = StoredAnswer(environ[STAMP], headers, content, environ[READ][0], sealed(environ.get(HEARD)))
        stored.asked = old.asked + 1 if old else 1
        self.store.put(key, stored)
        if self.shared:
            self.shared.put(key, stored, made_up=self.store.is_made_up(key))
        flight.stored = stored
        return self.send(environ, start_response, key, stored, STORED)

    def canonical_key(self, key, takes):
        """The address with the parameters that its view takes, which are remembered, and no others: what is unknown
        makes no other page."""
        *rest, query = key
        with self.lock:
            if is_news := self.takes.get(key[2]) != takes:
                self.takes[key[2]] = takes
            if len(self.takes) > REMEMBERED:
                del self.takes[next(iter(self.takes))]
        # What others keep may be slow to answer: nobody waits for that with the lock.
        if is_news and self.shared:
            self.shared.take(key[2], takes)
        return (*rest, canonical(query, takes) if query else "")

    def look_after(self, key):
        """Have a page ready that nobody is waiting for."""
        body = self(request_for(key, self.host), lambda status, headers, exc_info=None: None)
        getattr(body, "close", lambda: None)()

    def sweep(self, key):
        """Of a shared page: note that it holds, or throw it away. Raises Down."""
        moment, stamp = self.reader.read()
        stored = self.shared.get(key)
        if stored is None or not self.says_the_same(self.said(moment, stamp), stored):
            self.shared.drop(key, stored)
        else:
            self.shared.check(key, stored, stamp)

    def pass_on(self, environ, start_response, key, old, answer):
        """Django's own answer; where the database fell silent in the midst of it, the page as it was before."""
        status, headers, body = answer
        trouble = status.startswith("503 ") and MEANT not in environ and (FULL not in environ or HURRY in environ)
        if old and trouble:
            body.close()
            return self.send_stale(environ, start_response, key, old)
        if old and not status.startswith("5"):
            self.forget(key)
        start_response(status, headers)
        return body

    def forget(self, key):
        self.store.drop(key)
        if self.shared:
            self.shared.drop(key)

    def fall_back(self, environ, start_response, key, old):
        """The page as it was, where one is kept; Django says that there is none."""
        if old := self.known(key, old):
            return self.send_stale(environ, start_response, key, old)
        return self.application(environ | {DOWN: True}, start_response)

    def known(self, key, old) -> StoredAnswer | None:
        """A page as it was: what was right when the stamp was read last, or a shared one, since of those what no longer
        holds is thrown away."""
        if old and (self.shared is None or old.stamp == self.reader.latest):
            return old
        return self.shared and (self.shared.get(key) or (old if self.shared.broken else None))

    def send_stale(self, environ, start_response, key, stored):
        age = max(0, int((dt.datetime.now(dt.UTC) - stored.made_at).total_seconds()))
        return self.send(environ, start_response, key, stored, STALE, ("Age", str(age)))


def page_cache(application):
    """The application with the page cache around it, as the settings say."""
    if settings.DEBUG:
        return application
    connections.keep_watch()
    if not settings.PAGE_STORE_MB:
        return application
    hosts = {host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
    store = Store(settings.PAGE_STORE_MB * 2**20, hosts | {urlsplit(settings.SITE_URL).netloc})
    application, reader = with_replica(application)
    cache = PageCache(application, store=store, reader=reader, shared=RedisStore.of_settings() or Disk.of_settings())
    cache.warmer = Warmer(cache)
    return cache
