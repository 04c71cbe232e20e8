"""Streams compressed as they go: they are kept nowhere, so nobody has packed them before."""

import zlib
from collections.abc import Iterable, Iterator

from django.utils.cache import patch_vary_headers

from .store import brotli, choose_encoding

TEXTS = ("text/", "application/json")


def compressed_streams(get_response):
    """Compress public streams of text, chunk by chunk, in the encoding that the client likes best.

    Public ones alone: the length of a compressed answer may tell what is secret in it, and in these nothing is. And
    only what is made as it goes: a file has a length, parts and a strong ETag, which hold for its bytes as they are.
    """

    def middleware(request):
        response = get_response(request)
        if is_known(response):
            patch_vary_headers(response, ["Accept-Encoding"])
        if not (response.streaming and response.status_code == 200 and is_public_text(response)):
            return response
        if "Content-Length" in response:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if encoding := choose_encoding(request.headers.get("Accept-Encoding", "")):
            response["Content-Encoding"] = encoding
            response.streaming_content = STREAMS[encoding](response.streaming_content)
        return response

    return middleware


def is_known(response) -> bool:
    """Whether the client has it already, as a stream: it hears the same `Vary` as with all of it."""
    return response.status_code == 304 and response.get("ETag", "").startswith("W/")


def is_public_text(response) -> bool:
    is_text = response.get("Content-Type", "").startswith(TEXTS)
    return is_text and "public" in response.get("Cache-Control", "") and "Content-Encoding" not in response


# Each chunk is flushed: who reads a long file as it is made waits for no buffer.


def gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(6, zlib.DEFLATED, 31)
    for chunk in chunks:
        yield packing.compress(chunk) + packing.flush(zlib.Z_SYNC_FLUSH)
    yield packing.flush()


def br(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packing = brotli.Compressor(quality=5)
    for chunk in chunks:
        yield packing.process(chunk) + packing.flush()
    yield packing.finish()


STREAMS = {"gzip": gzip, "br": br}
