"""Asking one address on the web whether it answers: HEAD, and GET where that is refused; through a few redirects.

No body is read. By the standard library: it lets us connect to the very address that was looked at (`wires`), for which
other clients want an adapter of their own, and more than a status and two headers we do not ask of it.
"""

import datetime as dt
import http.client
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.utils import timezone

from ..models.links import LONGEST, Answer
from .cited import is_asked
from .wires import Unanswered, Wires

MOST_REDIRECTS = 5
REDIRECTS, PERMANENT = {301, 302, 303, 307, 308}, {301, 308}
# Answers to a program of which nobody knows what a browser would get.
TURNED_AWAY = {401, 402, 403, 405, 406, 407, 418, 451, 501, 999}
EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED
LONGEST_WAIT = dt.timedelta(days=7)
KEPT_CHARACTERS = "/%:@!$&'()*+,;=~-._?"


class Said(NamedTuple):
    """What an address answered: what became of it, the last status, where it has moved for good, and how long its
    server asked to wait."""

    answer: Answer
    status: int | None = None
    moved_to: str = ""
    wait: dt.timedelta | None = None


class Reply(NamedTuple):
    """The head of an answer to one request."""

    status: int
    location: str
    wait: dt.timedelta | None


def no_turn(host: str) -> AbstractContextManager:
    return nullcontext()


@dataclass(frozen=True)
class Asker:
    """Who asks. `turn` says when a host may be asked, as a context manager around each request to it."""

    wires: Wires = field(default_factory=Wires)
    turn: Callable[[str], AbstractContextManager] = no_turn

    def ask(self, address: str) -> Said:
        here, moved_to, for_good = address, "", True
        try:
            for _step in range(MOST_REDIRECTS + 1):
                reply = self.reply(here)
                if reply.status not in REDIRECTS or not reply.location:
                    return judged(reply, moved_to)
                for_good = for_good and reply.status in PERMANENT
                here = target(here, reply.location)
                moved_to = here if for_good else moved_to
        except Unanswered as error:
            return Said(error.answer)
        return Said(Answer.LOOP, reply.status)

    def reply(self, address: str) -> Reply:
        try:
            reply = self.request("HEAD", address)
        except Unanswered as error:
            if error.answer != Answer.BROKEN:
                raise
            return self.request("GET", address)
        return self.request("GET", address) if reply.status >= 400 and reply.status != 429 else reply

    def request(self, method: str, address: str) -> Reply:
        try:
            parts = urlsplit(address)
            host = parts.hostname.encode("idna").decode()
            with self.turn(host):
                return self.exchange(method, parts, host)
        except ssl.SSLCertVerificationError as error:
            raise Unanswered(Answer.EXPIRED if error.verify_code == EXPIRED else Answer.TLS) from error
        except ssl.SSLError as error:
            raise Unanswered(Answer.TLS) from error
        except TimeoutError as error:
            raise Unanswered(Answer.SLOW) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unanswered(Answer.BROKEN) from error

    def exchange(self, method: str, parts, host: str) -> Reply:
        secure = parts.scheme == "https"
        usual = 443 if secure else 80
        connection = http.client.HTTPConnection(host, parts.port or usual)
        connection.sock = self.wires.connect(host, parts.port or usual, secure=secure)
        try:
            name = f"[{host}]" if ":" in host else host
            name += f":{parts.port}" if parts.port not in (None, usual) else ""
            connection.request(method, path_of(parts), headers=headers(name))
            response = connection.getresponse()
            head = response.status, response.headers.get("Location", ""), response.headers.get("Retry-After", "")
            response.close()
        finally:
            connection.close()
        return Reply(head[0], head[1], wait_of(head[2], timezone.now()))


def headers(host: str) -> dict[str, str]:
    return {
        "Host": host,
        "User-Agent": f"Mozilla/5.0 (compatible; addportal link check; +{settings.SITE_URL}/)",
        "Accept": "*/*",
        "Connection": "close",
    }


def path_of(parts) -> str:
    """What is asked for, in the letters that a request may have."""
    path = quote(parts.path or "/", safe=KEPT_CHARACTERS)
    return f"{path}?{quote(parts.query, safe=KEPT_CHARACTERS)}" if parts.query else path


def target(here: str, location: str) -> str:
    """Where a redirect leads. Servers write letters beyond ASCII as they are; `http.client` reads those as Latin-1."""
    try:
        found = urldefrag(urljoin(here, location.encode("latin-1").decode(errors="replace").strip())).url
    except ValueError as error:
        raise Unanswered(Answer.BROKEN) from error
    if len(found) > LONGEST or not is_asked(found):
        raise Unanswered(Answer.BROKEN)
    return found


def judged(reply: Reply, moved_to: str) -> Said:
    """What follows from the last answer."""
    status = reply.status
    if status < 400:
        return Said(Answer.MOVED if moved_to else Answer.WELL, status, moved_to)
    if status == 429 or (status == 503 and reply.wait):
        return Said(Answer.BUSY, status, wait=reply.wait)
    if status in (404, 410):
        return Said(Answer.GONE, status)
    if status in TURNED_AWAY:
        return Said(Answer.REFUSED, status)
    return Said(Answer.FAULT if 500 <= status < 600 else Answer.WRONG, status)


def wait_of(text: str, now: dt.datetime) -> dt.timedelta | None:
    """How long a server asks to wait, in seconds or until a moment; at most a week."""
    text = text.strip()
    try:
        if text.isascii() and text.isdigit():
            wait = dt.timedelta(seconds=int(text[:9]))
        else:
            moment = parsedate_to_datetime(text)
            wait = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(wait, LONGEST_WAIT) if wait > dt.timedelta(0) else None
