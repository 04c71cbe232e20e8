"""What is asked for: the rows of the table."""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.management.commands import seed
from profiles.reading.pages import LAST_PAGE, PER_PAGE

IDENTITY, BROTLI = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "br"}
YARDSTICK = "yardstick.html"
PROFILE = f"/members/{seed.PREFIX}{0:06}/"
# A connection each, as wrk has it; pages that are made are asked for by one visitor, so that times are theirs.
CONNECTIONS = 16


@dataclass(frozen=True)
class Row:
    """An address, how it is asked for, and of which server: the one that keeps pages, or one that makes each anew."""

    name: str
    path: str
    headers: dict = field(default_factory=lambda: BROTLI, hash=False)
    revalidated: bool = False
    warm: bool = False
    once: bool = False
    # It should cost the same however many profiles there are.
    flat: bool = False


def warm() -> list[Row]:
    pages = {"static file": f"/static/{YARDSTICK}", "profile": PROFILE, "directory": "/members/"}
    ways = [("", IDENTITY, False), (", brotli", BROTLI, False), (", 304", BROTLI, True)]
    return [
        Row(name + way, path, headers, revalidated, warm=True)
        for way, headers, revalidated in ways
        for name, path in pages.items()
    ]


def made(size: int, vocabulary: Path, name: str) -> list[Row]:
    """Pages that are made for each request, as after every write. `name` is that of a profile."""
    words = json.loads(vocabulary.read_text("utf-8"))
    member_type, area, role, body = (words[key][0]["code"] for key in ("member_types", "areas", "roles", "bodies"))
    typo = name.split()[0][:-1] + "q"
    last = min(LAST_PAGE, math.ceil(size / PER_PAGE))
    listed = {
        "directory": "",
        "directory, filtered": f"?area={area}",
        "directory, by five facets": f"?type={member_type}&standing=member&area={area}&role={role}&body={body}",
        "directory, searched: rare": f"?q={quote(name)}",
        "directory, searched: common": "?q=ministry",
        "directory, searched: mistyped": f"?q={quote(typo)}",
        "directory, page 200 or last": f"?page={last}",
        "directory, a past day": "?on=2015-06-30",
    }
    others = {
        "home": "/",
        "profile": PROFILE,
        "profile, Arabic": f"/ar{PROFILE}",
        "timeline": "/timeline/",
        "map": "/map/",
        "API: a profile": f"/api/v1{PROFILE}",
        "API: list": "/api/v1/members/?facets=1",
        "feed of changes": "/changes/feed/",
        "site map": "/sitemap.xml",
        "site map, a part": "/sitemap.xml?part=0",
    }
    rows = [Row(f"{label}, made", path) for label, path in others.items()]
    rows += [Row(f"{label}, made", f"/members/{query}", flat=True) for label, query in listed.items()]
    return [*rows, Row("CSV, whole", "/members.csv", once=True)]
