"""The file of a backup: written whole or not at all, read with a look at whether it is what was written."""

import datetime as dt
import json
import os
import re
import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from profiles.published.snapshot import snapshot
from profiles.values.files import ABANDONED, DIGEST, NAME, RELEASED, is_whole, names_in, remove_abandoned

from .tables import Tally, lines, migrations_of, tables

VERSION = 1
MANIFEST = "manifest.json"
FILE = re.compile(r"addportal-\d{8}T\d{6}Z\.zip")
PART = re.compile(rf"{FILE.pattern}\.[0-9a-f]{{16}}\.part")
CHUNK = 2**20


class Unusable(Exception):
    """A file that is no whole backup, or a database that it cannot go into; the text says why."""


def name_now() -> str:
    return f"addportal-{timezone.now():%Y%m%dT%H%M%SZ}.zip"


def write(path: Path, *, media: bool = True, tell: Callable[[str], None] = lambda sentence: None) -> dict:
    """Write everything that there is at this moment. Returns the manifest.

    While it is written it has a name that nobody knows before, and ends in `.part`; who runs this alone may read it,
    since it has hashes of passwords.
    """
    remove_abandoned()
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                manifest = fill(archive, media, tell)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return manifest


def fill(archive: zipfile.ZipFile, media: bool, tell) -> dict:
    manifest = {"addportal": VERSION, "made": timezone.now().isoformat(), "tables": {}, "media": {}, "left_out": []}
    with snapshot():
        manifest["migrations"] = migrations_of()
        for label, model in tables(manifest["migrations"]).items():
            total = Tally()
            with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as target:
                for line in lines(model):
                    target.write(total.add(line))
            manifest["tables"][label] = total.as_dict()
            tell(f"{label}: {total.rows}")
    # Files are named by what they hold, and never change: those that came since do no harm. One that is not what its
    # name says is damaged here already.
    for name in sorted(stored_files()) if media else ():
        if not is_whole(name):
            manifest["left_out"].append(name)
            continue
        with default_storage.open(name) as source, archive.open(f"media/{name}", "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, CHUNK)
        manifest["media"][name] = archive.getinfo(f"media/{name}").file_size
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return manifest


def stored_files() -> list[str]:
    """The names of all files that are kept: what entries show, and the releases of the data."""
    return [
        *(name for name in names_in("") if NAME.fullmatch(name)),
        *(RELEASED.format(name) for name in names_in(RELEASED.format("")) if DIGEST.fullmatch(name)),
    ]


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict]]:
    """A backup and its manifest. Raises Unusable."""
    try:
        archive = zipfile.ZipFile(path)
        manifest = json.loads(archive.read(MANIFEST))
    except FileNotFoundError as error:
        raise Unusable(f"There is no file {path}.") from error
    except zipfile.BadZipFile as error:
        raise Unusable(f"{path.name} is no backup, or not a whole one: it is no zip file that can be read.") from error
    except KeyError as error:
        raise Unusable(f"{path.name} is no backup: {MANIFEST} is not in it.") from error
    except (ValueError, OSError) as error:
        raise Unusable(f"{path.name} is no whole backup: {error}.") from error
    if manifest.get("addportal") != VERSION:
        raise Unusable(f"{path.name} is of a form that this version does not know.")
    with archive:
        try:
            yield archive, manifest
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise Unusable(f"{path.name} is damaged: {error}.") from error


def rows(archive: zipfile.ZipFile, label: str) -> Iterator[bytes]:
    with archive.open(f"tables/{label}.jsonl") as source:
        yield from source


def backups_in(folder: Path) -> list[dt.datetime]:
    """When each of the backups in a folder was written."""
    found = [path.stat() for path in folder.iterdir() if FILE.fullmatch(path.name)]
    return [dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC) for stat in found]


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Of the backups in a folder delete all but the newest, and what is left of those that were broken off; those that
    went."""
    found = sorted((path for path in folder.iterdir() if FILE.fullmatch(path.name)), key=lambda path: path.name)
    old = found[: max(len(found) - keep, 0)]
    parts = (path for path in folder.iterdir() if PART.fullmatch(path.name))
    old += sorted(path for path in parts if path.stat().st_mtime < time.time() - ABANDONED)
    for path in old:
        path.unlink()
    return old
