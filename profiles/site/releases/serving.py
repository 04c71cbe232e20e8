"""A file of a release as an answer: kept for good by whoever takes it, whole or a part of it."""

import re

from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from profiles.published.models.datareleases import ReleasedFile
from profiles.values import files

YEAR = 31_536_000
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def serve(request, file: ReleasedFile, name: str) -> HttpResponse:
    """The stored file under its digest, called `name` where it is downloaded. Raises Http404 where it is not there."""
    etag = f'"{file.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return keep(HttpResponseNotModified(), etag)
    source = files.open_released(file.sha256)
    wanted = part_of(request, etag, file.bytes)
    if wanted == ():
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.bytes}"})
    response = FileResponse(Part(source, *wanted) if wanted else source, content_type=file.type)
    if wanted:
        first, last = wanted
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{file.bytes}"
    response["Content-Length"] = wanted[1] - wanted[0] + 1 if wanted else file.bytes
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return keep(response, etag)


def keep(response, etag: str):
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def part_of(request, etag: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte that are asked for; None: all of it; (): none that it has (RFC 9110). Of several parts,
    all of it is answered."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or found[1] + found[2] == "" or request.headers.get("If-Range", etag) != etag:
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    return (first, last) if first <= last else ()


class Part:
    """Some bytes of an open file, to be read as a file."""

    def __init__(self, source, first: int, last: int):
        self.source, self.left = source, last - first + 1
        source.seek(first)

    def read(self, size: int = -1) -> bytes:
        found = self.source.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(found)
        return found

    def close(self) -> None:
        self.source.close()
