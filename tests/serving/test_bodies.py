"""What is read of a body before Django: where, how much, and what is said otherwise."""

import io

import pytest
from django.db import OperationalError

from profiles.serving import bodies
from profiles.serving.bodies import Bodies, read_bodies, visitor_of
from profiles.serving.turns import Turns
from profiles.site import errors
from profiles.site.files import tables, workbooks
from profiles.values.files import MOST_BYTES
from tests.serving.applications import echo
from tests.serving.server import ask

SIGNED_IN = {"HTTP_COOKIE": "sessionid=a"}
FILES = {"CONTENT_TYPE": "multipart/form-data; boundary=a"}


class Unread(io.BytesIO):
    def read(self, *args):
        raise AssertionError("It is read.")

    readline = readinto = readlines = read


def send(application, path="/report/", method="POST", body=b"", **environ):
    heads = []
    environ = {
        "PATH_INFO": path,
        "REQUEST_METHOD": method,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "192.0.2.1",
    } | environ
    answer = application(environ, lambda status, headers, exc_info=None: heads.append((status, dict(headers))))
    return int(heads[-1][0][:3]), b"".join(answer), heads[-1][1]


@pytest.mark.parametrize("path", ["/report/", "/ar/report/", "/admin/login/", "/ar/admin/login/"])
def test_a_form_is_read_whole_before_it_is_handed_on(path):
    assert send(Bodies(echo), path, body=b"x" * 90_000)[:2] == (200, b"90000")


@pytest.mark.parametrize(
    ("path", "headers", "most"),
    [
        ("/report/", {}, bodies.LONGEST_OF_STRANGERS),
        ("/report/", SIGNED_IN | FILES, bodies.LONGEST_OF_STRANGERS),
        ("/admin/login/", {}, bodies.LONGEST_OF_STRANGERS),
        ("/admin/profiles/entity/", SIGNED_IN, 8 * 2**20),
        ("/ar/admin/profiles/entity/", SIGNED_IN | FILES, 8 * 2**20 + MOST_BYTES),
    ],
)
def test_what_is_too_long_is_refused_unread(path, headers, most):
    status, _body, sent = send(Bodies(echo), path, **headers, CONTENT_LENGTH=str(most + 1), **{"wsgi.input": Unread()})
    assert (status, sent["Connection"]) == (413, "close")
    assert send(Bodies(echo), path, body=b"x" * 1000, **headers)[:2] == (200, b"1000")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}, 411),
        ({"CONTENT_LENGTH": "hello"}, 400),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "٣"}, 400),
        ({"CONTENT_LENGTH": "9" * 5000}, 413),
    ],
)
def test_a_body_without_a_length_is_refused_unread(headers, status):
    assert send(Bodies(echo), **headers, **{"wsgi.input": Unread()})[0] == status


@pytest.mark.parametrize(("path", "method"), [("/", "POST"), ("/members/", "PUT"), ("/report/", "GET")])
def test_where_nothing_is_taken_nothing_is_read(path, method):
    for headers in ({"CONTENT_LENGTH": "5"}, {"HTTP_TRANSFER_ENCODING": "chunked"}):
        assert send(Bodies(echo), path, method, **headers, **{"wsgi.input": Unread()})[:2] == (200, b"0")


def test_a_body_that_breaks_off_is_408():
    assert send(Bodies(echo), body=b"abc", CONTENT_LENGTH="5")[0] == 408


def test_a_body_for_which_there_is_no_room_is_told_and_logged(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))
    assert send(Bodies(echo), "/admin/", body=b"x" * (bodies.HELD + 1), **SIGNED_IN)[0] == 507
    [record] = caplog.records
    assert record.getMessage().startswith("507 for POST '/admin/': its body cannot be kept: [Errno 2]")


def test_a_refusal_is_made_once_for_each_language():
    made = []

    def count(environ, start_response):
        made.append(environ["PATH_INFO"])
        return echo(environ, start_response)

    portal = Bodies(count)
    for path in ("/report/", "/admin/", "/ar/report/", "/report/"):
        assert send(portal, path, CONTENT_LENGTH="999999999")[0] == 413
    assert made == ["/", "/ar/"]


def test_an_answer_that_fits_into_memory_is_made_at_once_and_closed():
    class Answer:
        closed = 0

        def __iter__(self):
            return iter([b"a"] * 1000)

        def close(self):
            self.closed += 1

    answer = Answer()

    def portal(environ, start_response):
        start_response("200 OK", [])
        return answer

    assert Bodies(portal)({"PATH_INFO": "/", "REMOTE_ADDR": "a"}, lambda *head: None) == [b"a"] * 1000
    assert answer.closed == 1


def test_a_long_answer_is_whole_and_ends_its_wait():
    def portal(environ, start_response):
        start_response("200 OK", [])
        return iter([b"x" * 1000] * 5000)

    whole = Bodies(portal)
    answer = whole({"PATH_INFO": "/", "REMOTE_ADDR": "a"}, lambda *head: None)
    assert whole.streams.visitors == ["a"]
    assert b"".join(answer) == b"x" * 5_000_000
    answer.close()
    assert whole.streams.visitors == []
    assert not whole.streams.watch.waits


def test_nothing_is_made_where_the_head_alone_is_asked_for():
    def portal(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/csv")])
        return (pytest.fail("It is made.") for _ in range(1))

    assert send(Bodies(portal), "/members.csv", "HEAD")[:2] == (200, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/directory.xlsx", "/members.xlsx"])
def test_a_workbook_beyond_those_that_are_made_is_to_be_asked_for_again(nepal, django, monkeypatch, address):
    monkeypatch.setattr(workbooks, "PATIENCE", 0)
    portal = Bodies(Turns(django))
    with workbooks.making, workbooks.making:
        answer = ask(portal, address)
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert (ask(portal, address, "HEAD").status, ask(portal, "/members.csv").status) == (200, 200)
    assert ask(portal, address).status == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/members.csv", "text/plain; charset=utf-8"),
        ("/facts.jsonl", "application/problem+json"),
        ("/ar/members.csv", "text/plain; charset=utf-8"),
        ("/members.xlsx", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_in_the_making_of_which_the_database_goes_is_503_in_its_form(
    nepal, django, monkeypatch, caplog, address, kind
):
    def rows(*args):
        raise OperationalError("it is\naway")
        yield

    monkeypatch.setattr(tables.Filled, "cells", rows)
    answer = ask(Bodies(django), address)
    assert (answer.status, answer.headers["content-type"], answer.headers["retry-after"]) == (503, kind, "5")
    assert "content-disposition" not in answer.headers
    (said,) = [record.getMessage() for record in caplog.records if record.name == errors.__name__]
    assert said == f"503 for GET {address!r}: OperationalError: it is away"


def test_what_breaks_a_stream_otherwise_is_an_error_and_closes_it():
    class Answer:
        closed = False

        def __iter__(self):
            yield b"x"
            raise LookupError

        def close(self):
            self.closed = True

    answer = Answer()
    with pytest.raises(LookupError):
        Bodies(lambda environ, start_response: answer)({"PATH_INFO": "/", "REMOTE_ADDR": "a"}, lambda *head: None)
    assert answer.closed


@pytest.mark.parametrize(
    ("environ", "trusted", "visitor"),
    [
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.1, 198.51.100.1"}, 1, "198.51.100.1"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 10.0.0.1"}, 2, "198.51.100.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": ""}, 0, ""),
    ],
)
def test_a_visitor_is_an_address_or_a_network_of_one_household(settings, environ, trusted, visitor):
    settings.TRUSTED_PROXY = trusted
    assert visitor_of(environ) == visitor


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "words"), [("", "That is too large"), ("/ar", 'dir="rtl"')])
def test_a_refusal_is_a_page_of_ours(django, prefix, words):
    answer = ask(Bodies(django), f"{prefix}/report/", "POST", content_length="900000")
    assert answer.status == 413
    assert words in answer.body.decode()
    assert "no-store" in answer.headers["cache-control"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_with_debug_runserver_reads_itself(settings):
    settings.DEBUG = True
    assert read_bodies(echo) is echo
