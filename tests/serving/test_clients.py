"""Slow people, by real connections to the production server with as many threads as `make serve` gives it."""

import re
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from profiles.serving.clients import GRACE, LEAST_RATE, Full, Wait, Waits, Watch

HEAD = "{} HTTP/1.1\r\nHost: testserver\r\n{}\r\n\r\n"


@pytest.fixture(scope="module")
def port():
    """The port of a server with one process."""
    options = re.search(r"granian (.*?) \\\n", (settings.BASE_DIR / "Makefile").read_text())[1]
    options = options.replace("$(WORKERS)", "1").split()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    command = [Path(sys.executable).with_name("granian"), *options, "--port", str(number)]
    server = subprocess.Popen([*command, "tests.serving.slow_portal:application"], cwd=settings.BASE_DIR)
    while True:
        try:
            socket.create_connection(("127.0.0.1", number)).close()
            break
        except OSError:
            assert server.poll() is None
    yield number
    server.terminate()
    server.wait()


def call(port, line, *headers, address="127.0.0.1"):
    """An open connection with a request on it, whose body may be missing."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(address, 0))
    connection.sendall(HEAD.format(line, "\r\n".join(headers)).encode())
    return connection


def status_of(connection) -> int:
    return int(connection.recv(1000)[9:12])


def post(port, body: bytes, address="127.0.0.2") -> bytes:
    with call(
        port, "POST /report/", f"Content-Length: {len(body)}", "Connection: close", address=address
    ) as connection:
        connection.sendall(body)
        return b"".join(iter(lambda: connection.recv(1000), b""))


def test_two_hundred_slow_forms_leave_room_for_pages_and_for_the_forms_of_others(port):
    with ExitStack() as stack:
        slow = [stack.enter_context(call(port, "POST /report/", "Content-Length: 5000")) for _ in range(200)]
        assert status_of(stack.enter_context(call(port, "GET /"))) == 200
        assert post(port, b"x" * 5000).endswith(b"\r\n5000")
        assert {status_of(connection) for connection in slow} == {408, 503}


def test_who_is_cut_off_holds_no_thread_nor_connection(port):
    for _ in range(3):
        with ExitStack() as stack:
            slow = [
                stack.enter_context(call(port, "POST /report/", "Content-Length: 5000", address=f"127.0.0.{n}"))
                for n in range(3, 11)
            ]
            assert [status_of(connection) for connection in slow] == [408] * 8


def test_slow_readers_of_a_long_answer_leave_room_for_others(port):
    with ExitStack() as stack:
        readers = [stack.enter_context(call(port, "GET /long")) for _ in range(50)]
        assert status_of(stack.enter_context(call(port, "GET /", address="127.0.0.2"))) == 200
        statuses = [status_of(connection) for connection in readers]
        assert statuses.count(503) >= 48
        # Those who do not read are cut off, and make room.
        status = 503
        while status == 503:
            with call(port, "GET /long") as connection:
                status = status_of(connection)
        assert status == 200


@pytest.mark.parametrize("line", ["GET /", "POST /", "PUT /members/", "POST /members/nepal/"])
def test_where_nothing_is_taken_nothing_is_waited_for(port, line):
    with call(port, line, "Content-Length: 5000") as connection:
        assert connection.recv(1000).endswith(b"\r\n0")


def test_who_moves_too_little_for_too_long_is_too_slow():
    wait = Wait({}, 100)
    assert not wait.is_too_slow(100 + GRACE)
    assert wait.is_too_slow(100 + GRACE + 1)
    wait.moved = 100 * LEAST_RATE
    assert not wait.is_too_slow(100 + GRACE + 2)
    # What went before counts no more.
    assert not wait.is_too_slow(100 + GRACE + 2 + GRACE)
    assert wait.is_too_slow(100 + GRACE + 2 + GRACE + 1)


def test_few_are_waited_for_and_fewer_of_one_visitor():
    waits = Waits(3, 2, Watch())
    with waits.one({}, "a"), waits.one({}, "a"):
        with pytest.raises(Full), waits.one({}, "a"):
            pass
        with waits.one({}, "b"), pytest.raises(Full), waits.one({}, "c"):
            pass
    with waits.one({}, "a"), waits.one({}, "a"), waits.one({}, "c"):
        pass


def test_a_connection_that_moves_or_is_not_waited_for_is_left_alone():
    server = socket.create_server(("127.0.0.1", 0))
    port = str(server.getsockname()[1])
    watch = Watch(clock=lambda: 1000)
    ours, theirs = [], []
    for _ in range(2):
        ours.append(socket.create_connection(server.getsockname()))
        theirs.append(server.accept()[0])
    slow = Wait({"REMOTE_ADDR": "127.0.0.1", "SERVER_PORT": port}, 0)
    elsewhere = Wait({"REMOTE_ADDR": "127.0.0.9", "SERVER_PORT": port}, 0)
    watch.look([elsewhere])
    watch.look([elsewhere])
    ours[1].sendall(b"x" * LEAST_RATE)
    watch.look([slow])
    theirs[0].settimeout(60)
    assert theirs[0].recv(1) == b""
    theirs[1].setblocking(False)
    theirs[1].recv(LEAST_RATE)
    with pytest.raises(BlockingIOError):
        theirs[1].recv(1)
    for each in (*ours, *theirs, server):
        each.close()
