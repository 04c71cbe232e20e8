"""Whether a portal is whole, looked at from inside (with Django): what hangs together, and what the public is told."""

import hashlib
from collections.abc import Iterator

from django.db import connection
from django.test import Client

from profiles.desk.backups import tables
from profiles.desk.models import Event
from profiles.desk.verbs import datareleases
from profiles.published import documents
from profiles.published.models import Publication, Release
from profiles.values import files

EXPORTS = (
    "/members.csv",
    "/meetings.ics",
    "/changes/feed.json",
    "/api/v1/members/",
    "/api/v1/meetings/",
    "/api/v1/documents/",
    "/api/v1/sources/",
    "/api/v1/facts/",
    "/api/v1/vocabulary/",
)


def state() -> dict:
    """`faults` in a sentence each; the digests of all `tables` and of each public `export`; what is left `half` in the
    folder of files."""
    return {"faults": list(faults()), "tables": rows(), "exports": exports(), "half": half()}


def faults() -> Iterator[str]:
    """What does not hang together."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
                found = [row for row in cursor.execute(statement).fetchall() if row != ("ok",)]
                yield from (f"{statement}: {row}" for row in found[:3])
    logged = set(Event.objects.filter(verb__in=["publish", "schedule"]).values_list("details__digest", flat=True))
    released = set(Release.objects.values_list("publication", flat=True))
    for row in Publication.objects.iterator(chunk_size=200):
        yield from faults_of(row, logged, released)
    yield from datareleases.faults()


def faults_of(row: Publication, logged: set[str], released: set[int]) -> Iterator[str]:
    if documents.digest(row.document) != row.digest:
        yield f"{row}: the document is not that of its digest"
    if row.pk not in released:
        yield f"{row}: published without a release"
    if row.digest not in logged:
        yield f"{row}: no line in the log"
    if row.media and not files.is_whole(row.media):
        yield f"{row}: {row.media} is missing or altered"


def rows() -> dict[str, str]:
    """The digest of the text of each table."""
    found = tables.tables(tables.migrations_of())
    return {label: tables.tally(tables.lines(model))["sha256"] for label, model in found.items()}


def numbers() -> dict[str, int]:
    """How many rows each table has: what migrations make has moments and identifiers of its own each time."""
    found = tables.tables(tables.migrations_of())
    return {label: model._base_manager.count() for label, model in found.items()}


def exports() -> dict[str, str]:
    """The digest of each file that the public may take; its status where that is not 200."""
    browser, found = Client(HTTP_HOST="127.0.0.1"), {}
    for path in EXPORTS:
        answer = browser.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        found[path] = hashlib.sha256(body).hexdigest() if answer.status_code == 200 else str(answer.status_code)
    return found


def half() -> list[str]:
    """Files under no name that is served."""
    return files.parts()


def differences(one: dict, other: dict, *names: str) -> list[str]:
    """Which tables or exports of two states differ."""
    return [
        f"{key} differs"
        for name in names or ("tables", "exports")
        for key in sorted({*one[name], *other[name]})
        if one[name].get(key) != other[name].get(key)
    ]
