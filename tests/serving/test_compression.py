"""Long files are compressed as they are made, in the encoding that the client likes best."""

import gzip
import zlib

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from profiles.serving.compression import compressed_streams
from profiles.values import files
from tests import releases
from tests.serving.server import ask

ROWS = [f"row {number}\r\n".encode() * 20 for number in range(50)]


def answered(response, accept_encoding="br, gzip"):
    request = RequestFactory().get("/members.csv", headers={"accept-encoding": accept_encoding})
    return compressed_streams(lambda request: response)(request)


def stream(chunks=ROWS, content_type="text/csv; charset=utf-8", cache_control="public, no-cache"):
    response = StreamingHttpResponse(iter(chunks), content_type=content_type)
    response["Cache-Control"] = cache_control
    return response


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("br;q=0, *", "gzip", gzip.decompress)],
)
def test_a_stream_is_the_same_in_fewer_bytes(accepted, encoding, unpack):
    response = answered(stream(), accepted)
    packed = response.getvalue()
    assert response["Content-Encoding"] == encoding
    assert response["Vary"] == "Accept-Encoding"
    assert unpack(packed) == b"".join(ROWS)
    assert len(packed) < len(b"".join(ROWS)) / 3


def test_who_accepts_no_encoding_gets_it_as_it_is_and_caches_are_told():
    response = answered(stream(), "identity")
    assert "Content-Encoding" not in response
    assert response["Vary"] == "Accept-Encoding"
    assert response.getvalue() == b"".join(ROWS)


def test_each_chunk_can_be_read_before_the_next_is_made():
    made = []

    def rows():
        for row in ROWS[:3]:
            made.append(row)
            yield row

    reading, response = zlib.decompressobj(31), iter(answered(stream(rows()), "gzip"))
    assert reading.decompress(next(response)) == ROWS[0]
    assert made == ROWS[:1]


@pytest.mark.parametrize(
    "response",
    [
        stream(content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        stream(cache_control="private"),
        HttpResponse("short", content_type="text/csv", headers={"Cache-Control": "public"}),
    ],
)
def test_what_is_packed_private_or_whole_is_left_alone(response):
    assert "Content-Encoding" not in answered(response)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/members.csv", "/members.json", "/facts.jsonl"])
def test_a_file_is_compressed_on_its_way_through_the_portal(nepal, django, address):
    plain, packed = ask(django, address), ask(django, address, accept_encoding="gzip, deflate, br")
    assert packed.headers["content-encoding"] == "br"
    assert brotli.decompress(packed.body) == plain.body
    assert plain.headers["etag"] == packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    again = ask(django, address, accept_encoding="br", if_none_match=packed.headers["etag"])
    assert (again.status, again.body, again.headers["vary"]) == (304, b"", "Accept-Encoding")


@pytest.mark.django_db
def test_a_file_of_a_release_comes_in_its_own_bytes_whole_and_in_parts(directory, publisher, django):
    _first, row = releases.two(publisher)
    for file in (file for file in row.files if file.bytes):
        address, content = f"/data/releases/{row.name}/{file.name}", stored(file)
        answer = ask(django, address, accept_encoding="gzip, br")
        assert (answer.status, answer.body, "content-encoding" in answer.headers) == (200, content, False)
        assert int(answer.headers["content-length"]) == len(content)
        part = ask(django, address, accept_encoding="gzip, br", range="bytes=2-5")
        assert (part.status, part.body, "content-encoding" in part.headers) == (206, content[2:6], False)
        assert (part.headers["content-length"], part.headers["content-range"]) == ("4", f"bytes 2-5/{len(content)}")


def stored(file):
    with files.open_released(file.sha256) as source:
        return source.read()
