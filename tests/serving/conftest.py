"""The portal with its page cache, in one process. Within a test's own transaction the stamp that is read stays what it
was before the test; a test that writes after its first request commits (`transaction=True`)."""

import os
import secrets

import pytest
import redis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from profiles.serving import redisstore
from profiles.serving.disk import Disk
from profiles.serving.pagecache import PageCache
from profiles.serving.redisstore import RedisStore
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store
from tests import factories


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds

    def wait(self, seconds):
        self.seconds += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def django():
    """Django as a server has it; within a test's own transaction a request leaves the connection open, as the test
    client's do."""
    shared = [request_started, request_finished] if connection.in_atomic_block else []
    for signal in shared:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in shared:
        signal.connect(close_old_connections)


@pytest.fixture
def cached(django, clock):
    return PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader(clock=clock))


@pytest.fixture
def cached_by_all(django, clock, shared):
    """The same with what processes share."""
    return PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader(clock=clock), shared=shared())


@pytest.fixture
def redis_url(monkeypatch):
    """The address of a Redis that answers, however busy the machine is."""
    url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
    try:
        redis.Redis.from_url(url).ping()
    except redis.ConnectionError:
        pytest.skip(f"No Redis answers at {url}; REDIS_URL names another.")
    monkeypatch.setattr(redisstore, "PATIENCE", 60)
    return url


@pytest.fixture
def redis_name(redis_url):
    """A name of this test's own in that Redis; nothing of it is left."""
    name = f"addportal-test-{secrets.token_hex(8)}"
    yield name
    client = redis.Redis.from_url(redis_url)
    for key in client.scan_iter(match=f"{name}*", count=1000):
        client.delete(key)


@pytest.fixture
def redis_store(redis_url, redis_name):
    """What nodes share: as often as it is called, as each of them has it."""
    return lambda room=2**28: RedisStore(redis_url, redis_name, room)


@pytest.fixture(params=["file", "redis"])
def shared(request, tmp_path):
    """What processes share, a file or a Redis, as each of them has it; or what a process has alone."""
    if request.param == "redis":
        return request.getfixturevalue("redis_store")
    if request.param == "memory":
        return lambda: None
    return lambda room=2**28: Disk(tmp_path / "kept" / "a.pages", room)


every_store = pytest.mark.parametrize("shared", ["memory", "file", "redis"], indirect=True)


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)
