"""Where states and towns are: in a few frames of the map, by ISO 3166 code and by name. No HTML, no models.

`geography.json` and the pictures of the land are made by `docs/map.mjs` from Natural Earth. Measures are in units of a
frame, which is shown at the width of a phone or up to twice as wide.
"""

import json
import re
from collections.abc import Collection
from functools import cache
from math import cos, radians, sin, sqrt
from pathlib import Path

from django.conf import settings

Point = tuple[float, float]

# A state's mark is in the first of these frames that is shown and has room for it; so each state is one link.
CLOSEST = ("gulf", "asia", "europe", "world")
# All of them, as they follow each other on a page.
FRAMES = ("asia", "gulf", "world", "europe")
# How `docs/map.mjs` looks at the frames whose towns are known: from above which point, and what fits in (west, south,
# east, north).
AROUND = {
    "gulf": ((48, 22.5), (35.5, 12, 60, 32)),
    "asia": ((88, 22), (41, -8.5, 137, 46)),
    "europe": ((14, 50), (-8, 36, 34, 67)),
}
# Towns in which meetings are held, by their English names: longitude and latitude.
TOWNS = {
    "Abu Dhabi": (54.37, 24.45),
    "Bangkok": (100.5, 13.76),
    "Beijing": (116.4, 39.9),
    "Cebu": (123.89, 10.32),
    "Colombo": (79.86, 6.93),
    "Dhaka": (90.41, 23.81),
    "Doha": (51.53, 25.29),
    "Dubai": (55.3, 25.27),
    "Geneva": (6.14, 46.2),
    "Hanoi": (105.85, 21.03),
    "Islamabad": (73.06, 33.69),
    "Jakarta": (106.85, -6.21),
    "Jeddah": (39.19, 21.54),
    "Kabul": (69.18, 34.53),
    "Kathmandu": (85.32, 27.72),
    "Kuala Lumpur": (101.69, 3.14),
    "Kuwait City": (47.98, 29.37),
    "Manama": (50.58, 26.23),
    "Manila": (120.98, 14.6),
    "Muscat": (58.41, 23.59),
    "New Delhi": (77.21, 28.61),
    "Riyadh": (46.72, 24.69),
}


@cache
def frames() -> dict[str, dict]:
    """Of each frame: width, height, and by code its states, each a point (or none) and an outline (or "")."""
    return json.loads(Path(__file__).with_name("geography.json").read_text())


@cache
def land(frame: str) -> str:
    """The outline of all land in a frame."""
    picture = settings.BASE_DIR / "static" / "img" / "map" / f"{frame}.svg"
    return re.search(r' d="([^"]*)"', picture.read_text())[1]


def frame_of(iso2: str, shown: Collection[str] = FRAMES) -> str:
    """Of the frames that are shown, the one in which a state has its mark; "" for what is in none."""
    closest = (name for name in CLOSEST if name in shown)
    return next((name for name in closest if frames()[name]["states"].get(iso2, [None])[0]), "")


def town(name: str, shown: Collection[str] = FRAMES) -> tuple[str, Point] | None:
    """Of those that are shown, the frame in which a town has its mark, and where; nothing if it is not known."""
    if name not in TOWNS:
        return None
    places = ((frame, project(frame, *TOWNS[name])) for frame in AROUND if frame in shown)
    return next((place for place in places if is_within(*place)), None)


def is_within(frame: str, point: Point) -> bool:
    return 0 < point[0] < frames()[frame]["width"] and 0 < point[1] < frames()[frame]["height"]


def project(frame: str, longitude: float, latitude: float) -> Point:
    """Where a place on the earth is in a frame (by the azimuthal equal-area projection)."""
    scale, left, top = fitting(frame)
    x, y = seen_from(AROUND[frame][0], longitude, latitude)
    return round(x * scale - left, 1), round(y * scale - top, 1)


@cache
def fitting(frame: str) -> tuple[float, float, float]:
    """By how much the projection is enlarged, and what is left of and above the frame then."""
    centre, (west, south, east, north) = AROUND[frame]
    edge = []
    for step in range(21):
        x, y = west + (east - west) * step / 20, south + (north - south) * step / 20
        edge += [seen_from(centre, *place) for place in ((x, south), (x, north), (west, y), (east, y))]
    left, right, top = min(x for x, _y in edge), max(x for x, _y in edge), min(y for _x, y in edge)
    scale = frames()[frame]["width"] / (right - left)
    return scale, left * scale, top * scale


def seen_from(centre: Point, longitude: float, latitude: float) -> Point:
    """A place on a sphere of radius 1, from above another: to the right and down from that."""
    along, up, middle = radians(longitude - centre[0]), radians(latitude), radians(centre[1])
    far = sqrt(2 / (1 + sin(middle) * sin(up) + cos(middle) * cos(up) * cos(along)))
    return far * cos(up) * sin(along), far * (sin(middle) * cos(up) * cos(along) - cos(middle) * sin(up))
