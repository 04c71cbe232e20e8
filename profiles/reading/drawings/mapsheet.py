"""The map on a sheet of its own: where its frames, the key and the notes stand that a page would lay out by itself.

Measures are pixels of a sheet that is `WIDTH` wide.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import get_language_bidi

from .atlas import Atlas, MapFrame, Sign, Town
from .sheet import EDGE, LINE, NOTE_LETTERS, TITLE, down

WIDTH, COLUMNS, GAP = 1360, 5, 16
TITLE_LETTERS = 105
# How wide the frames are that show the rest of the world, and how large the symbols of all are, in pixels for a unit.
SMALL = {"europe": 260, "world": 480}
SYMBOL = 0.92


@dataclass(frozen=True)
class SheetFrame:
    """A frame, where it stands, and by how much its marks are enlarged so that all on the sheet are of one size."""

    frame: MapFrame
    x: int
    y: int
    width: int

    @property
    def height(self) -> int:
        return round(self.width * self.frame.height / self.frame.width)

    @property
    def scale(self) -> float:
        return round(SYMBOL * self.frame.width / self.width, 2)


@dataclass(frozen=True)
class SheetKey:
    """A part of the key: a sign or the towns; where it stands, and its lines with how far down each is."""

    part: Sign | list[Town]
    x: int
    y: int
    lines: list[tuple[int, object]]

    @property
    def is_sign(self) -> bool:
        return isinstance(self.part, Sign)


@dataclass(frozen=True)
class MapSheet:
    """All of it. Text begins at the left, or at the right where the language is read from there."""

    title: list[tuple[int, str]]
    frames: list[SheetFrame]
    key: list[SheetKey]
    notes: list[tuple[int, str]]
    height: int
    rtl: bool
    width: int = WIDTH

    @classmethod
    def of(cls, atlas: Atlas, title: str, notes: list[str]) -> "MapSheet":
        rtl = get_language_bidi()
        heading = list(down(wrap(title, TITLE_LETTERS), EDGE + TITLE, TITLE))
        frames = place_frames(atlas, heading[-1][0] + LINE)
        bottom = max((one.y + one.height for one in frames), default=heading[-1][0])
        key = place_key(atlas, bottom + 2 * LINE, rtl=rtl)
        bottom = max((one.lines[-1][0] for one in key if one.lines), default=bottom)
        lines = list(down([line for note in notes for line in wrap(note, NOTE_LETTERS)], bottom + 2 * LINE, LINE))
        return cls(heading, frames, key, lines, lines[-1][0] + EDGE, rtl)

    @property
    def reading_edge(self) -> int:
        return WIDTH - EDGE if self.rtl else EDGE


def place_frames(atlas: Atlas, top: int) -> list[SheetFrame]:
    """The Gulf west of Asia, as high as that; the rest of the world below them, small."""
    large = sorted(atlas.near, key=lambda one: one.name != "gulf")
    ratios = [one.width / one.height for one in large]
    height = min((WIDTH - 2 * EDGE) / sum(ratios), WIDTH / 2) if large else 0
    placed, x = [], EDGE
    for one, ratio in zip(large, ratios, strict=True):
        placed.append(SheetFrame(one, x, top, round(height * ratio)))
        x += round(height * ratio)
    x, below = EDGE, top + round(height) + GAP if large else top
    for one in atlas.far:
        placed.append(SheetFrame(one, x, below, SMALL[one.name]))
        x += SMALL[one.name] + GAP
    return placed


def place_key(atlas: Atlas, top: int, *, rtl: bool) -> list[SheetKey]:
    """The parts of the key in columns, and where there are more parts in further rows of them."""
    parts = [*atlas.key, *([atlas.towns] if atlas.towns else [])]
    width, placed = (WIDTH - 2 * EDGE) // COLUMNS, []
    for first in range(0, len(parts), COLUMNS):
        for column, part in enumerate(parts[first : first + COLUMNS]):
            x = EDGE + width * column
            entries = part.profiles if isinstance(part, Sign) else part
            placed.append(SheetKey(part, WIDTH - x if rtl else x, top, list(down(entries, top + 2 * LINE, LINE))))
        top = max(one.lines[-1][0] for one in placed) + 2 * LINE
    return placed
