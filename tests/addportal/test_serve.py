"""The server with the options of `make serve`: how it begins anew, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from pathlib import Path

import pytest
from django.conf import settings

SERVE = re.search(r"granian (.*?) addportal.wsgi", (settings.BASE_DIR / "Makefile").read_text(), re.DOTALL)[1]
APPLICATION = """
import time
time.sleep({seconds})
def application(environ, start_response):
    start_response("200 OK", [])
    return [b"{answer}"]
"""


def get(port) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read()
    finally:
        connection.close()


@pytest.fixture
def start(tmp_path):
    """Starts the server with an application of its own; patience is shorter than in the Makefile."""
    servers = []

    def run(**application):
        write(**application)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        options = SERVE.replace("\\\n", "").replace("$(WORKERS)", "2").replace("$(HOST)", "127.0.0.1")
        options = options.replace("$(PORT)", str(port)).replace("$(RESPAWN)", "4")
        options = options.replace("--workers-kill-timeout 10", "--workers-kill-timeout 1")
        program = Path(sys.executable).with_name("granian")
        command = [program, *options.split(), "simple:application"]
        servers.append(subprocess.Popen(command, cwd=tmp_path, start_new_session=True))
        return servers[0], port

    def write(*, seconds=0, answer="old"):
        (tmp_path / "simple.py").write_text(APPLICATION.format(seconds=seconds, answer=answer))

    run.write = write
    yield run
    for server in servers:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def get_as_browsers_do(port):
    """Where a connection ends before any answer came, a request that changes nothing is sent once more."""
    try:
        return get(port)
    except RemoteDisconnected:
        return get(port)


@pytest.mark.slow
def test_a_reload_under_load_loses_no_request(start):
    server, port = start()
    ready(server, port)
    answers, errors, ended = set(), [], threading.Event()

    def ask():
        while not ended.is_set():
            try:
                answers.add(get_as_browsers_do(port))
            except (OSError, HTTPException) as error:
                errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    start.write(answer="new")
    server.send_signal(signal.SIGHUP)
    while get(port) != b"new" or get(port) != b"new" or len(answers) < 2:
        time.sleep(0.1)
    time.sleep(9)
    ended.set()
    for thread in threads:
        thread.join()
    assert (answers, errors) == ({b"old", b"new"}, [])
    assert {get(port) for _ in range(20)} == {b"new"}


def answer_to(port, head: str) -> bytes:
    """The first words of what the server says to a request that no library would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        with suppress(ConnectionError):  # It may have been refused before it was all sent.
            connection.sendall(f"{head}Host: a\r\nConnection: close\r\n\r\n".encode())
        return connection.recv(12)


HEADS = [
    ("/", "", b"200"),
    ("/" + "a" * 70_000, "", b"414"),
    ("/", "".join(f"X-{number}: a\r\n" for number in range(101)), b"431"),
    ("/", f"Cookie: a={'b' * 2**20}\r\n", b"431"),
    ("/", "Content-Length: -5\r\n", b"400"),
    ("/", "Content-Length: 5\r\nContent-Length: 9\r\n", b"400"),
    ("/", "X-A: a\0b\r\n", b"400"),
]


@pytest.mark.slow
def test_heads_that_are_too_long_or_mean_nothing_are_refused(start):
    server, port = start()
    ready(server, port)
    for address, headers, status in HEADS:
        assert answer_to(port, f"GET {address} HTTP/1.1\r\n{headers}")[9:] == status, (address[:9], headers[:20])


def test_it_ends_while_its_processes_start(start):
    server, _port = start(seconds=600)
    time.sleep(1)
    server.terminate()
    server.wait(60)


@pytest.mark.slow
def test_it_ends_in_the_midst_of_a_reload(start):
    server, port = start()
    ready(server, port)
    start.write(seconds=600)
    server.send_signal(signal.SIGHUP)
    time.sleep(1)
    server.terminate()
    server.wait(60)


def ready(server, port):
    while True:
        try:
            return get(port)
        except OSError:
            assert server.poll() is None
