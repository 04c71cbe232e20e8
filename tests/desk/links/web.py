"""A web of its own on this machine: a server that answers in every way that the real one has.

The certificates are good until 2120 or expired in 2021, for `localhost`, by an authority that only tests trust.
"""

import contextlib
import socket
import ssl
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        web, path = self.server.web, self.path.partition("?")[0]
        with web.lock:
            web.requests.append((self.command, self.path, dict(self.headers), time.monotonic()))
            web.now += 1
            web.most = max(web.most, web.now)
        try:
            respond = getattr(self, f"say_{path.strip('/').replace('-', '_').partition('/')[0]}", None)
            respond() if respond else self.say(int(path.strip("/")) if path.strip("/").isdigit() else 200)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with web.lock:
                web.now -= 1

    def say(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def say_for_good(self):
        self.say(301, Location="/new#part")

    def say_for_good_then_not(self):
        self.say(308, Location="/for-now")

    def say_for_now(self):
        self.say(302, Location="/ok")

    def say_to(self):
        self.say(302, Location=self.path.partition("?")[2])

    def say_no_address(self):
        self.say(302, Location="http://[")

    def say_loop(self):
        self.say(302, Location="/loop")

    def say_steps(self):
        left = int(self.path.rpartition("/")[2])
        self.say(302, Location=f"/steps/{left - 1}") if left else self.say(200)

    def say_arabic(self):
        self.say(301, Location="/صفحة".encode().decode("latin-1"))

    def say_no_head(self):
        self.say(405 if self.command == "HEAD" else 200)

    def say_hangs_up_on_head(self):
        self.say_reset() if self.command == "HEAD" else self.say(200)

    def say_busy(self):
        self.say(429, Retry_After="3600")

    def say_down(self):
        self.say(503, Retry_After="Sun, 06 Nov 2050 08:49:37 GMT")

    def say_slow(self):
        time.sleep(1.5)
        self.say(200)

    def say_drip(self):
        """A byte now and then, for ever: no single read waits long."""
        for letter in "HTTP/1.1 200 OK\r\nX: " + "x" * 100:
            self.wfile.write(letter.encode())
            time.sleep(0.05)
        self.close_connection = True

    def say_endless(self):
        self.send_response(405 if self.command == "HEAD" else 200)
        self.end_headers()
        self.pour(b"x" * 4096)

    def say_endless_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.pour(b"X: " + b"x" * 4000 + b"\r\n")

    def pour(self, block):
        for _number in range(2000):
            self.wfile.write(block)
            self.server.web.poured += len(block)
        self.close_connection = True

    def say_reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise ConnectionResetError

    def say_nonsense(self):
        self.wfile.write(b"nonsense\r\n\r\n")
        self.close_connection = True


class Web:
    """The server: its address, and what it was asked for (method, path, headers, when); how many at once at most."""

    def __init__(self, certificate=""):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads, self.server.web = True, self
        self.server.handle_error = lambda *args: None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port, self.scheme = self.server.server_port, "https" if certificate else "http"
        self.requests, self.lock = [], threading.Lock()
        self.now = self.most = self.poured = 0

    def __call__(self, path="", host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.port}/{path}"

    def asked(self):
        return [(method, path) for method, path, _headers, _at in self.requests]


@contextlib.contextmanager
def serving(certificate=""):
    web = Web(certificate)
    thread = threading.Thread(target=web.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.server.shutdown()
        web.server.server_close()
        thread.join()


def trusting():
    """What a client needs to trust the certificates."""
    return ssl.create_default_context(cafile=CERTIFICATES / "authority.pem")
