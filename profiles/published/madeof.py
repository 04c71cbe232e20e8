"""What an answer was made of, so that it is made again only when one of these things says something else.

While an answer is made, every statement to the database is heard, and every *part* (a value that a process works out
from many rows and keeps: the vocabularies, the roll) says its digest. Under another stamp the same is asked again: if
all of it says what it said, so would the answer. Nothing has to be declared, so nothing can be forgotten; what cannot
be asked again holds for its own stamp alone.

The rows of publications never change: what is read of them by their primary keys is not asked again.
"""

import datetime as dt
import hashlib
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import NamedTuple

from django.db import connection

from . import stamp as stamps
from .stamp import Stamped

# What asks more of the database than this costs more to be asked again than it is worth.
MOST_STATEMENTS = 40
# How long the database may take when it is asked again, in seconds: where it takes longer, it is in trouble. (Not how
# long asking takes: a process that has little of a processor is slow too, and its database answers.)
PATIENCE = 1.0
# Times in statements that stand for the moment of the reading, and for the latest release by then.
MOMENT, RELEASED = "\0moment", "\0released"
A_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")

_parts: dict[str, Callable] = {}
_remembered: list[dict] = []
_heard = threading.local()


class MadeOf(NamedTuple):
    """Statements with their parameters, and parts with their arguments, each with a digest of what it said. All of it
    are plain values, which another process can read."""

    statements: list[tuple[str, tuple, str]]
    parts: list[tuple[str, tuple, str]]

    def holds(self, moment: dt.datetime, stamp: Stamped) -> bool:
        """Whether all of it says the same now. Raises what the database raises, and TimeoutError where it is slow."""
        with unheard(), waiting() as waited:
            return all(
                name in _parts and digest_of(_parts[name](stamp, *arguments)) == digest
                for name, arguments, digest in waited.for_each(self.parts)
            ) and all(
                ask(sql, said(parameters, moment, stamp)) == digest
                for sql, parameters, digest in waited.for_each(self.statements)
            )


class Heard:
    """What has been asked so far. `whole`: some of it cannot be asked again."""

    def __init__(self, moment: dt.datetime, stamp: Stamped):
        self.moment, self.stamp = moment, stamp
        self.statements: dict[tuple[str, tuple], None] = {}
        self.parts: dict[tuple[str, tuple], str] = {}
        self.whole = False

    def hear(self, sql: str, parameters, many: bool) -> None:
        if many or not sql.startswith("SELECT"):
            self.whole = True
        else:
            self.statements[sql, self.named(parameters or ())] = None
        self.whole |= len(self.statements) > MOST_STATEMENTS

    def named(self, parameters) -> tuple:
        """Parameters as plain values, with names for the moment and the latest release."""
        times = {repr(adapted(self.moment)): MOMENT, repr(adapted(self.stamp.released)): RELEASED}
        return tuple(times.get(repr(value)) or self.plain(value) for value in parameters)

    def plain(self, value):
        if isinstance(value, dt.datetime) or (isinstance(value, str) and A_TIME.fullmatch(value)):
            self.whole = True  # Any other time may follow from the moment.
        elif isinstance(value, dt.date | uuid.UUID):
            return str(value)
        elif not isinstance(value, str | int | float | None):
            self.whole = True
        return value

    def sealed(self) -> MadeOf | None:
        """What has been asked, with what it says; None where some of it cannot be asked again, or where something has
        been written since the answer was begun, so that what is said now is not what the answer says; or where the
        database is slow."""
        if self.whole:
            return None
        with unheard(), waiting() as waited:
            try:
                asked = [
                    (sql, parameters, ask(sql, said(parameters, self.moment, self.stamp)))
                    for sql, parameters in waited.for_each(self.statements)
                ]
            except TimeoutError:
                return None
            if stamps.now()[1] != self.stamp:
                return None
        return MadeOf(asked, [(*part, digest) for part, digest in self.parts.items()])


class Waited:
    """How long the database has been waited for, in seconds."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self, execute, sql, parameters, many, context):
        began = time.monotonic()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self.seconds += time.monotonic() - began

    def for_each(self, questions):
        """Questions one by one, as long as there is time for one more. Raises TimeoutError."""
        for question in questions:
            if self.seconds > PATIENCE:
                raise TimeoutError(f"The database took more than {PATIENCE} seconds to say what a page was made of.")
            yield question


@contextmanager
def waiting() -> Iterator[Waited]:
    """How long the database is waited for within."""
    waited = Waited()
    with connection.execute_wrapper(waited):
        yield waited


def adapted(moment: dt.datetime | None):
    """A moment as a parameter of a statement."""
    return connection.ops.adapt_datetimefield_value(moment) if moment else MOMENT


def said(parameters: tuple, moment: dt.datetime, stamp: Stamped) -> list:
    times = {MOMENT: moment, RELEASED: stamp.released}
    return [adapted(times[value]) if value in times else value for value in parameters]


def ask(sql: str, parameters: list) -> str:
    """A digest of the rows that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return digest_of(cursor.fetchall())


def digest_of(value) -> str:
    """That of a value which has one, or one of all that it is."""
    return getattr(value, "digest", None) or hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()


@contextmanager
def hearing(moment: dt.datetime, stamp: Stamped) -> Iterator[Heard]:
    """What is asked within."""
    outer, _heard.by = getattr(_heard, "by", None), Heard(moment, stamp)
    try:
        with connection.execute_wrapper(hear):
            yield _heard.by
    finally:
        _heard.by = outer


@contextmanager
def unheard() -> Iterator[None]:
    """What is asked within follows from what has been noted otherwise, or never changes."""
    outer, _heard.by = getattr(_heard, "by", None), None
    try:
        yield
    finally:
        _heard.by = outer


def stamp_in_force() -> Stamped | None:
    """The stamp of the answer that is being made; None outside of one."""
    by = getattr(_heard, "by", None)
    return by and by.stamp


def hear(execute, sql, parameters, many, context):
    if by := getattr(_heard, "by", None):
        by.hear(sql, parameters, many)
    return execute(sql, parameters, many, context)


def part(function: Callable) -> Callable:
    """Make a function of a stamp and plain values a part: what it says is noted, not how it found that."""
    name = f"{function.__module__}.{function.__qualname__}"
    _parts[name] = function

    @wraps(function)
    def noted(stamp: Stamped, *arguments):
        by = getattr(_heard, "by", None)
        with unheard():
            value = function(stamp, *arguments)
        if by:
            by.parts[name, arguments] = digest_of(value)
        return value

    return noted


@part
def released(stamp: Stamped) -> dt.datetime | None:
    """The moment of the latest release; for an answer that says it."""
    return stamp.released


@part
def counter(stamp: Stamped) -> int:
    """How many writes there were; for an answer that says it."""
    return stamp.counter


def remembered(function: Callable) -> Callable:
    """Remember what a function of a stamp and plain values said last: for as long as what that was made of holds."""
    found: dict[tuple, tuple] = {}
    lock = threading.Lock()

    @wraps(function)
    def recall(stamp: Stamped, *arguments):
        kept, made_of, value = found.get(arguments, (None, None, None))
        if kept == stamp:
            return value
        with lock:
            kept, made_of, value = found.get(arguments, (None, None, None))
            if kept == stamp:
                return value
            if not (made_of and stamp.follows(kept) and holds_for_sure(made_of, stamp)):
                with hearing(stamp.released, stamp) as heard:
                    value = function(stamp, *arguments)
                made_of = heard.sealed()
            found[arguments] = stamp, made_of, value
        return value

    _remembered.append(found)
    return recall


def holds_for_sure(made_of: MadeOf, stamp: Stamped) -> bool:
    try:
        return made_of.holds(stamp.released, stamp)
    except TimeoutError:
        return False


def forget() -> None:
    """Remember nothing of what was said."""
    for found in _remembered:
        found.clear()
