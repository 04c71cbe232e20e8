"""What passes from step to step: a sheet of cells as it was read, a row under known columns, what is wrong with one,
and what one changes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grid:
    """A sheet of a file: its name and its cells, all of them texts. `merged` are first and last places (row, column) of
    cells that are one, counted from 0."""

    name: str
    cells: list[list[str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A row of a sheet of `tables`, with its number in the file; of its cells those whose column is there. Of a fact
    sheet those that were touched, and in `sent` what each column said when it was sent (`cells.written`)."""

    sheet: str
    number: int
    cells: dict[str, str]
    sent: dict[str, str] | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong, in words, and where: of no column where it is the whole row, of row 0 where it is the sheet."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass
class File:
    """What a file holds: rows, what is wrong with it, and what was made of it that its reader should know."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    """A cell that says another thing than what stands there."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What a row of a file does: to which row of which entry (of sources: its code), and which cells it changes."""

    sheet: str
    row: int
    act: str
    entry: str
    name: str
    uid: str
    cells: list[Cell]
