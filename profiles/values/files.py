"""Files that are kept: under the digest of their content, so that what a name leads to never changes."""

import datetime as dt
import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

TYPES = {"png": "image/png", "pdf": "application/pdf"}
NAME = re.compile(rf"[0-9a-f]{{64}}\.({'|'.join(TYPES)})")
# Of a PDF.
MOST_BYTES = 25 * 1024 * 1024


class StoreAway(OSError):
    """The store of files does not answer, or refuses."""


class WholeFiles(FileSystemStorage):
    """A folder in which a file is whole or not there: it is written beside, and then takes its name, and the place of
    whatever had it. Of two who store the same at once, each leaves the same. (Of a bucket: `buckets.py`.)"""

    def near(self, name: str) -> File:
        """The file to be shown."""
        return self.open(name)

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        part = f"{name}.{secrets.token_hex(8)}.part"
        try:
            super()._save(part, content)
            with open(self.path(part), "rb") as written:
                os.fsync(written.fileno())
            os.replace(self.path(part), self.path(name))
        except BaseException:
            self.delete(part)
            raise
        return name


@dataclass(frozen=True)
class Taken:
    """A file that was taken in and is stored nowhere yet; `ending` is one of `TYPES`."""

    content: bytes
    ending: str

    @cached_property
    def name(self) -> str:
        return f"{hashlib.sha256(self.content).hexdigest()}.{self.ending}"

    def keep(self) -> str:
        """Store it, if it is not there whole, and return its name."""
        keep(self.name, ContentFile(self.content))
        return self.name


def take_pdf(upload) -> Taken:
    """An uploaded PDF, as it is. Raises ValidationError for what is too large or no PDF.

    What it holds is not looked into: it is only ever served as a download that can run nothing here.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 25 MB."))
    content = upload.read()
    # Readers accept some bytes before the first line, and so do we not: a page of HTML could begin there.
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("This is not a whole PDF file."))
    return Taken(content, "pdf")


def open_file(name: str):
    """The stored file of that name. Raises Http404 where there is none."""
    return shown(name, NAME.fullmatch(name))


def shown(name: str, is_one_of_ours):
    try:
        if is_one_of_ours:
            return default_storage.near(name)
    except FileNotFoundError:
        pass
    raise Http404


def type_of(name: str) -> str:
    """The media type of a stored file."""
    return TYPES[name.rsplit(".", 1)[1]]


def keep(name: str, file: File) -> None:
    """Store a file under a name that says its digest, if it is not there whole."""
    if not is_whole(name):
        default_storage.save(name, file)


def is_whole(name: str) -> bool:
    """Whether what is stored under a name has the digest that the name says."""
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as file:
        return digest_of(file.file) == digest_in(name)


def digest_of(file) -> str:
    """The SHA-256 of an open file, read a piece at a time."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def digest_in(name: str) -> str:
    """The digest that the name of a file says."""
    return Path(name).stem


# ── What is left of those that were broken off ────────


PART = re.compile(r".+\.[0-9a-f]{16}\.part")
# In seconds: after them nobody writes on at what somebody began, here or wherever else files are written in parts.
ABANDONED = 24 * 60 * 60


def parts() -> list[str]:
    """The names of files whose writing has not come to an end, or was broken off."""
    folders = ("", RELEASED.format(""))
    return [f"{folder}{name}" for folder in folders for name in names_in(folder) if PART.fullmatch(name)]


def remove_abandoned() -> list[str]:
    """Delete what is left of files whose writing was broken off a day ago or earlier; their names."""
    before = timezone.now() - dt.timedelta(seconds=ABANDONED)
    old = [name for name in parts() if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return old


def names_in(folder: str) -> list[str]:
    """The names of the files that are stored in a folder; of one that is not there, none."""
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


# ── Files of releases of the data: of any size and type, under their digest alone ────────


RELEASED = "releases/{}"
DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_released(path: Path) -> str:
    """Store a file, if it is not there whole, and return its digest."""
    with path.open("rb") as file:
        digest = digest_of(file)
        file.seek(0)
        keep(RELEASED.format(digest), File(file))
    return digest


def released() -> set[str]:
    """The digests under which files of releases are stored."""
    return {name for name in names_in(RELEASED.format("")) if DIGEST.fullmatch(name)}


def open_released(digest: str):
    """The stored file of a digest. Raises Http404 where there is none."""
    return shown(RELEASED.format(digest), DIGEST.fullmatch(digest))
