"""The page cache: a WSGI application around Django's, as WhiteNoise wraps one.

A public page is a function of (stamp, day, address). The stamp is read first; a page kept under that very stamp is
answered without Django. Otherwise Django makes it, and it is kept under the stamp that was read before: a write in
between makes it unreachable, never stale. Cookies, sessions and languages of browsers play no part, since public
views look at none; nothing but the answers that `@public` marks is ever kept.
"""

import datetime as dt
import threading
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db.backends.signals import connection_created
from django.http import QueryDict

from profiles.site.public import DOWN, READ, TAKES, filter_query

from .middleware import LONGEST_QUERY, StaticFiles, is_text
from .stampreader import Down, Reader, give_up_in_time, plain
from .statics import Statics, scheme_of
from .store import Page, Store, encoding_for

STAMP = "addportal.stamp"
# Neither kept nor looked up.
PRIVATE = ("/admin/", "/ar/admin/", "/preview/", "/ar/preview/", "/static/", "/media/", "/healthz", "/readyz")
# How many addresses are remembered with what they take, and how long one waits for another's page.
REMEMBERED = 20_000
PATIENCE = 4

HIT = ("Cache-Status", "addportal; hit")
WAITED = ("Cache-Status", "addportal; hit; detail=waited")
MADE = ("Cache-Status", "addportal; fwd=miss; stored")
STALE = ("Cache-Status", "addportal; hit; detail=stale")


@lru_cache(maxsize=2048)
def canonical(query: str, takes: tuple[str, ...]) -> str | None:
    """A query as the view will read it; None if it is not to be read at all."""
    if len(query) > LONGEST_QUERY or not is_text(query):
        return None
    return filter_query(QueryDict(query.encode("latin-1")), takes).urlencode()


def matches(asked: str, etag: str) -> bool:
    """Whether an If-None-Match names this ETag (a proxy may have made it weak)."""
    tags = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return etag in tags or tags == ["*"]


class Flight:
    """A page in the making: who else wants it waits."""

    def __init__(self):
        self.landed = threading.Event()
        self.page = None


class PageCache:
    """Answers GET and HEAD of public pages from memory, and asks Django for whatever it cannot answer."""

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
        page = self.store.get(key)
        try:
            moment, stamp = self.reader.read()
        except Down:
            return self.outage(environ, start_response, key, page)
        if page and page.stamp == stamp:
            return self.answer(environ, start_response, key, page, HIT)
        return self.fetch(environ | {READ: (moment, plain(stamp)), STAMP: stamp}, start_response, key, page)

    def answer(self, environ, start_response, key, page, *notes):
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = page.variants.get(encoding) or self.store.variant(key, page, encoding)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and (asked == variant.etag or matches(asked, variant.etag)):
            start_response("304 Not Modified", [*variant.unchanged, *notes])
            return []
        start_response("200 OK", [*variant.headers, *notes])
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []

    def fetch(self, environ, start_response, key, before):
        """Have the page made, once for all in this process who want it under this stamp."""
        flight_key = (key, environ[STAMP])
        with self.lock:
            flight = self.flights.get(flight_key)
            if first := flight is None:
                flight = self.flights[flight_key] = Flight()
        if not first:
            if not flight.landed.wait(PATIENCE):
                return self.outage(environ, start_response, key, before)
            if flight.page:
                return self.answer(environ, start_response, key, flight.page, WAITED)
            return self.make(environ, start_response, key, before, Flight())
        try:
            return self.make(environ, start_response, key, before, flight)
        finally:
            self.flights.pop(flight_key, None)
            flight.landed.set()

    def make(self, environ, start_response, key, before, flight):
        told = []
        body = self.application(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
        status, headers = told[-2:]
        varies = any(name in ("Set-Cookie", "Vary") for name, _ in headers)
        if TAKES not in environ or not status.startswith("200 ") or varies:
            return self.unkept(environ, start_response, key, before, (status, headers, body))
        try:
            content = b"".join(body)
        finally:
            body.close()
        page = Page(environ[STAMP], headers, content, environ[READ][0])
        key = self.learn(key, environ[TAKES])
        self.store.put(key, page)
        flight.page = page
        return self.answer(environ, start_response, key, page, MADE)

    def learn(self, key, takes):
        """The address with the parameters that it takes, and no others: what is unknown makes no other page."""
        *rest, query = key
        with self.lock:
            self.takes[key[2]] = takes
            if len(self.takes) > REMEMBERED:
                del self.takes[next(iter(self.takes))]
        return (*rest, canonical(query, takes) if query else "")

    def unkept(self, environ, start_response, key, before, answer):
        """Django's own answer; where the database fell silent in the midst of it, the page as it was known."""
        status, headers, body = answer
        if before and status.startswith("503 "):
            body.close()
            return self.stale(environ, start_response, key, before)
        if before and not status.startswith("5"):
            self.store.drop(key)
        start_response(status, headers)
        return body

    def outage(self, environ, start_response, key, page):
        if page:
            return self.stale(environ, start_response, key, page)
        return self.application(environ | {DOWN: True}, start_response)

    def stale(self, environ, start_response, key, page):
        age = max(0, int((dt.datetime.now(dt.UTC) - page.made).total_seconds()))
        return self.answer(environ, start_response, key, page, STALE, ("Age", str(age)))


def page_cache(application):
    """Django's application with the page cache around it, as the settings say."""
    if settings.DEBUG or not settings.PAGE_STORE_MB:
        return application
    application = Statics(application, StaticFiles.newest.files)
    connection_created.connect(give_up_in_time)
    hosts = {host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
    store = Store(settings.PAGE_STORE_MB * 2**20, hosts | {urlsplit(settings.SITE_URL).netloc})
    return PageCache(application, store=store, reader=Reader())
