"""A crowd says what it saw; slow people never end their forms."""

import socket
from threading import Thread

import pytest

from bench import crowd


@pytest.fixture
def address(live_server):
    return live_server.thread.host, live_server.thread.port


def test_each_page_is_asked_for_once(address):
    seen = crowd.ask_each(address, ["/robots.txt", "/nothing-here/", "/robots.txt"], visitors=2)
    assert (seen.requests, seen.answered, seen.errors) == (3, 2, 1)
    assert 0 < seen.p50 <= seen.p99 <= seen.longest


def test_a_crowd_walks_until_its_time_is_over(address):
    seen = crowd.wander(address, {"/robots.txt": 1, "/nothing-here/": 0}, seconds=0.5, visitors=2)
    assert seen.requests == seen.answered >= 2


@pytest.fixture
def mute():
    """A server that takes whatever is sent, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


def test_an_answer_that_does_not_come_in_time_is_none(mute):
    seen = crowd.ask_each(mute.getsockname(), ["/"], visitors=1, patience=0.1)
    assert (seen.requests, seen.answered, seen.errors) == (1, 0, 1)


def test_a_slow_person_sends_a_byte_at_a_time(mute):
    taken = []

    def take():
        connection, _address = mute.accept()
        connection.settimeout(60)
        with connection:
            while (data := connection.recv(1000)) and len(taken) < 100:
                taken.append(data)

    server = Thread(target=take)
    server.start()
    with crowd.dripping(mute.getsockname(), "/report/", people=1, each=0.001):
        server.join(60)
    head, _, body = b"".join(taken).partition(b"\r\n\r\n")
    assert head.startswith(b"POST /report/ HTTP/1.1\r\n")
    assert b"Content-Length: 5000" in head
    assert set(body) == {ord("a")}
