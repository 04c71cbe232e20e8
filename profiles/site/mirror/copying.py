"""A mirror is brought up to date: one walk over the site at one moment, or nothing where nothing changed."""

import json
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from profiles.published import stamp
from profiles.published.snapshot import snapshot
from profiles.reading.reading import Reading

from ..public import build
from .asking import Site
from .folders import Folder
from .walking import Walk, handbooks


class Made(NamedTuple):
    """What a copy holds: how many files, in how many bytes; how many of them were written and how many are gone; and
    the addresses that are linked but answer with an error."""

    files: int
    bytes: int
    written: int
    removed: int
    missing: tuple[str, ...]


def mirror(path: Path, base: str = "") -> Made | None:
    """Bring the copy in a folder up to date, to be read at `base` (else at the site's own address); None where it is.

    Raises Stopped, and leaves the copy that was there.
    """
    folder, base = Folder(path), base or settings.SITE_URL
    with folder.alone(), snapshot():
        read = stamp.now()
        made_of = key_of(read, base)
        before = folder.state().get("key", {})
        if made_of == before:
            return None
        folder.tidy()
        copy = folder.begin(read[0], reuse=made_of["code"] == before.get("code"))
        walk = Walk(Site(base, read), copy)
        walk.go()
        copy.close(made_of)
        folder.show(copy)
    return Made(len(copy.digests), copy.bytes, copy.written, copy.removed, tuple(walk.missing))


def key_of(read: tuple, base: str) -> dict:
    """What a copy follows from, as it is stored: `code` makes pages, `state` is what they say."""
    code = [build(), base, settings.SITE_URL, settings.TIME_ZONE, settings.LANGUAGES]
    state = [*read[1], Reading.at(*read).today, handbooks(read)]
    return json.loads(json.dumps({"code": code, "state": state}, default=str))
