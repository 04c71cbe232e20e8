import pytest
from django.core.handlers.wsgi import WSGIHandler

from profiles.serving.middleware import StaticFiles
from profiles.serving.statics import Statics
from tests.serving.test_pagecache import ask


@pytest.fixture
def statics(settings, tmp_path):
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS, settings.WHITENOISE_AUTOREFRESH = str(tmp_path), False, False
    (tmp_path / "a.css").write_text("a { color: red }")
    (tmp_path / "a.css.br").write_bytes(b"packed")
    django = WSGIHandler()
    django.load_middleware()
    return Statics(django, StaticFiles.newest.files)


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "br"}])
def test_a_static_file_is_the_same_past_django(statics, headers):
    through, past = ask(statics, "/static/a.css", **headers), ask(statics, "/static/a.css", **headers)
    assert list(statics.added) == ["http"]
    assert (past.status, past.body, past.headers) == (through.status, through.body, through.headers)
    assert "default-src 'none'" in past.headers["content-security-policy"]


def test_an_unchanged_file_is_304_and_a_head_is_empty(statics):
    etag = ask(statics, "/static/a.css").headers["etag"]
    assert ask(statics, "/static/a.css", if_none_match=etag).status == 304
    head = ask(statics, "/static/a.css", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "16")


def test_parts_of_files_other_methods_and_unknown_files_are_djangos(statics, db):
    ask(statics, "/static/a.css")
    part = ask(statics, "/static/a.css", range="bytes=0-3")
    assert (part.status, part.body) == (206, b"a { ")
    assert ask(statics, "/static/a.css", "POST").status == 405
    missing = ask(statics, "/static/b.css")
    assert missing.status == 404
    assert "default-src 'none'" in missing.headers["content-security-policy"]
