"""Kept answers as plain text and bytes, for whoever reads them in another process: the name under which a portal keeps
them, and the seal on what is kept where others can write.
"""

import datetime as dt
import hashlib
import hmac
import json
from pathlib import Path

import django
from django.conf import settings
from django.utils.crypto import salted_hmac

from profiles.published.madeof import MadeOf
from profiles.site.public import build

from .stampreader import Table
from .statics import headers_of_every_answer
from .store import StoredAnswer


def name_of_pages() -> str:
    """Another with each build and each portal: its secret, its database, its address, its files, what it says
    with every answer."""
    database = [str(settings.DATABASES["default"].get(name)) for name in ("ENGINE", "NAME", "HOST", "PORT", "USER")]
    files = Path(settings.STATIC_ROOT) / "staticfiles.json"
    told = (build(), django.get_version(), database, settings.SITE_URL, settings.TIME_ZONE, settings.ALLOWED_HOSTS)
    # Each process writes the parts of a header in an order of its own.
    headers = sorted((name, sorted(value.split("; "))) for name, value in headers_of_every_answer().items())
    secret = salted_hmac("profiles.serving.packing", "name", algorithm="sha256").digest()
    told += (headers, files.read_bytes() if files.exists() else b"", secret)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


class Seal:
    """Tells what processes of this portal have written under a name from what anybody else has: by SECRET_KEY."""

    SIZE = 16

    def __init__(self, name: str):
        self.key = salted_hmac("profiles.serving.packing", name, algorithm="sha256").digest()

    def of(self, *parts: bytes) -> bytes:
        sealing = hashlib.blake2b(key=self.key, digest_size=self.SIZE)
        for part in parts:
            sealing.update(b"%d:" % len(part))
            sealing.update(part)
        return sealing.digest()

    def check(self, seal: bytes, *parts: bytes):
        """Raises ValueError where this seal is none of these."""
        if not hmac.compare_digest(seal, self.of(*parts)):
            raise ValueError("It was not sealed by this portal.")

    def put_on(self, text: str, *about: bytes) -> bytes:
        """A text under a seal that holds for it and for what it is about."""
        return self.of(text.encode(), *about) + text.encode()

    def open(self, sealed: bytes, *about: bytes) -> str:
        """Such a text. Raises ValueError for any other."""
        seal, text = sealed[: self.SIZE], sealed[self.SIZE :]
        self.check(seal, text, *about)
        return text.decode()


def pack_stamp(stamp: tuple) -> str:
    counter, released, day, database = stamp
    if isinstance(database, Table):
        database = ["table", database.transaction.decode(), database.oid]
    return json.dumps([counter, released.decode() if isinstance(released, bytes) else released, day, database])


def unpack_stamp(text: str) -> tuple:
    counter, released, day, database = json.loads(text)
    if database and database[0] == "table":
        return counter, released and released.encode(), day, Table(database[1].encode(), database[2])
    return counter, released, day, database and tuple(database)


def pack(answer: StoredAnswer) -> tuple[str, str, str, bytes]:
    """Its stamp, what is known of it, the encoding of its body, and its body."""
    kept = [answer.digest, answer.made_at.isoformat(), answer.headers, answer.made_of]
    return pack_stamp(answer.stamp), json.dumps(kept), *answer.packed


def unpack(stamp: str, kept: str, encoding: str, body: bytes) -> StoredAnswer:
    """An answer as it was packed. Raises ValueError for what nobody packed so."""
    try:
        return _unpack(stamp, kept, encoding, body)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"A row is torn: {error}") from error


def _unpack(stamp, kept, encoding, body) -> StoredAnswer:
    digest, made_at, headers, made_of = json.loads(kept)
    headers = [tuple(header) for header in headers]
    made_of = made_of and MadeOf(*(frozen(part) for part in made_of))
    made_at = dt.datetime.fromisoformat(made_at)
    return StoredAnswer.of(unpack_stamp(stamp), headers, digest, made_at, made_of, encoding, body)


def frozen(value):
    """Lists as tuples, all the way down."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value
