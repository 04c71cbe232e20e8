"""A store that speaks S3, within the process of a test."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from addportal import environment


@contextmanager
def served() -> Iterator[SimpleNamespace]:
    """A store with an empty bucket: what MEDIA_STORE says of it, its name, and a client."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    boto3 = pytest.importorskip("boto3")
    server.start()
    host, port = server.get_host_and_port()
    told = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", **told)
    # All stores of a process have the same buckets.
    bucket = f"kept-{secrets.token_hex(4)}"
    client.create_bucket(Bucket=bucket)
    try:
        yield SimpleNamespace(address=f"s3+http://key:secret@{host}:{port}/{bucket}", bucket=bucket, client=client)
    finally:
        client.close()
        server.stop()


def use(settings, address: str, near: Path, room: int = 2**20) -> None:
    """The files of the portal are in that bucket, with copies in a folder here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIA_STORE", address)
        settings.MEDIA_STORE = environment.bucket("MEDIA_STORE")
    options = settings.MEDIA_STORE | {"near": near, "room": room}
    bucket = {"BACKEND": "profiles.values.buckets.Bucket", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": bucket}


def names(store) -> list[str]:
    """What is in its bucket."""
    return [entry["Key"] for entry in store.client.list_objects_v2(Bucket=store.bucket).get("Contents", ())]
