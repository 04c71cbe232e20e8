"""Where the states are: outlines and marks of a few frames of the map, by ISO 3166 code. No HTML, no models.

`geography.json` and the pictures of the land are made by `docs/map.mjs` from Natural Earth. Measures are in units of a
frame, which is shown at the width of a phone or up to twice as wide.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from math import hypot
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from profiles.published.vocabularies import Vocabularies
from profiles.values.languages import either

from ..counting import Total
from ..facts import Profile

TITLES = {
    "asia": _("Asia and the Gulf"),
    "gulf": _("The Gulf"),
    "world": _("The world"),
    "europe": _("Europe"),
}
# A state's mark is in the first of these frames that has room for it; so each state is one link.
CLOSEST = ("gulf", "asia", "europe", "world")
STYLES = 4
# Shares of a frame's width. On a phone of 390 pixels a mark's target is 26 pixels wide, and its name 11 high.
TARGET, LETTERS, LETTER = 0.0375, 0.0305, 0.53
LEADER = 4
ROUNDS = 100


@cache
def frames() -> dict[str, dict]:
    """Of each frame: width, height, and by code its states, each a point (or none) and an outline (or "")."""
    return json.loads(Path(__file__).with_name("geography.json").read_text())


def frame_of(iso2: str) -> str:
    """The frame in which a state has its mark; "" for what is no place."""
    return next((name for name in CLOSEST if frames()[name]["states"].get(iso2, [None])[0]), "")


@dataclass(frozen=True)
class MapMark:
    """A state's symbol: where the state is (`at`), where the symbol is, and on which side of it the name."""

    profile: Profile
    name: str
    style: str
    doubt: bool
    at: tuple[float, float]
    x: float
    y: float
    side: str = "below"

    @property
    def needs_leader(self) -> bool:
        """Whether the symbol stands so far off that a line has to lead to it."""
        return hypot(self.x - self.at[0], self.y - self.at[1]) > LEADER


@dataclass(frozen=True)
class Shape:
    """A state's outline."""

    profile: Profile
    style: str
    doubt: bool
    path: str


@dataclass(frozen=True)
class MapFrame:
    """A part of the world with the states that are shown in it."""

    name: str
    shapes: list[Shape]
    marks: list[MapMark]

    @property
    def title(self) -> str:
        return TITLES[self.name]

    @property
    def land(self) -> str:
        """The static file with the picture of the land."""
        return f"img/map/{self.name}.svg"

    @property
    def width(self) -> int:
        return frames()[self.name]["width"]

    @property
    def height(self) -> int:
        return frames()[self.name]["height"]

    @property
    def radius(self) -> float:
        """Of a mark's target."""
        return round(self.width * TARGET, 1)


def style_of(profile: Profile, vocabularies: Vocabularies) -> str:
    """`kind1` … for the member types in their order; or `former`, `ahead`, `none`."""
    code, held = profile.group
    if not code:
        return held
    place = list(vocabularies.type).index(code) if code in vocabularies.type else STYLES
    return f"kind{min(place + 1, STYLES)}"


def draw(profiles: list[Profile], vocabularies: Vocabularies) -> list[MapFrame]:
    """The frames that have marks of these profiles, each with every outline that reaches into it."""
    found = [frame(name, profiles, vocabularies) for name in TITLES]
    return [row for row in found if row.marks]


def frame(name: str, profiles: list[Profile], vocabularies: Vocabularies) -> MapFrame:
    shapes, marks = [], []
    for profile in profiles:
        point, path = frames()[name]["states"].get(profile["iso2"], (None, ""))
        style, doubt = style_of(profile, vocabularies), profile.group[1] == "possible"
        if path:
            shapes.append(Shape(profile, style, doubt, path))
        if point and frame_of(profile["iso2"]) == name:
            marks.append(MapMark(profile, either(profile["name"]), style, doubt, tuple(point), *point))
    empty = MapFrame(name, shapes, [])
    return replace(empty, marks=name_marks(spread(marks, empty), empty))


def spread(marks: list[MapMark], frame: MapFrame) -> list[MapMark]:
    """The same marks, pushed apart until no target lies on another, as far as the frame has room."""
    apart = 2 * frame.radius
    places = [list(mark.at) for mark in marks]
    for _round in range(ROUNDS):
        still = True
        for n, one in enumerate(places):
            for other in places[n + 1 :]:
                still &= not push(one, other, apart)
        for place in places:
            place[0] = min(max(place[0], frame.radius), frame.width - frame.radius)
            place[1] = min(max(place[1], frame.radius), frame.height - frame.radius)
        if still:
            break
    return [replace(mark, x=round(x, 1), y=round(y, 1)) for mark, (x, y) in zip(marks, places, strict=True)]


def push(one: list[float], other: list[float], apart: float) -> bool:
    """Move two places away from each other where they are nearer than `apart`. Says whether they were."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = hypot(dx, dy)
    if distance >= apart - 0.1:
        return False
    if not distance:
        dx = distance = 1
    step = (apart - distance) / 2 / distance
    one[0], one[1] = one[0] - dx * step, one[1] - dy * step
    other[0], other[1] = other[0] + dx * step, other[1] + dy * step
    return True


Box = tuple[float, float, float, float]


def name_marks(marks: list[MapMark], frame: MapFrame) -> list[MapMark]:
    """The same marks with a side for each name, so that no name lies on another or on a symbol, longest names first.

    A name for which a phone has no room is `wide`: shown on wider screens, where letters are smaller.
    """
    size = frame.width * LETTERS
    taken = [(mark.x - size / 2, mark.y - size / 2, mark.x + size / 2, mark.y + size / 2) for mark in marks]
    side_of = {}
    for mark in sorted(marks, key=lambda mark: -len(mark.name)):
        boxes = sides(mark, size)
        side = next((side for side, box in boxes.items() if free(box, taken, frame)), "below wide")
        taken += [boxes[side]] if side in boxes else []
        side_of[mark.profile["slug"]] = side
    return [replace(mark, side=side_of[mark.profile["slug"]]) for mark in marks]


def sides(mark: MapMark, size: float) -> dict[str, Box]:
    """The room that a mark's name takes on each side of it, best first."""
    long, x, y = len(mark.name) * size * LETTER, mark.x, mark.y
    return {
        "below": (x - long / 2, y + size * 0.55, x + long / 2, y + size * 1.6),
        "above": (x - long / 2, y - size * 1.6, x + long / 2, y - size * 0.55),
        "right": (x + size * 0.7, y - size / 2, x + size * 0.7 + long, y + size / 2),
        "left": (x - size * 0.7 - long, y - size / 2, x - size * 0.7, y + size / 2),
    }


def free(box: Box, taken: list[Box], frame: MapFrame) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > frame.width or bottom > frame.height:
        return False
    return not any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in taken)


@dataclass(frozen=True)
class Sign:
    """A line of the legend: what a symbol means, and how many states have it."""

    style: str
    code: str
    held: str
    total: Total


def legend(profiles: list[Profile], vocabularies: Vocabularies) -> list[Sign]:
    """What the symbols of these states mean, types in their order first."""
    found = {}
    for profile in profiles:
        code, held = profile.group
        key = (style_of(profile, vocabularies), code, "" if code else held)
        found.setdefault(key, []).append(held != "possible")
    order = [*vocabularies.type, ""]
    signs = [Sign(*key, Total(sum(sure), len(sure))) for key, sure in found.items()]
    return sorted(signs, key=lambda sign: (order.index(sign.code) if sign.code in order else len(order), sign.held))
