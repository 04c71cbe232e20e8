"""Visitors notice what is not whole."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from drill.public import Visitor, watching

HTML = {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("status", "said", "text", "wrong"),
    [
        (200, HTML, "<html></html>\n", ""),
        (503, HTML, "<html></html>\n", ""),
        (200, HTML, "<html>", "/ was torn"),
        (200, {"content-type": "text/csv"}, "a,b", ""),
        (500, HTML, "<html></html>", "/ was answered with 500"),
        (0, {}, "", "/ had no answer"),
        (503, HTML, "<p>Traceback …</p></html>", "/ (503) says 'Traceback'"),
    ],
)
def test_what_is_torn_or_an_error_is_ugly(status, said, text, wrong):
    assert Visitor(("127.0.0.1", 0), ["/"]).wrong("/", status, said, text) == wrong


@pytest.fixture
def pages():
    """A server whose page `/torn` lacks its end; who has been there is told."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"<html>" + (b"" if self.path == "/torn" else b"</html>")
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            came.add(self.path)

        def log_message(self, *told):
            pass

    came = set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address, came
        server.shutdown()


def test_they_walk_about_and_tell_what_they_saw(pages):
    address, came = pages
    with watching(address, pages=("/", "/torn"), visitors=1) as seen:
        while came != {"/", "/torn"}:
            time.sleep(0.01)
    assert set(seen.statuses) == {200}
    assert set(seen.ugly) == {"/torn was torn"}
    assert seen.slowest > 0


def test_nobody_is_there_and_it_is_said():
    with watching(("127.0.0.1", 1), pages=("/",), visitors=1) as seen:
        pass
    assert set(seen.statuses) <= {0}
