"""Files that are kept in a bucket of a store that speaks S3, for all machines that serve one portal.

The store takes a file whole or not at all. What is shown is read from a copy on this machine's disk, as far as there is
room: a name says the digest of what it leads to, so a copy that has it never grows old.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from .files import ABANDONED, StoreAway, digest_in, digest_of

# Seconds for which the store may be silent.
CONNECT, ANSWER = 2, 10


class Bucket(S3Storage):
    """A bucket, with copies of what was read in the folder `near`, of which `room` bytes are kept; 0: none.

    What the store refuses, or does not answer, is StoreAway; what it has not, FileNotFoundError.
    """

    def __init__(self, *, near: Path, room: int, addressing_style: str = "path", **options):
        self.shelf, self.room = Path(near), room
        # Checksums of each part are Amazon's own; ours are in the names.
        talk = Config(
            s3={"addressing_style": addressing_style},
            signature_version="s3v4",
            connect_timeout=CONNECT,
            read_timeout=ANSWER,
            retries={"total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        transfer = TransferConfig(use_threads=False)
        super().__init__(client_config=talk, transfer_config=transfer, file_overwrite=True, **options)

    @property
    def bucket(self):
        # Their clients serve one thread each; S3Storage would lend the first thread's to all.
        return self.connection.Bucket(self.bucket_name)

    def _open(self, name, mode="rb"):
        return self.fetch(name, tempfile.TemporaryFile())

    def _save(self, name, content):
        with told():
            return super()._save(name, content)

    def delete(self, name):
        with told():
            super().delete(name)

    def exists(self, name):
        with told():
            return super().exists(name)

    def listdir(self, name):
        with told():
            return super().listdir(name)

    def fetch(self, name: str, target) -> File:
        """What the store has, written to an open file, which is then at its beginning."""
        try:
            with told():
                self.bucket.Object(f"{self.location}/{name}".lstrip("/")).download_fileobj(
                    target, Config=self.transfer_config
                )
        except BaseException:
            target.close()
            raise
        target.seek(0)
        return File(target, name)

    # ── Copies on this machine ────────

    def near(self, name: str) -> File:
        """The file to be shown, from here if it is here."""
        path = self.shelf / name
        with suppress(OSError):
            file = path.open("rb")
            os.utime(path)
            return File(file, name)
        try:
            part = self.begin(path)
        except OSError:  # The disk takes nothing: it is shown all the same.
            return self.open(name)
        try:
            file = self.fetch(name, part.open("w+b"))
            if digest_of(file.file) == digest_in(name):
                part.replace(path)
                self.clear()
            file.seek(0)
            return file
        finally:
            part.unlink(missing_ok=True)

    def begin(self, path: Path) -> Path:
        """A file beside, which takes the name of the copy when it is whole. Raises OSError where none is kept."""
        if not self.room:
            raise OSError
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
        part.touch()
        return part

    def clear(self) -> None:
        """Put away what nobody has read for longest, until the rest has room."""
        found = []
        for path in self.shelf.rglob("*"):
            with suppress(OSError):
                if path.is_file():
                    found.append((path.stat().st_mtime, path.stat().st_size, path))
        left = self.room
        for read, size, path in sorted(found, reverse=True):
            is_part = path.suffix == ".part"
            left -= 0 if is_part else size
            if read < time.time() - ABANDONED if is_part else left < 0:
                path.unlink(missing_ok=True)


@contextmanager
def told() -> Iterator[None]:
    """What the store says, or that it is silent, as errors of ours."""
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"].get("HTTPStatusCode") == 404 and is_missing(error):
            raise FileNotFoundError(str(error)) from error
        raise StoreAway(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise StoreAway(str(error)) from error


def is_missing(error: ClientError) -> bool:
    """Whether it is a file that is not there, and not the bucket."""
    return error.response.get("Error", {}).get("Code") != "NoSuchBucket"
