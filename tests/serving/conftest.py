"""The portal with its page cache, in one process. Within a test's own transaction the stamp that is read stays what it
was before the test; a test that writes after its first request commits (`transaction=True`)."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from profiles.serving.pagecache import PageCache
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
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)
