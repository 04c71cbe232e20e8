"""The trail in a release: the links that came since the release before, so that whoever has all releases has all links,
and can see that it was only ever extended. Digests alone: what they are of stays private."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from profiles.published import chain, documents
from profiles.published.models import DataRelease, Link

TRAIL = "trail.jsonl.gz"


def write(path: Path, heads: dict[str, dict], earlier: DataRelease | None) -> int:
    """A line is what the digest of a link is of: SHA-256 of it is the `previous` of the next line of that chain, of the
    last line it is the head. How many lines."""
    number = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        for line in links(heads, earlier.heads if earlier else {}):
            file.write(f"{documents.canonical(line)}\n".encode())
            number += 1
    return number


def links(heads: dict[str, dict], earlier: dict[str, dict]) -> Iterator[dict]:
    for name, head in heads.items():
        after = earlier.get(name, {}).get("number", 0)
        rows = Link.objects.filter(chain=name, number__gt=after, number__lte=head["number"]).order_by("number")
        columns = ("chain", "number", "previous", "row", "said")
        yield from (chain.line(**row) for row in rows.values(*columns).iterator(500))
