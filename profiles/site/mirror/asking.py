"""An answer of the site, asked for in this process as somebody who is not known: no network, no cookie, no server.

Every request is handed the same moment and stamp, so a whole copy is of one state.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes, urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from profiles.published.stamp import READ

REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)


class Stopped(Exception):
    """No copy can be made; the text says why."""


class CopyRequest(WSGIRequest):
    """A request under the address of the copy, whose host the portal itself need not answer to."""

    scheme = property(lambda self: self.META["wsgi.url_scheme"])

    def get_host(self) -> str:
        return self.META["HTTP_HOST"]

    def is_secure(self) -> bool:
        # Nothing goes over a wire: no answer is a redirect to HTTPS.
        return True


class Handler(WSGIHandler):
    request_class = CopyRequest


@contextmanager
def one_connection() -> Iterator[None]:
    """Whatever begins and ends, the database is read on: Django would drop a connection that is in a transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@dataclass(frozen=True)
class Answer:
    """What an address answers, after redirects, which led to `path`; `kind` is its media type without parameters."""

    status: int
    kind: str
    body: bytes
    path: str = ""

    @property
    def is_there(self) -> bool:
        return self.status == 200


class Site:
    """The site as the copy asks it. `base`: the address of the copy, as `https://mirror.example.org`; `read`: the
    moment and the stamp of all answers."""

    def __init__(self, base: str, read: tuple):
        self.base, self.read, self.handler = base, read, Handler()
        self.door = resolve_url(settings.LOGIN_URL)

    def environ(self, path: str, query: str = "") -> dict:
        scheme, _slashes, host = self.base.partition("://")
        environ = {
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": host,
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            READ: self.read,
        }
        setup_testing_defaults(environ)
        return environ

    def ask(self, path: str, query: str = "") -> Answer:
        """The answer of an address. Raises Stopped where it is none for everybody, or the site is in trouble."""
        asked = path
        for _attempt in range(REDIRECTS):
            response, body = self.answer(path, query)
            if response.status_code not in MOVED:
                look_at(path, response)
                kind = response.get("Content-Type", "").partition(";")[0]
                return Answer(response.status_code, kind, body, path)
            path, query = self.moved(path, response["Location"])
        raise Stopped(_("%(path)s leads from redirect to redirect.") % {"path": asked})

    def answer(self, path: str, query: str) -> tuple[HttpResponse, bytes]:
        with one_connection():
            # Not called as servers do: what counts or tells of their requests does not count these.
            response = self.handler.get_response(self.handler.request_class(self.environ(path, query)))
            try:
                return response, b"".join(response)
            finally:
                response.close()

    def moved(self, path: str, location: str) -> tuple[str, str]:
        target = urlsplit(urljoin(self.base + path, location))
        if f"{target.scheme}://{target.netloc}" != self.base:
            raise Stopped(_("%(path)s leads to another site, %(to)s.") % {"path": path, "to": location})
        if target.path.endswith(self.door):
            raise Stopped(_("%(path)s wants a visitor to sign in: it is not public.") % {"path": path})
        return target.path, target.query


def look_at(path: str, response):
    """Raises Stopped for an answer that a copy must not hold."""
    if response.status_code >= 500:
        sentence = _("%(path)s answers %(status)d: the site is in trouble.")
        raise Stopped(sentence % {"path": path, "status": response.status_code})
    if response.cookies:
        raise Stopped(_("%(path)s sets a cookie: it is not the same for everybody.") % {"path": path})
    if response.status_code == 200 and "public" not in response.get("Cache-Control", "").replace(" ", "").split(","):
        raise Stopped(_("%(path)s does not say that it is public.") % {"path": path})
