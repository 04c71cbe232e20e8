"""What is digested of the trail: of an event, of a release, of a link. Docs/opendata.md says the same to outsiders."""

import datetime as dt
import hashlib
from uuid import UUID

from django.db import models

from . import documents
from .models import Head, Publication, Release
from .models.chain import Chain

# Of a release: the end follows from the release after it, the count of the stamp is of the page cache. Its publication
# is said by its number and the digest of the document.
LEFT_OUT = frozenset({"live_until", "written", "publication_id"})


def digest(content: dict) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    # Half a character, which SQLite keeps and UTF-8 does not know.
    return hashlib.sha256(documents.canonical(content).encode("utf-8", "surrogatepass")).hexdigest()


def line(*, chain: str, number: int, previous: str, row: int, said: str) -> dict:
    """What the digest of a link is of."""
    return {"chain": str(chain), "number": number, "previous": previous, "row": row, "said": said}


def words(row: models.Model, left_out: frozenset[str] = frozenset()) -> dict:
    """The columns of a row that are not empty, by name: one that is added later alters no digest of earlier rows."""
    found = {field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return {name: value for name, value in found.items() if name not in left_out and value not in ("", None)}


def plain(value):
    """As JSON says it, alike from each kind of database."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def said_of(row: models.Model) -> str:
    """The digest of an event, or of a release with its publication."""
    if not isinstance(row, Release):
        return digest(words(row))
    return digest(words(row, LEFT_OUT) | (published(row.publication) if row.publication_id else {}))


def published(publication: Publication) -> dict:
    return {"publication": {"digest": publication.digest, "number": publication.number}}


def cancelled(key: int) -> str:
    """What the link says of a release that was cancelled before its moment."""
    return digest({"cancelled": key})


def heads() -> dict[str, dict]:
    """Of each chain how many links it has, and the digest of the last."""
    found = {chain.value: {"number": 0, "digest": ""} for chain in Chain}
    return found | {row.chain: {"number": row.number, "digest": row.digest} for row in Head.objects.all()}
