"""What passes from step to step: a sheet of cells as it was read, a row under known columns, what is wrong with one,
and what one changes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grid:
    """A sheet of a file: its name and its cells, all of them texts. `merged` are first and last places (row, column) of
    cells that are one, counted from 0. `lines` has of a sheet that stands upright in the file the row of each column.
    """

    name: str
    cells: list[list[str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """What a sheet is called in its file, and each of its columns; of one that stands upright the row of each."""

    title: str
    headings: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict)


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
    """What is wrong, in words, and where: of no column where it is the whole row, of row 0 where it is the sheet.
    `title`, `line` (0: none) and `heading` say that as it stands in the file; `name` is what the row is about. With
    `cell_only` the rest of the row can be taken without the cell."""

    sheet: str
    row: int
    column: str
    reason: str
    title: str = ""
    line: int = 0
    heading: str = ""
    name: str = ""
    cell_only: bool = False


@dataclass
class File:
    """What a file holds: rows, what is wrong with it, what was made of it that its reader should know, and what its
    sheets are called in it."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """A cell that says another thing than what stands there. Where that was changed since the file was taken out, too,
    they are in conflict: `sent` is what it said then, None if that is not known."""

    column: str
    before: str
    after: str
    conflict: bool = False
    sent: str | None = None


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
    title: str = ""
    line: int = 0
