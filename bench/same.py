"""Whether two running versions of the portal give the same public answers: `python -m bench.same http://A http://B`.

Both serve the same data. Addresses are taken from A: its site map in both languages, its API, and filters, days, files
and feeds for what is found there. Bodies are compared byte by byte, with the address of the server left out; with
`--folded`, without the white space that a template is laid out with.
"""

import re
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

DAYS = ("2008", "2008-01-22", "2012-04", "2019-10-17", "2024-02-11")
LISTS = ("/members/", "/timeline/", "/map/", "/members.csv", "/members.json", "/api/v1/members/")
FILTERS = (
    "?type=sending&type=observer",
    "?standing=former",
    "?q=ministry",
    "?q=phillipines",
    "?q=%D8%A7%D9%84%D9%83%D9%88%D9%8A%D8%AA",
    "?area=fair-recruitment&sort=joined",
    "?role=chair&sort=name",
    "?body=iom&on=2012",
    "?body=not-stated",
    "?type=no-such-type",
    "?page=2",
    "?page=0",
    "?on=2999",
    "?view=table",
    "?facets=1",
)
ALONE = (
    "/changes/?from=2026&to=2026",
    "/changes/feed/",
    "/compare/?m=india&m=nepal",
    "/compare/?m=india&m=nepal&m=iom&on=2012",
    "/between/?from=2008&to=2012",
    "/between/?from=2012-04-19&to=2019-10-17",
    "/cross-membership/?on=2012",
    "/roles/?on=2015",
    "/members/no-such-profile/",
    "/members/oman/versions/2/",
    "/members/singapore/",
    "/members/singapore/versions/1/",
    "/api/v1/members/singapore/",
    "/report/?member=india",
    "/report/",
    "/api/v1/",
    "/api/v1/vocabulary/",
    "/api/v1/openapi.json",
    "/api/v1/openapi.json?lang=ar",
    "/api/v1/members/?lang=ar&on=2012",
    "/api/v1/members/no-such-profile/",
    "/members/IND/",
    "/projects",
    "/favicon.ico",
    "/robots.txt",
    "/sitemap.xml",
    "/nothing-here/",
)


class Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


OPENER = urllib.request.build_opener(Redirects)


def answer(root: str, address: str) -> tuple[int, str, bytes]:
    """Status, type and target of an answer, and its body, without the server's own address."""
    try:
        response = OPENER.open(root + address, timeout=30)
    except urllib.error.HTTPError as error:
        response = error
    host = urlsplit(root).netloc.encode()
    about = f"{response.headers.get('Content-Type')} {response.headers.get('Location')}".replace(host.decode(), "HOST")
    return response.status, about, response.read().replace(host, b"HOST")


def addresses(root: str) -> list[str]:
    _status, _about, body = answer(root, "/sitemap.xml")
    found = [urlsplit(text).path for text in re.findall(r"<loc>([^<]+)</loc>", body.decode())]
    slugs = [path.split("/")[2] for path in found if re.fullmatch(r"/members/[^/]+/", path)]
    for slug in slugs:
        found += [f"/api/v1/members/{slug}/", f"/api/v1/members/{slug}/versions/", f"/members/{slug}/?on=2012"]
        found += [f"/members/{slug}/versions/1/", f"/members/{slug}/changes/", f"/ar/members/{slug}/changes/feed/"]
        found.append(f"/members/{slug}/versions/1/cite.bib")
    for path in LISTS:
        prefixes = ("",) if path.startswith("/api/") else ("", "/ar")
        asked = [*FILTERS, *(f"?on={day}" for day in DAYS), ""]
        found += [f"{prefix}{path}{query}" for prefix in prefixes for query in asked]
    found += [f"{prefix}{path}" for path in ALONE for prefix in ("", "/ar")]
    return list(dict.fromkeys(found))


def fold_space(text: bytes) -> bytes:
    """A body without the white space between tags and words that a template is laid out with."""
    return re.sub(rb"\s+", b" ", re.sub(rb">\s+<", b"><", text))


def difference(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """The surroundings of the first byte that differs, on both sides."""
    pairs = enumerate(zip(one, other, strict=False))
    place = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    return tuple(side[max(0, place - 60) : place + 60] for side in (one, other))


def main(one: str, other: str, *options: str) -> int:
    unequal, asked, fold = 0, addresses(one), fold_space if "--folded" in options else bytes
    for address in asked:
        (*a, left), (*b, right) = answer(one, address), answer(other, address)
        if (a, fold(left)) != (b, fold(right)):
            unequal += 1
            print(address, *zip((a, b), difference(left, right), strict=True), sep="\n  ")
    print(f"{len(asked)} addresses, {unequal} unequal.")
    return bool(unequal)


if __name__ == "__main__":
    sys.exit(main(*(argument.rstrip("/") for argument in sys.argv[1:])))
