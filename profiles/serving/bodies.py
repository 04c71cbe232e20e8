"""Bodies: the WSGI application that reads what is sent to it before Django does, and only where something takes it.

A thread that reads a body waits for whoever sends it. So nothing is read for an address that takes nothing, nor what is
too long; few are read at a time, fewer of one visitor; and not for long (`clients.py`). The same holds for answers
that are made while they are read: what fits into memory is not, so no thread waits for its reader.
"""

import contextlib
import io
import ipaddress
import itertools
import logging
import tempfile

from django.conf import settings

from profiles.site.errors import is_of_the_database, log_outage
from profiles.site.files.workbooks import Busy
from profiles.site.public import DOWN, REFUSED
from profiles.site.visitors import address_of
from profiles.values import languages
from profiles.values.files import MOST_BYTES

from .clients import Full, Waits, Watch

logger = logging.getLogger(__name__)

# Whose forms are sent.
TAKE_BODIES = tuple(path for page in ("/admin/", "/report/", "/still-true/") for path in languages.in_each(page))
# Bytes of the form of somebody who is not signed in.
LONGEST_OF_STRANGERS = 100_000
# Bodies read, and long answers sent, at a time; and those of one visitor.
MOST_BODIES, MOST_BODIES_EACH = 8, 4
MOST_STREAMS, MOST_STREAMS_EACH = 4, 2
# Bytes that are read at once, and those up to which a body or an answer is held in memory.
PIECE = 2**12
HELD = 2**20
# Refusals that are kept: statuses, languages, hosts.
MOST_REFUSALS = 50
EMPTY = {"CONTENT_LENGTH": "0"}
CLOSE = ("Connection", "close")


class Refused(Exception):
    """A body that is not read. Its one argument is the status."""


def visitor_of(environ) -> str:
    """Who asks, as far as bounds go: an address, of IPv6 the network of one household."""
    address = address_of(environ)
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(number if number.version == 4 else ipaddress.ip_network((number, 64), strict=False))


def longest(environ) -> int:
    """How many bytes an address takes of this visitor; whether a session is one, Django sees."""
    if not environ["PATH_INFO"].startswith(TAKE_BODIES):
        return 0
    in_session = f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
    if "admin/" not in environ["PATH_INFO"] or not in_session:
        return LONGEST_OF_STRANGERS
    with_files = environ.get("CONTENT_TYPE", "").startswith("multipart/")
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE + (MOST_BYTES if with_files else 0)


class Bodies:
    """Hands on requests whose body is there, or is none; answers in the others' place, by Django's own words."""

    def __init__(self, application, watch=None):
        watch = watch or Watch()
        self.application = application
        self.bodies = Waits(MOST_BODIES, MOST_BODIES_EACH, watch)
        self.streams = Waits(MOST_STREAMS, MOST_STREAMS_EACH, watch)
        self.refusals: dict[tuple, tuple] = {}

    def __call__(self, environ, start_response):
        if environ.get("CONTENT_LENGTH", "0") not in ("0", "") or "HTTP_TRANSFER_ENCODING" in environ:
            return self.take(environ, start_response)
        answer = self.application(environ, start_response)
        return answer if isinstance(answer, list) else self.send(environ, start_response, answer)

    def take(self, environ, start_response):
        """A request with a body."""
        visitor = visitor_of(environ)
        try:
            body = self.read(environ, visitor)
        except Refused as refused:
            return self.refuse(environ, start_response, refused.args[0])
        with body:
            answer = self.application(environ | {"wsgi.input": body}, start_response)
            return answer if isinstance(answer, list) else self.send(environ, start_response, answer)

    def read(self, environ, visitor):
        """The body as a file; an empty one where the address takes none and the application says so. Raises Refused."""
        most = longest(environ)
        method = environ["REQUEST_METHOD"]
        if not most or method in ("GET", "HEAD", "OPTIONS"):
            environ.update(EMPTY)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            return io.BytesIO()
        length = environ.get("CONTENT_LENGTH", "")
        if "HTTP_TRANSFER_ENCODING" in environ:
            raise Refused(411)
        if not (length.isascii() and length.isdigit()):
            raise Refused(400)
        if len(length) > 12 or int(length) > most:
            raise Refused(413)
        try:
            with self.bodies.one(environ, visitor) as wait:
                return copy(environ["wsgi.input"], int(length), wait)
        except Full:
            raise Refused(503) from None
        except OSError as error:
            logger.error("507 for %s %.200r: its body cannot be kept: %s", method, environ["PATH_INFO"], error)
            raise Refused(507) from None

    def refuse(self, environ, start_response, status):
        """Say so in Django's words, made once for each language: whoever is refused asks again and again."""
        path = f"{languages.prefix_of(environ['PATH_INFO'])}/"
        key = (status, path, environ.get("HTTP_HOST"), environ["wsgi.url_scheme"])
        if key not in self.refusals:
            if len(self.refusals) >= MOST_REFUSALS:
                self.refusals.clear()
            self.refusals[key] = self.make_refusal(environ | {"PATH_INFO": path, "QUERY_STRING": "", REFUSED: status})
        line, headers, pieces = self.refusals[key]
        start_response(line, [*headers, CLOSE])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else list(pieces)

    def make_refusal(self, environ):
        heads, environ = [], environ | EMPTY | {"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO()}
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        answer = self.application(environ, lambda line, headers, exc_info=None: heads.append((line, headers)))
        try:
            return (*heads[-1], list(answer))
        finally:
            close(answer)

    def send(self, environ, start_response, answer):
        """An answer that is made while it is read: at once, where it fits into memory; else piece by piece. Where its
        head alone is asked for, nothing of it is made."""
        if environ.get("REQUEST_METHOD") == "HEAD":
            close(answer)
            return []
        pieces, held, source = [], 0, iter(answer)
        try:
            for piece in source:
                pieces.append(piece)
                held += len(piece)
                if held > HELD:
                    return Stream(itertools.chain(pieces, source), answer, self.streams, environ)
        except (Full, Busy):
            close(answer)
            instead = (Full, Full(), None)
            return self.refuse(environ, lambda line, headers: start_response(line, headers, instead), 503)
        except BaseException as error:
            close(answer)
            if not is_of_the_database(error):
                raise
            return self.say_away(environ, start_response, error)
        close(answer)
        return pieces

    def say_away(self, environ, start_response, error):
        """The database went while an answer was made, of which nothing is sent yet."""
        log_outage(environ["REQUEST_METHOD"], environ["PATH_INFO"], error)
        instead = (type(error), error, None)
        answer = self.application(
            environ | {DOWN: True}, lambda line, headers, exc_info=None: start_response(line, headers, instead)
        )
        try:
            return list(answer)
        finally:
            close(answer)


class Stream:
    """A long answer on its way, which has a place among the streams until it is closed. Raises Full."""

    def __init__(self, pieces, answer, streams, environ):
        self.pieces, self.answer = pieces, answer
        self.place = contextlib.ExitStack()
        self.wait = self.place.enter_context(streams.one(environ, visitor_of(environ)))

    def __iter__(self):
        return self

    def __next__(self):
        piece = next(self.pieces)
        self.wait.moved += len(piece)
        return piece

    def close(self):
        self.place.close()
        close(self.answer)


def close(answer):
    if hasattr(answer, "close"):
        answer.close()


def copy(source, length: int, wait):
    """So many bytes of a body, as a file. Raises Refused where they don't come, OSError where they cannot be kept."""
    body = tempfile.SpooledTemporaryFile(HELD)  # noqa: SIM115  Who asks for it closes it.
    try:
        while wait.moved < length:
            piece = read_piece(source, length - wait.moved)
            body.write(piece)
            wait.moved += len(piece)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def read_piece(source, most: int) -> bytes:
    try:
        piece = source.read(min(PIECE, most))
    except OSError:
        piece = b""
    if not piece:
        raise Refused(408)
    return piece


def read_bodies(application):
    """The application with bodies read before it, but where `runserver` does it."""
    return application if settings.DEBUG else Bodies(application)
