"""The page cache: a WSGI application around Django's, as WhiteNoise wraps one.

A public page is a function of (stamp, day, address). The stamp is read first; a page kept under that very stamp is
answered without Django. Otherwise Django makes it, and it is kept under the stamp that was read before: a write in
between makes it unreachable, never stale. Cookies, sessions and languages of browsers play no part, since public
views look at none; nothing but the answers that `@public` marks is ever kept.

How long is a page kept? By no clock: until something public is written, a scheduled release comes or the day ends in
TIME_ZONE (then its stamp is an old one), its room is wanted (`store.py`, PAGE_STORE_MB) or the process ends. While the
database does not answer, pages with an old stamp are answered too.
"""

import datetime as dt
import threading
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db.backends.signals import connection_created
from django.http import QueryDict

from profiles.site.public import DOWN, READ, TAKES, filter_query

from .middleware import LONGEST_QUERY, is_text
from .stampreader import Down, Reader, decode, limit_statements
from .statics import scheme_of
from .store import Store, StoredAnswer, choose_encoding

STAMP = "addportal.stamp"
# Neither kept nor looked up.
PRIVATE = ("/admin/", "/ar/admin/", "/preview/", "/ar/preview/", "/static/", "/media/", "/healthz", "/readyz")
# How many addresses are remembered with the parameters that they take.
REMEMBERED = 20_000
# How many seconds a request waits for another's page.
PATIENCE = 4

HIT = ("Cache-Status", "addportal; hit")
WAITED = ("Cache-Status", "addportal; hit; detail=waited")
STORED = ("Cache-Status", "addportal; fwd=miss; stored")
STALE = ("Cache-Status", "addportal; hit; detail=stale")


@lru_cache(maxsize=2048)
def canonical(query: str, takes: tuple[str, ...]) -> str | None:
    """A query as the view will read it; None if it is not to be read at all."""
    if len(query) > LONGEST_QUERY or not is_text(query):
        return None
    return filter_query(QueryDict(query.encode("latin-1")), takes).urlencode()


def matches(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match names this ETag (a proxy may have made it weak)."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or tags == ["*"]


class Flight:
    """A page in the making: who else wants it waits."""

    def __init__(self):
        self.landed = threading.Event()
        self.stored: StoredAnswer | None = None


class PageCache:
    """Answers GET and HEAD of public pages from memory, and asks Django for whatever it cannot answer.

    A key is (host, scheme, path, script name, query); the query last, as the view reads it.
    """

    def __init__(self, application, *, store: Store, reader: Reader):
        self.application, self.store, self.reader = application, store, reader
        self.takes: dict[str, tuple[str, ...]] = {}
        self.flights: dict[tuple, Flight] = {}
        self.lock = threading.Lock()
        self.proxied = bool(settings.SECURE_PROXY_SSL_HEADER)
        self.host = "HTTP_X_FORWARDED_HOST" if settings.USE_X_FORWARDED_HOST else "HTTP_HOST"

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(PRIVATE):
            return self.application(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        if query:
            takes = self.takes.get(path)
            query = query if takes is None else canonical(query, takes)
            if query is None:
                return self.application(environ, start_response)
        scheme = scheme_of(environ) if self.proxied else environ["wsgi.url_scheme"]
        key = (environ.get(self.host), scheme, path, environ.get("SCRIPT_NAME"), query)
        stored = self.store.get(key)
        try:
            moment, stamp = self.reader.read()
        except Down:
            return self.fall_back(environ, start_response, key, stored)
        if stored and stored.stamp == stamp:
            return self.send(environ, start_response, key, stored, HIT)
        return self.fetch_once(environ | {READ: (moment, decode(stamp)), STAMP: stamp}, start_response, key, stored)

    def send(self, environ, start_response, key, stored, *notes):
        """A stored answer in the encoding that the browser likes best; 304 where it has it."""
        encoding = choose_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = stored.variants.get(encoding) or self.store.get_variant(key, stored, encoding)
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if if_none_match and (if_none_match == variant.etag or matches(if_none_match, variant.etag)):
            start_response("304 Not Modified", [*variant.headers_of_304, *notes])
            return []
        start_response("200 OK", [*variant.headers, *notes])
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []

    def fetch_once(self, environ, start_response, key, old):
        """Have the page made, once for all in this process who want it under this stamp."""
        flight_key = (key, environ[STAMP])
        with self.lock:
            flight = self.flights.get(flight_key)
            if first := flight is None:
                flight = self.flights[flight_key] = Flight()
        if not first:
            if not flight.landed.wait(PATIENCE):
                return self.fall_back(environ, start_response, key, old)
            if flight.stored:
                return self.send(environ, start_response, key, flight.stored, WAITED)
            return self.fetch(environ, start_response, key, old, Flight())
        try:
            return self.fetch(environ, start_response, key, old, flight)
        finally:
            self.flights.pop(flight_key, None)
            flight.landed.set()

    def fetch(self, environ, start_response, key, old, flight):
        """Ask Django, and keep what it answers if it may be kept."""
        heads = []
        body = self.application(environ, lambda status, headers, exc_info=None: heads.append((status, headers)))
        status, headers = heads[-1]
        varies = any(name in ("Set-Cookie", "Vary") for name, _ in headers)
        if TAKES not in environ or not status.startswith("200 ") or varies:
            return self.pass_on(environ, start_response, key, old, (status, headers, body))
        try:
            content = b"".join(body)
        finally:
            body.close()
        stored = StoredAnswer(environ[STAMP], headers, content, environ[READ][0])
        key = self.canonical_key(key, environ[TAKES])
        self.store.put(key, stored)
        flight.stored = stored
        return self.send(environ, start_response, key, stored, STORED)

    def canonical_key(self, key, takes):
        """The address with the parameters that its view takes, which are remembered, and no others: what is unknown
        makes no other page."""
        *rest, query = key
        with self.lock:
            self.takes[key[2]] = takes
            if len(self.takes) > REMEMBERED:
                del self.takes[next(iter(self.takes))]
        return (*rest, canonical(query, takes) if query else "")

    def pass_on(self, environ, start_response, key, old, answer):
        """Django's own answer; where the database fell silent in the midst of it, the page as it was before."""
        status, headers, body = answer
        if old and status.startswith("503 "):
            body.close()
            return self.send_stale(environ, start_response, key, old)
        if old and not status.startswith("5"):
            self.store.drop(key)
        start_response(status, headers)
        return body

    def fall_back(self, environ, start_response, key, old):
        """The page as it was, where one is kept; Django says that there is none."""
        if old:
            return self.send_stale(environ, start_response, key, old)
        return self.application(environ | {DOWN: True}, start_response)

    def send_stale(self, environ, start_response, key, stored):
        age = max(0, int((dt.datetime.now(dt.UTC) - stored.made_at).total_seconds()))
        return self.send(environ, start_response, key, stored, STALE, ("Age", str(age)))


def page_cache(application):
    """The application with the page cache around it, as the settings say."""
    if settings.DEBUG or not settings.PAGE_STORE_MB:
        return application
    connection_created.connect(limit_statements)
    hosts = {host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
    store = Store(settings.PAGE_STORE_MB * 2**20, hosts | {urlsplit(settings.SITE_URL).netloc})
    return PageCache(application, store=store, reader=Reader())
