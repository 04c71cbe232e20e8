"""Encodings, conditions, HEAD and ranges of kept pages."""

import datetime as dt
import gzip

import brotli
import pytest
from django.utils import timezone

from tests import factories
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


def test_what_was_not_modified_since_is_304_where_no_etag_is_said(nepal, cached, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=1))
    address = "/api/v1/members/nepal/"
    kept = ask(cached, address)
    changed = kept.headers["last-modified"]
    same = ask(cached, address, if_modified_since=changed)
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", kept.headers["etag"])
    for headers in (
        {"if_modified_since": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"if_modified_since": changed, "if_none_match": '"other"'},
        {"if_modified_since": "yesterday"},
    ):
        assert ask(cached, address, **headers).status == 200
    # It does not say when it was changed last.
    assert ask(cached, "/members/nepal/", if_modified_since=changed).status == 200


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


@pytest.mark.django_db(transaction=True)
def test_a_kept_answer_names_the_licence_of_now(cached, nepal):
    ask(cached, "/api/v1/members/nepal/versions/1/")
    assert "licenses/by/4.0/" in ask(cached, "/api/v1/members/nepal/versions/1/").headers["link"]
    factories.identity(licence="CC0-1.0")
    assert "publicdomain/zero/1.0/" in ask(cached, "/api/v1/members/nepal/versions/1/").headers["link"]
