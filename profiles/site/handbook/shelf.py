"""Handbooks that were made, as files, for as long as there is room: one for each stamp, day, language and selection."""

import hashlib
import os
import time
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import QueryDict

from profiles.reading.reading import Reading
from profiles.values.files import ABANDONED

from ..public import build


def key_of(reading: Reading, language: str, query: QueryDict, volume: int) -> str:
    """Under which name a handbook is kept: what it would be made of, and by which code."""
    chosen = sorted((name, sorted(values)) for name, values in query.lists())
    # The same day reads differently once it is past: what is ahead of it, and what is said to last.
    day = (reading.day, reading.is_past)
    parts = (*reading.stamp, *day, language, chosen, volume, build(), settings.SITE_URL)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def edition_of(reading: Reading) -> str:
    """In which state the directory is, and on which day: what a key of another says is asked for no more."""
    return repr((*reading.stamp, reading.today))


def folder() -> Path:
    return settings.HANDBOOK_DIR


def place(key: str) -> Path:
    return folder() / f"{key}.pdf"


def find(key: str) -> BinaryIO | None:
    """The file, open to be read, if it is there; it then is the last to go."""
    try:
        file = place(key).open("rb")
        os.utime(place(key))
    except OSError:
        return None
    return file


def clear(keeping: str = "") -> None:
    """Put away those that nobody has asked for for longest, until the rest has room; and what was left half or failed
    long ago."""
    found = sorted(folder().glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    room = settings.HANDBOOK_MB * 2**20
    for path in found:
        room -= path.stat().st_size
        if room < 0 and path != place(keeping):
            path.unlink(missing_ok=True)
    left = [".*.pdf.*", "orders/.*", "orders/*.failed", "orders/*.tried"]
    for path in [path for pattern in left for path in folder().glob(pattern)]:
        if time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)
