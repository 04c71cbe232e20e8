"""What the portal keeps things in: the database, its clock, files, disks, kept pages."""

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from profiles.published import chain, replica, stamp
from profiles.published.models import Link, Publication, Release
from profiles.published.models.chain import Chain
from profiles.values.files import StoreAway
from profiles.values.languages import LANGUAGES, SECOND

from ..backups.archive import backups_in, names_in
from ..models import Event, SavedCopy
from .findings import Look, Said, failure, fine, warning

# Of a disk, in bytes.
FULL, NEARLY_FULL = 100 * 2**20, 2**30
# After which a backup of each night is missing.
OLD = dt.timedelta(days=2)
# How far two clocks may be apart.
APART = dt.timedelta(seconds=5)
# What the doctor stores in a bucket, and deletes.
TRIED = "doctor.part"


def database() -> Iterator[Said]:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield failure(
            f"{len(plan)} migrations are waiting, {plan[0][0]} first: end the server, run manage.py migrate, start it."
        )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            if (word := cursor.fetchone()[0]) != "ok":
                yield failure(f"The database file is damaged ({word}). Restore the last backup.")
                return
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        yield fine(f"{connection.display_name} {cursor.fetchone()[0]} answers.")


def copy() -> Iterator[Said]:
    """That the replica answers, and has what was written."""
    if not replica.is_there():
        return
    written = stamp.now()[1].counter
    try:
        with replica.turned(True):
            behind = written - stamp.now()[1].counter
    except Error as error:
        yield failure(f"The replica of REPLICA_URL does not answer ({error}): public pages are read as without it.")
        return
    if behind > 0:
        yield warning(f"The replica of REPLICA_URL is {behind} writes behind: public pages are as old as it is.")
    else:
        yield fine("The replica of REPLICA_URL has all that was written.")


def clock() -> Iterator[Said]:
    """That it is now what this machine says: publications become public by its clock."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > APART:
            yield failure(
                f"The clocks of this machine and of the database are {apart.total_seconds():.0f} seconds apart."
            )
    newest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and newest > now + APART:
        yield failure(
            f"The log has something of {newest:%Y-%m-%d %H:%M} UTC, which is to come: this machine's clock is behind."
        )
    if (year := now.year) < 2026:
        yield failure(f"This machine says that it is {year}.")
    yield fine(f"It is {timezone.localtime(now):%Y-%m-%d %H:%M} in {settings.TIME_ZONE}.")


def files() -> Iterator[Said]:
    """That files can be kept, and that those which are shown are there."""
    try:
        yield from (bucket() if settings.MEDIA_STORE else folder())
        kept = set(names_in(""))
    except StoreAway as error:
        yield failure(f"The bucket of MEDIA_STORE does not take files: {error}.")
        return
    place = "the bucket of MEDIA_STORE" if settings.MEDIA_STORE else settings.MEDIA_ROOT
    shown = set(Publication.objects.live(timezone.now()).exclude(media="").values_list("media", flat=True))
    if missing := shown - kept:
        yield failure(
            f"{len(missing)} of {len(shown)} files that pages show are missing in {place}, as {sorted(missing)[0]}."
        )
    else:
        yield fine(f"{len(shown)} files that pages show are there.")


def folder() -> Iterator[Said]:
    root = Path(settings.MEDIA_ROOT)
    if not root.is_dir():
        yield warning(f"There is no folder {root} yet: it is made with the first file.")
        return
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as error:
        yield failure(f"No file can be kept in {root}: {error.strerror}. Who runs the server has to own it.")


def bucket() -> Iterator[Said]:
    """A file that means nothing goes there and away again. Raises StoreAway."""
    name = default_storage.save(TRIED, ContentFile(b"."))
    default_storage.delete(name)
    yield fine("The bucket of MEDIA_STORE takes files.")


def disks() -> Iterator[Said]:
    names = ("MEDIA_ROOT", "PAGE_DIR", "BACKUP_DIR", "HANDBOOK_DIR")
    places = {name: getattr(settings, name) for name in names if getattr(settings, name)}
    if settings.MEDIA_STORE:
        del places["MEDIA_ROOT"]
    if connection.vendor == "sqlite":
        places["the database"] = Path(connection.settings_dict["NAME"]).parent
    for name, path in places.items():
        free = shutil.disk_usage(nearest(Path(path))).free
        if free < FULL:
            yield failure(f"The disk of {name} is full: {free // 2**20} MB are left.")
        elif free < NEARLY_FULL:
            yield warning(f"The disk of {name} is nearly full: {free // 2**20} MB are left.")


def nearest(path: Path) -> Path:
    """The folder, or the first above it that is there."""
    return path if path.exists() else nearest(path.parent)


def backups() -> Iterator[Said]:
    if settings.BACKUP_DIR is None:
        if not settings.DEBUG:
            yield warning(
                "BACKUP_DIR is not set: nothing here says that there is a backup. Let a timer run manage.py backup."
            )
        return
    found = backups_in(settings.BACKUP_DIR)
    newest = max(found, default=None)
    if newest is None:
        yield failure(f"There is no backup in {settings.BACKUP_DIR}: let a timer run manage.py backup.")
    elif newest < timezone.now() - OLD:
        yield failure(f"The newest backup in {settings.BACKUP_DIR} is of {newest:%Y-%m-%d}: does its timer run?")
    else:
        yield fine(f"{len(found)} backups, the newest of {newest:%Y-%m-%d %H:%M} UTC.")


def kept_pages() -> Iterator[Said]:
    if not settings.CACHE_URL:
        return
    from redis import Redis, RedisError

    try:
        Redis.from_url(settings.CACHE_URL, socket_timeout=2, socket_connect_timeout=2).ping()
    except (RedisError, OSError) as error:
        yield warning(
            f"The Redis of CACHE_URL does not answer ({type(error).__name__}): each machine makes its pages alone."
        )
    else:
        yield fine("The Redis of CACHE_URL answers.")


def releases() -> Iterator[Said]:
    live = Release.objects.live(timezone.now()).published().count()
    if live:
        yield fine(f"{live} entries are public.")
    else:
        yield warning("Nothing is public yet.")


def trail() -> Iterator[Said]:
    """That no chain is cut off at its end, and no event unchained: the rest is for `verify`, which reads all."""
    heads = chain.heads()
    for name in Chain:
        last = Link.objects.filter(chain=name).order_by("number").values("number", "digest").last()
        if (last or {"number": 0, "digest": ""}) != heads[name]:
            yield failure(f"The chain of {name} is cut off: manage.py verify says where.")
    chained, events = heads[Chain.EVENTS]["number"], Event.objects.count()
    if chained > events:
        yield failure(f"Of {chained} events of the log {events} are left: manage.py verify says which are gone.")
    elif chained < events:
        yield warning(f"{events - chained} events are not chained: manage.py verify says which.")
    else:
        yield fine(f"{events} events are chained.")


def languages() -> Iterator[Said]:
    """That what was written last is in the languages of the settings."""
    texts = SavedCopy.objects.order_by("-pk").values_list("document", flat=True)[:20]
    stored = {code for text in texts for code in json.loads(text)["name"]} - {"en"}
    for code in sorted(stored - set(LANGUAGES)):
        yield warning(
            f"Texts are stored in the language {code}, and SECOND_LANGUAGE is {SECOND or 'none'}: they are shown "
            f"nowhere, or as what they are not. Set SECOND_LANGUAGE={code}."
        )


LOOKS: dict[str, Look] = {
    "database": database,
    "languages": languages,
    "replica": copy,
    "clock": clock,
    "files": files,
    "backups": backups,
    "disks": disks,
    "kept pages": kept_pages,
    "directory": releases,
    "trail": trail,
}
