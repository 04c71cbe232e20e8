"""Copies beside each other, of which one is shown: `current` leads to it, and is turned at once.

    DIR/current -> 20261130T071500.000000Z
    DIR/20261130T071500.000000Z/site/…        what is served
    DIR/20261130T071500.000000Z/copy.json     what it was made of, and the digest of each file

What did not change is the same file in both copies (a hard link), so nothing that stands in a copy is ever opened to
be written. Whoever is killed leaves `current` as it was, and a folder that the next run removes.
"""

import datetime as dt
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from .asking import Stopped

COPY = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
# Of a part of a path, in bytes, on any disk.
LONGEST = 255
CURRENT, SITE, STATE, LOCK = "current", "site", "copy.json", ".lock"


class Folder:
    """Where copies are kept."""

    def __init__(self, path: Path):
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody else makes a copy here. Raises Stopped."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Stopped(_("A copy is being made in %(folder)s already.") % {"folder": self.path}) from error
            yield

    @property
    def current(self) -> Path | None:
        """The copy that is shown."""
        try:
            name = os.readlink(self.path / CURRENT)
        except OSError:
            return None
        return self.path / name if COPY.fullmatch(name) and (self.path / name / STATE).is_file() else None

    def state(self) -> dict:
        """What the copy that is shown says of itself; nothing where there is none, or it cannot be read."""
        try:
            return json.loads((self.current / STATE).read_bytes()) if self.current else {}
        except (OSError, ValueError):
            return {}

    def begin(self, moment: dt.datetime, *, reuse: bool) -> "Copy":
        """A new copy, which takes what did not change from the one that is shown."""
        earlier = self.current if reuse else None
        return Copy(
            self.path / f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S.%fZ}", earlier, self.state().get("files", {})
        )

    def show(self, copy: "Copy"):
        """From now on this copy is read, and no other kept."""
        turning = self.path / f".{CURRENT}"
        turning.unlink(missing_ok=True)
        turning.symlink_to(copy.path.name)
        turning.replace(self.path / CURRENT)
        self.tidy()

    def tidy(self):
        """Remove whatever copy is not shown."""
        shown = self.current
        for path in self.path.iterdir():
            if COPY.fullmatch(path.name) and path != shown:
                shutil.rmtree(path)


class Copy:
    """A copy that is being made; `digests`: of its files, by name."""

    def __init__(self, path: Path, earlier: Path | None, known: dict[str, str]):
        self.path, self.earlier, self.known = path, earlier, known
        self.digests: dict[str, str] = {}
        self.written = self.bytes = 0
        (path / SITE).mkdir(parents=True)

    def put(self, name: str, content: bytes, finish: Callable[[bytes], bytes] = bytes):
        """A file of the copy. `finish` adds to it what makes no other file of it: the moment."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.path / SITE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (self.known.get(name) == digest and self.take(name, target)):
            target.write_bytes(finish(content))
            self.written += 1
        self.digests[name] = digest
        self.bytes += target.stat().st_size

    def has_room(self, name: str) -> bool:
        """Whether there can be a file of that name: none is a folder, lies in a file, is too long or leads out."""
        parts = Path(name).parts
        if ".." in parts or any(len(part.encode()) > LONGEST for part in parts):
            return False
        target = self.path / SITE / name
        return not target.is_dir() and not any(
            (self.path / SITE).joinpath(*parts[:n]).is_file() for n in range(1, len(parts))
        )

    def take(self, name: str, target: Path) -> bool:
        """Take a file from the copy before; whether there is one."""
        if self.earlier is None:
            return False
        try:
            os.link(self.earlier / SITE / name, target)
        except OSError:
            return False
        return True

    @property
    def removed(self) -> int:
        """How many files the copy before had that this one has not."""
        return len(set(self.known) - set(self.digests))

    def close(self, key: dict):
        """The copy is whole. `key`: what it was made of."""
        state = json.dumps({"key": key, "files": self.digests}, sort_keys=True)
        (self.path / STATE).write_text(state)
