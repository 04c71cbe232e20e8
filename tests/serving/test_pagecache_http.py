"""Encodings, conditions, HEAD and ranges of kept pages."""

import gzip

import brotli
import pytest

from tests.serving.server import ask, cache_status

pytestmark = pytest.mark.django_db


def test_each_encoding_holds_the_same_page_under_an_etag_of_its_own(nepal, cached):
    plain, packed, small = (ask(cached, "/members/nepal/", accept_encoding=x) for x in ("", "gzip", "gzip, br"))
    assert gzip.decompress(packed.body) == brotli.decompress(small.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert [a.headers["content-encoding"] for a in (packed, small)] == ["gzip", "br"]
    assert len({a.headers["etag"] for a in (plain, packed, small)}) == 3
    for answer in (plain, packed, small):
        assert int(answer.headers["content-length"]) == len(answer.body)


def test_an_unchanged_page_is_304_without_django(nepal, cached):
    etag = ask(cached, "/members/nepal/", accept_encoding="br").headers["etag"]
    for if_none_match in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = ask(cached, "/members/nepal/", accept_encoding="br", if_none_match=if_none_match)
        assert (answer.status, answer.body, cache_status(answer)) == (304, b"", "addportal; hit")
        assert answer.headers["etag"] == etag
        assert answer.headers["vary"] == "Accept-Encoding"
    assert ask(cached, "/members/nepal/", accept_encoding="gzip", if_none_match=etag).status == 200


def test_head_has_the_headers_and_no_body(nepal, cached):
    page = ask(cached, "/members/nepal/")
    head = ask(cached, "/members/nepal/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(page.body))


def test_a_range_is_answered_with_the_whole_page(nepal, cached):
    for _ in range(2):
        answer = ask(cached, "/members/nepal/", range="bytes=0-10")
        assert answer.status == 200
        assert answer.body.endswith(b"</html>\n")
