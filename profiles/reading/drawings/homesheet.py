"""The picture of the front page on a sheet of its own: where each line of text stands that a page lays out by itself.

Measures are pixels of a sheet that is `WIDTH` wide: narrow, since it is all text, and read on a telephone too.
"""

from dataclasses import dataclass, field, replace
from textwrap import wrap

from django.utils.translation import get_language_bidi, gettext

from .sheet import EDGE, LINE, TITLE, down

WIDTH, ROW, GAP = 640, 20, 6
# Where columns begin: those who take part, what stands between them, consultations, who else takes part.
SIDES, MIDDLE, HELD, HALVES = (EDGE, 430), 322, (EDGE, 160, 340), (EDGE, WIDTH // 2)
# How many letters a line of each takes, of a heading, of the title and of the notes.
SIDE, BETWEEN, HELD_LETTERS, HALF = 24, 18, (16, 22, 32), 34
HEADING, TITLE_LETTERS, NOTE = 60, 42, 84


@dataclass(frozen=True)
class SheetText:
    """A line of text in its place, and how it looks: a `heading`, `strong`, a `remark`, or like the most."""

    x: int
    y: int
    words: str
    look: str = ""
    is_centred: bool = False


@dataclass(frozen=True)
class Named:
    """A heading, and who stands under it, each with how the name looks."""

    heading: str
    names: list[tuple[str, str]]


@dataclass(frozen=True)
class AtHome:
    """What the picture shows, in words: who takes part, with the way of workers and the chair between the first two;
    the consultations, each where, when and who chaired from then on; who else takes part."""

    sides: list[Named]
    way: str = ""
    chair: list[tuple[str, str]] = field(default_factory=list)
    held: str = ""
    consultations: list[tuple[str, str, str]] = field(default_factory=list)
    others: list[Named] = field(default_factory=list)

    @property
    def in_words(self) -> list[str]:
        """A line for each part, for whoever does not see them."""
        groups = [
            f"{group.heading}{gettext(': ')}{gettext(', ').join(name for name, _look in group.names)}"
            for group in [*self.sides, *self.others]
        ]
        held = [gettext(", ").join(filter(None, row)) for row in self.consultations]
        return [*groups, " ".join(words for words, _look in self.chair), *held]


@dataclass(frozen=True)
class HomeSheet:
    """All of it; `arrow` is where the way of workers is drawn, if it is."""

    title: list[tuple[int, str]]
    texts: list[SheetText]
    arrow: tuple[int, int] | None
    notes: list[tuple[int, str]]
    height: int
    rtl: bool
    width: int = WIDTH

    @classmethod
    def of(cls, shown: AtHome, title: str, notes: list[str]) -> "HomeSheet":
        rtl = get_language_bidi()
        heading = list(down(wrap(title, TITLE_LETTERS), EDGE + TITLE, TITLE))
        top = heading[-1][0] + 2 * LINE
        texts = place_sides(shown, top)
        texts += place_consultations(shown, below(texts, top))
        for group in shown.others:
            texts += place_others(group, below(texts, top))
        lines = [line for note in notes for line in wrap(note, NOTE)]
        written = list(down(lines, below(texts, top) + LINE, LINE))
        middle, texts = (WIDTH - MIDDLE, mirrored(texts)) if rtl else (MIDDLE, texts)
        arrow = (middle, top + 2 * ROW) if shown.way else None
        return cls(heading, texts, arrow, written, written[-1][0] + EDGE, rtl)

    @property
    def reading_edge(self) -> int:
        return WIDTH - EDGE if self.rtl else EDGE


def place_sides(shown: AtHome, top: int) -> list[SheetText]:
    """Groups in pairs, each in a column; between the first two where workers go, and who is in the chair."""
    texts = stack([(shown.way, "remark")], MIDDLE, top + ROW, BETWEEN, is_centred=True) if shown.way else []
    texts += stack(shown.chair, MIDDLE, top + 4 * ROW, BETWEEN, is_centred=True)
    for first in range(0, len(shown.sides), 2):
        row = []
        for x, group in zip(SIDES, shown.sides[first : first + 2], strict=False):
            row += stack([(group.heading, "heading"), *group.names], x, top, SIDE)
        texts, top = texts + row, below(row, top)
    return texts


def place_consultations(shown: AtHome, top: int) -> list[SheetText]:
    """Where, when and who chaired from then on, in three columns."""
    texts = stack([(shown.held, "heading")], EDGE, top + LINE, HEADING) if shown.consultations else []
    for row in shown.consultations:
        top = below(texts, top)
        for x, letters, words, look in zip(HELD, HELD_LETTERS, row, ("strong", "", "remark"), strict=True):
            texts += stack([(words, look)], x, top, letters)
    return texts


def place_others(group: Named, top: int) -> list[SheetText]:
    """Names in two columns, row by row."""
    texts = stack([(group.heading, "heading")], EDGE, top + LINE, HEADING)
    for first in range(0, len(group.names), 2):
        top = below(texts, top)
        for x, name in zip(HALVES, group.names[first : first + 2], strict=False):
            texts += stack([name], x, top, HALF)
    return texts


def stack(entries: list[tuple[str, str]], x: int, y: int, letters: int, *, is_centred: bool = False) -> list[SheetText]:
    """Entries one below the other, each in as many lines as it takes."""
    found = []
    for words, look in entries:
        for line in wrap(words, letters):
            found.append(SheetText(x, y, line, look, is_centred))
            y += ROW
        y += GAP
    return found


def below(texts: list[SheetText], top: int) -> int:
    """Where the next line stands below some; `top` where there are none."""
    return max((text.y + ROW + GAP for text in texts), default=top)


def mirrored(texts: list[SheetText]) -> list[SheetText]:
    return [replace(text, x=WIDTH - text.x) for text in texts]
