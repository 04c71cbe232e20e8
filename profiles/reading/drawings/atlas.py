"""The map: numbered marks of states, lettered ones of the towns of main meetings, in frames; and the key to them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import hypot

from profiles.published.meetings import Meeting
from profiles.published.vocabularies import Vocabularies
from profiles.values.choices import MapFrame as Part
from profiles.values.languages import current

from ..counting import Total
from ..facts import Profile
from .geography import FRAMES, frame_of, frames, land, project, town
from .spreading import free_side, spread

NEAR = ("asia", "gulf")
STYLES = 4
# Shares of a frame's width, so that on a phone a mark's target is 26 pixels wide; Europe is shown smaller there.
TARGET, IN_EUROPE = 0.0375, 0.05
LEADER = 4
# What is enlarged: from the north-west to the south-east, as far as it is in the frame of Asia.
ENLARGED = ((41, 31), (60, 12.5))
LETTERS = {"en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"}


@dataclass(frozen=True)
class Town:
    """A town, the letter of its mark (or none, where it is not known), and what was held there, earliest first."""

    name: str
    letter: str
    frame: str
    at: tuple[float, float]
    meetings: list[Meeting]


@dataclass(frozen=True)
class MapMark:
    """The mark of a state or of a town: its number or letter, where that is (`at`), and where the mark is."""

    label: str
    at: tuple[float, float]
    profile: Profile | None = None
    town: Town | None = None
    style: str = "town"
    doubt: bool = False
    x: float = 0
    y: float = 0
    chairs: bool = False
    side: str = ""

    @property
    def needs_leader(self) -> bool:
        """Whether the mark stands so far off that a line has to lead to it."""
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
    """A part of the world with what is shown in it."""

    name: str
    shapes: list[Shape] = field(default_factory=list)
    marks: list[MapMark] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(Part(self.name).label)

    @property
    def picture(self) -> str:
        """The static file with the picture of the land."""
        return f"img/map/{self.name}.svg"

    @property
    def land(self) -> str:
        return land(self.name)

    @property
    def width(self) -> int:
        return frames()[self.name]["width"]

    @property
    def height(self) -> int:
        return frames()[self.name]["height"]

    @property
    def radius(self) -> float:
        """Of a mark's target."""
        return round(self.width * (IN_EUROPE if self.name == "europe" else TARGET), 1)

    @property
    def enlarged(self) -> tuple[float, float, float, float] | None:
        """Of Asia, the box that another frame shows larger: left, top, right, bottom."""
        if self.name != "asia":
            return None
        (_left, top), (right, bottom) = (project("asia", *corner) for corner in ENLARGED)
        return 0, top, right, bottom


@dataclass(frozen=True)
class Sign:
    """A part of the key: what a symbol means, the states that have it, and how many they are."""

    style: str
    code: str
    held: str
    profiles: list[Profile]

    @property
    def total(self) -> Total:
        return Total(sum(row.group.held != "possible" for row in self.profiles), len(self.profiles))


@dataclass(frozen=True)
class Atlas:
    """All frames that have marks, the key, and the towns."""

    frames: list[MapFrame]
    key: list[Sign]
    towns: list[Town]

    @property
    def near(self) -> list[MapFrame]:
        """Asia, and the Gulf that is enlarged from it."""
        return [one for one in self.frames if one.name in NEAR]

    @property
    def far(self) -> list[MapFrame]:
        return [one for one in self.frames if one.name not in NEAR]

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each state, by its profile's address."""
        return numbers_of(self.key)


def numbers_of(key: list[Sign]) -> dict[str, str]:
    slugs = [row["slug"] for sign in key for row in sign.profiles]
    return {slug: str(number) for number, slug in enumerate(slugs, 1)}


def style_of(profile: Profile, vocabularies: Vocabularies) -> str:
    """`kind1` … for the member types in their order; or `former`, `ahead`, `none`."""
    code, held = profile.group
    if not code:
        return held
    place = list(vocabularies.type).index(code) if code in vocabularies.type else STYLES
    return f"kind{min(place + 1, STYLES)}"


def key_to(profiles: Iterable[Profile], vocabularies: Vocabularies) -> list[Sign]:
    """What the symbols of these states mean, types in their order first; in each the states in the order given."""
    found = {}
    for profile in profiles:
        code, held = profile.group
        found.setdefault((style_of(profile, vocabularies), code, "" if code else held), []).append(profile)
    order = [*vocabularies.type, ""]
    signs = [Sign(*key, rows) for key, rows in found.items()]
    return sorted(signs, key=lambda sign: (order.index(sign.code) if sign.code in order else len(order), sign.held))


def towns_of(meetings: Iterable[Meeting], shown: Collection[str] = FRAMES) -> list[Town]:
    """Where these meetings were held, in the order of the first in each; of those whose place is stated."""
    held = {}
    for meeting in meetings:
        # Where towns are is known by their English names.
        if name := meeting["place"]["en"].split(",")[0].strip() or meeting.town.strip():
            held.setdefault(name, []).append(meeting)
    letters, towns = iter(LETTERS.get(current(), LETTERS["en"])), []
    for name, found in held.items():
        frame, at = town(name, shown) or ("", (0, 0))
        towns.append(Town(found[0].town.strip(), next(letters, "") if frame else "", frame, at, found))
    return towns


def draw(
    profiles: list[Profile],
    vocabularies: Vocabularies,
    meetings: Iterable[Meeting] = (),
    *,
    chair: str = "",
    shown: Collection[str] = FRAMES,
) -> Atlas:
    """The shown frames that have marks of these states and meetings, each with every outline that reaches into it;
    `chair` is the code of the role whose holder has a word beside its mark."""
    key, towns = key_to(profiles, vocabularies), towns_of(meetings, shown)
    numbers = numbers_of(key)
    found = [frame(name, key, numbers, towns, chair, shown) for name in FRAMES if name in shown]
    return Atlas([row for row in found if row.marks], key, towns)


def frame(
    name: str, key: list[Sign], numbers: dict[str, str], towns: list[Town], chair: str, shown: Collection[str]
) -> MapFrame:
    shapes, marks = [], []
    for sign in key:
        for profile in sign.profiles:
            point, path = frames()[name]["states"].get(profile["iso2"], (None, ""))
            doubt = profile.group.held == "possible"
            if path:
                shapes.append(Shape(profile, sign.style, doubt, path))
            if point and frame_of(profile["iso2"], shown) == name:
                number = numbers[profile["slug"]]
                chairs = is_chair(profile, chair)
                marks.append(MapMark(number, tuple(point), profile, style=sign.style, doubt=doubt, chairs=chairs))
    marks += [MapMark(place.letter, place.at, town=place) for place in towns if place.letter and place.frame == name]
    return place_marks(MapFrame(name, shapes, marks))


def place_marks(frame: MapFrame) -> MapFrame:
    """The frame with its marks apart, and a side for the word beside the chair's."""
    places = spread([mark.at for mark in frame.marks], frame.width, frame.height, frame.radius)
    placed = []
    for n, (mark, place) in enumerate(zip(frame.marks, places, strict=True)):
        others = places[:n] + places[n + 1 :]
        side = free_side(place, 4 * frame.radius, frame.radius, others, frame.radius) if mark.chairs else ""
        placed.append(replace(mark, x=place[0], y=place[1], side=side))
    return replace(frame, marks=placed)


def is_chair(profile: Profile, role: str) -> bool:
    """Whether it certainly holds the role of the chair on the day."""
    return any(term["role"]["code"] == role and term.held == "certain" for term in profile.roles)
