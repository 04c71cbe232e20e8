"""Static files: the same headers as a page has, and whatever is not a collected file goes to Django."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from profiles.serving.statics import static_files
from tests.serving.server import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("django")]
HASHED = "/static/site.0123456789ab.css"
# What a page or a file says of its own content; all else is the same on both.
OWN = {
    "access-control-allow-origin",
    "cache-control",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "etag",
    "last-modified",
    "vary",
}


@pytest.fixture
def portal(django, settings, tmp_path):
    """The portal's settings without the page cache, with two static files."""
    settings.STATIC_ROOT = str(tmp_path)
    (tmp_path / "a.css").write_text("a { color: red }")
    (tmp_path / "a.css.br").write_bytes(b"packed")
    (tmp_path / "site.0123456789ab.css").write_text("a { color: blue }")
    return static_files(django)


def security(answer):
    return {name: value for name, value in answer.headers.items() if name not in OWN}


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "br"}])
def test_a_static_file_has_the_security_headers_of_a_page(portal, headers):
    file, page = ask(portal, "/static/a.css", **headers), ask(portal, "/members/")
    assert file.body == (b"packed" if headers else b"a { color: red }")
    assert security(file) == security(page)
    assert "default-src 'none'" in file.headers["content-security-policy"]
    assert len(security(file)) == 7


def test_by_https_a_static_file_has_the_security_headers_of_a_page(settings, tmp_path):
    settings.STATIC_ROOT, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = str(tmp_path), True, 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    (tmp_path / "a.css").write_text("a { color: red }")
    portal = static_files(WSGIHandler())
    file, page = (ask(portal, address, x_forwarded_proto="https") for address in ("/static/a.css", "/members/"))
    assert file.headers["strict-transport-security"] == "max-age=60"
    assert security(file) == security(page)


def test_where_https_is_wanted_a_static_file_by_http_is_redirected(settings, portal):
    settings.SECURE_SSL_REDIRECT = True
    answer = ask(static_files(WSGIHandler()), "/static/a.css")
    assert (answer.status, answer.headers["location"]) == (301, "https://testserver/static/a.css")


def test_only_a_file_with_its_hash_in_its_name_is_kept_for_ever(portal):
    assert ask(portal, "/static/a.css").headers["cache-control"] == "max-age=60, public"
    assert ask(portal, HASHED).headers["cache-control"] == "max-age=315360000, public, immutable"


def test_an_unchanged_file_is_304_and_a_head_is_empty(portal):
    etag = ask(portal, "/static/a.css").headers["etag"]
    assert ask(portal, "/static/a.css", if_none_match=etag).status == 304
    head = ask(portal, "/static/a.css", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "16")


def test_a_part_of_a_file_is_answered_and_a_post_is_not(portal):
    part = ask(portal, "/static/a.css", range="bytes=0-3")
    assert (part.status, part.body) == (206, b"a { ")
    assert ask(portal, "/static/a.css", "POST").status == 405


def test_a_file_that_is_not_there_is_djangos(portal):
    missing = ask(portal, "/static/b.css")
    assert missing.status == 404
    assert "default-src 'none'" in missing.headers["content-security-policy"]


def test_with_debug_runserver_finds_the_files_itself(django, settings):
    settings.DEBUG = True
    assert static_files(django) is django
