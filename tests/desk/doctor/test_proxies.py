"""The look through the proxies in front."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import Client

from profiles.desk.doctor.findings import Level
from profiles.desk.doctor.proxies import underscores


@pytest.fixture
def proxy(settings):
    """A proxy before the portal that passes on all headers, or leaves out those with underscores."""

    class Proxy(BaseHTTPRequestHandler):
        leaves_out = False

        def do_GET(self):
            passed = [name for name in self.headers if "_" not in name or not Proxy.leaves_out]
            names = {f"HTTP_{name.replace('-', '_').upper()}": self.headers[name] for name in passed}
            answer = Client().get(self.path, **names)
            self.send_response(answer.status_code)
            for name, value in answer.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args):
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TRUSTED_PROXY, settings.SITE_URL = 1, f"http://127.0.0.1:{server.server_port}"
    yield Proxy
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("leaves_out", "level"), [(True, Level.FINE), (False, Level.FAILURE)])
def test_a_proxy_that_passes_underscores_on_is_a_failure(proxy, leaves_out, level):
    proxy.leaves_out = leaves_out
    assert [said.level for said in underscores()] == [level]


def test_what_cannot_be_tried_is_a_warning(settings):
    settings.TRUSTED_PROXY, settings.SITE_URL = 1, "http://127.0.0.1:1"
    assert [said.level for said in underscores()] == [Level.WARNING]


def test_without_a_proxy_nothing_is_asked(settings):
    settings.TRUSTED_PROXY = 0
    assert list(underscores()) == []
