"""What a server process writes to its log: a line for each thing, with its moment, level and the number of the request.

No line says who asked: no addresses of visitors, no queries, no cookies; and of links that open something to whoever
has them only that they were asked for. That holds of what exceptions say, too, but for the values that they name.
"""

import datetime as dt
import json
import logging
import re
import secrets
from contextvars import ContextVar
from textwrap import indent

from django.conf import settings

LONGEST = 1000
# Whoever has such an address may see what is behind it.
SECRET = re.compile(r"(/(?:preview|still-true|report|password/choose)/)[^\s/]+[^\s]*")
# Nothing that a visitor writes begins a line of its own.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
GIVEN = re.compile(r"[\w-]{8,64}")


class Number:
    """What a request is called in the log and on its page of errors: as the proxy says, or made when it is wanted."""

    __slots__ = ("number",)

    def __init__(self, given: str = ""):
        self.number = given if GIVEN.fullmatch(given) else ""

    def __str__(self):
        self.number = self.number or secrets.token_hex(6)
        return self.number


CURRENT: ContextVar[Number | None] = ContextVar("request", default=None)


def begin(given: str = "") -> Number:
    """A request begins in this thread. What visitors call theirs counts only behind a proxy of ours."""
    number = Number(given if settings.TRUSTED_PROXY else "")
    CURRENT.set(number)
    return number


def moment_of(record: logging.LogRecord) -> str:
    moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def in_one_line(text: str) -> str:
    """A message as one line that is no longer than `LONGEST`, without secrets."""
    text = SECRET.sub(r"\1…", text[: LONGEST * 4])
    text = CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Safe(logging.Formatter):
    """Tells an exception with its calls as it tells all else: what it says may be a visitor's words, or anything."""

    def formatException(self, ei):
        return "\n".join(map(in_one_line, super().formatException(ei).split("\n")))


class Lines(Safe):
    """A line of text; an error of ours has the calls that led to it beneath, each line indented as no other is."""

    def format(self, record):
        number = CURRENT.get() or "-"
        head = f"{moment_of(record)} {record.levelname} {record.name} [{number}]"
        line = f"{head} {in_one_line(record.getMessage())}"
        return f"{line}\n{indent(self.formatException(record.exc_info), '  ')}" if record.exc_info else line


class JsonLines(Safe):
    """The same as JSON, an object a line, for what collects logs."""

    def format(self, record):
        found = {
            "time": moment_of(record),
            "level": record.levelname,
            "logger": record.name,
            "request": str(CURRENT.get() or "") or None,
            "message": in_one_line(record.getMessage()),
        }
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False)


class OneLineForAStranger(logging.Filter):
    """What a stranger gets wrong (a host that is not ours, a form that is none) is one warning, and no error of ours.

    Django tells it with all its calls, and once more for the answer that it gives.
    """

    def filter(self, record):
        request = getattr(record, "request", None)
        if record.name.startswith("django.security."):
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
            if request is not None and not hasattr(request, "told"):
                request.told = record
        return getattr(request, "told", record) is record
