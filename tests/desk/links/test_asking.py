"""What becomes of asking one address, against a server on this machine."""

import datetime as dt
import socket
import time

import pytest

from profiles.desk.links.asking import Asker, Said, wait_of
from profiles.desk.links.wires import MOST_BYTES, Wires
from profiles.desk.models.links import Answer

from .web import serving

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("ok", Said(Answer.WELL, 200)),
        ("for-now", Said(Answer.WELL, 200)),
        ("304", Said(Answer.WELL, 304)),
        ("no-head", Said(Answer.WELL, 200)),
        ("hangs-up-on-head", Said(Answer.WELL, 200)),
        ("steps/5", Said(Answer.WELL, 200)),
        ("steps/6", Said(Answer.LOOP, 302)),
        ("loop", Said(Answer.LOOP, 302)),
        ("404", Said(Answer.GONE, 404)),
        ("410", Said(Answer.GONE, 410)),
        ("401", Said(Answer.REFUSED, 401)),
        ("403", Said(Answer.REFUSED, 403)),
        ("999", Said(Answer.REFUSED, 999)),
        ("429", Said(Answer.BUSY, 429)),
        ("busy", Said(Answer.BUSY, 429, wait=dt.timedelta(hours=1))),
        ("down", Said(Answer.BUSY, 503, wait=dt.timedelta(days=7))),
        ("503", Said(Answer.FAULT, 503)),
        ("500", Said(Answer.FAULT, 500)),
        ("400", Said(Answer.WRONG, 400)),
        ("slow", Said(Answer.SLOW)),
        ("drip", Said(Answer.SLOW)),
        ("reset", Said(Answer.BROKEN)),
        ("nonsense", Said(Answer.BROKEN)),
        ("endless", Said(Answer.WELL, 200)),
        ("endless-head", Said(Answer.BROKEN)),
        ("to?javascript:alert(1)", Said(Answer.BROKEN)),
        ("no-address", Said(Answer.BROKEN)),
        ("to?file:///etc/passwd", Said(Answer.BROKEN)),
    ],
)
def test_each_answer_is_told_apart(web, asker, path, expected):
    assert asker.ask(web(path)) == expected


def test_a_permanent_redirect_says_where_it_has_moved_and_one_for_now_does_not(web, asker):
    assert asker.ask(web("for-good")) == Said(Answer.MOVED, 200, web("new"))
    assert asker.ask(web("for-good-then-not")) == Said(Answer.MOVED, 200, web("for-now"))
    assert asker.ask(web("to?/for-good")) == Said(Answer.WELL, 200)
    assert asker.ask(web("arabic")) == Said(Answer.MOVED, 200, web("صفحة"))


def test_head_is_asked_and_get_only_where_that_is_refused(web, asker):
    asker.ask(web("ok"))
    assert web.asked() == [("HEAD", "/ok")]
    asker.ask(web("404"))
    assert web.asked()[1:] == [("HEAD", "/404"), ("GET", "/404")]
    web.requests.clear()
    asker.ask(web("429"))
    assert web.asked() == [("HEAD", "/429")]


def test_it_says_who_asks(web, asker, settings):
    settings.SITE_URL = "https://members.example.org"
    asker.ask(web("ok"))
    ((_method, _path, headers, _at),) = web.requests
    assert headers["User-Agent"] == "Mozilla/5.0 (compatible; addportal link check; +https://members.example.org/)"
    assert headers["Host"] == f"127.0.0.1:{web.port}"


def test_letters_beyond_ascii_and_spaces_are_escaped_and_what_is_escaped_stays(web, asker):
    asker.ask(web("a%20b/صفحة?q=ب&r=%2F"))
    assert web.asked() == [("HEAD", "/a%20b/%D8%B5%D9%81%D8%AD%D8%A9?q=%D8%A8&r=%2F")]


def test_no_body_is_read_but_what_comes_with_the_head(web):
    made = []

    class Watched(Wires):
        def connect(self, *args, **kwargs):
            made.append(super().connect(*args, **kwargs))
            return made[-1]

    Asker(Watched(may_be_private=True)).ask(web("endless"))
    assert all(MOST_BYTES - bounded.left <= 8192 for bounded in made)
    assert len(made) == 2


def test_a_slow_server_is_left_when_the_time_is_over(web, asker):
    began = time.monotonic()
    asker.ask(web("drip"))
    assert time.monotonic() - began < 4


def test_a_host_that_takes_no_connection(asker):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert asker.ask(f"http://127.0.0.1:{taken.getsockname()[1]}/") == Said(Answer.BROKEN)


@pytest.mark.parametrize("address", [f"http://{'a' * 64}.example/", "http://a..b/", "http://xn--a.example:1/"])
def test_a_name_that_can_be_none_is_answered(asker, address):
    assert asker.ask(address).answer in (Answer.BROKEN, Answer.NAME, Answer.SLOW)


# ── Certificates ────────


@pytest.mark.parametrize(
    ("certificate", "host", "expected"),
    [
        ("good", "localhost", Said(Answer.WELL, 200)),
        ("good", "127.0.0.1", Said(Answer.WELL, 200)),
        ("good", "127.0.0.2", Said(Answer.TLS)),
        ("expired", "localhost", Said(Answer.EXPIRED)),
    ],
)
def test_certificates(asker, certificate, host, expected):
    def resolve(name, port, **kwargs):
        return socket.getaddrinfo("127.0.0.1", port, **kwargs)

    with serving(certificate) as web:
        own = Asker(Wires(may_be_private=True, seconds=5, context=asker.wires.context, resolve=resolve))
        assert own.ask(web("ok", host)) == expected


def test_a_certificate_of_an_authority_that_nobody_knows_is_not_taken():
    with serving("good") as web:
        assert Asker(Wires(may_be_private=True)).ask(web("ok", "localhost")) == Said(Answer.TLS)


def test_a_server_without_tls_has_no_secure_connection(web, asker):
    assert asker.ask(web("ok").replace("http:", "https:")) == Said(Answer.TLS)


# ── Private networks ────────


def test_this_machine_is_not_asked(web):
    assert Asker(Wires(ports=frozenset({web.port}))).ask(web("ok")) == Said(Answer.PRIVATE)
    assert web.requests == []


def test_a_redirect_into_a_private_network_is_not_followed(web):
    """The server is taken for one of the internet; where it leads is not."""

    class Elsewhere(Wires):
        def first(self, addresses, deadline):
            return super().first([(*item[:4], ("127.0.0.1", item[4][1])) for item in addresses], deadline)

    def resolve(name, port, **kwargs):
        where = "1.1.1.1" if name == "public.example" else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, port))]

    asker = Asker(Elsewhere(resolve=resolve, ports=frozenset({web.port})))
    assert asker.ask(web("ok", "public.example")) == Said(Answer.WELL, 200)
    web.requests.clear()
    inside = web("secret", "inside.example")
    assert asker.ask(web(f"to?{inside}", "public.example")) == Said(Answer.PRIVATE)
    assert {path for _method, path in web.asked()} == {f"/to?{inside}"}


# ── How long to wait ────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", dt.timedelta(minutes=2)),
        ("99999999999999999999", dt.timedelta(days=7)),
        ("Sun, 29 Nov 2026 12:01:00 GMT", dt.timedelta(minutes=1)),
        ("Sun, 29 Nov 2026 11:59:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
    ],
)
def test_how_long_a_server_asks_to_wait(text, expected):
    assert wait_of(text, NOW) == expected
