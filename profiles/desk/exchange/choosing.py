"""What of a file that was read is taken, and what is left: whole rows, and single cells of those that are taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from ..models import Import
from .comparison import NEW
from .places import located, places_of
from .rows import Problem, Row
from .tables import SHEETS, UID

LONGEST = 200
# A row by its sheet and its number in the file; a cell by its column besides.
RowKey = tuple[str, int]
CellKey = tuple[str, int, str]


@dataclass(frozen=True)
class Choice:
    """What somebody leaves of a file. Cells of rows that are left say nothing."""

    rows: frozenset[RowKey] = field(default_factory=frozenset)
    cells: frozenset[CellKey] = field(default_factory=frozenset)

    @classmethod
    def of(cls, record: Import) -> "Choice":
        kept = {name: frozenset(map(tuple, record.left.get(name, ()))) for name in ("rows", "cells")}
        return cls(**kept)

    def as_kept(self) -> dict[str, list]:
        return {"rows": sorted(self.rows), "cells": sorted(self.cells)}

    def leave(self, rows: Iterable[RowKey], cells: Iterable[CellKey], among: Iterable[RowKey]) -> "Choice":
        """The same but for some rows, of which these are left."""
        asked = set(among)
        others = {cell for cell in self.cells if cell[:2] not in asked}
        return Choice(
            frozenset(self.rows - asked | {row for row in rows if row in asked}),
            frozenset(others | {cell for cell in cells if cell[:2] in asked}),
        )


def is_conflict(cell: dict) -> bool:
    """Whether a cell of a change was changed here and in the file since that was taken out."""
    return cell.get("conflict", False)


def conflict_sentence(cell: dict) -> str:
    """Both values, and the one before, if it is known."""
    said = {"ours": short(cell["before"]), "theirs": short(cell["after"]), "sent": short(cell["sent"] or "")}
    if cell["sent"]:
        sentence = _(
            "Changed on both sides since the file was taken out: it said “%(sent)s”, here it says now “%(ours)s”, and"
            " in the file “%(theirs)s”."
        )
    else:
        sentence = _(
            "Changed on both sides since the file was taken out: here it says now “%(ours)s”, and in the file"
            " “%(theirs)s”."
        )
    return sentence % said


def short(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def untouched(record: Import) -> Choice:
    """What is left of a file while nobody chose: the cells that are in conflict, in which what stands here stays."""
    cells = [
        (*key_of(change), cell["column"]) for change in record.changes for cell in change["cells"] if is_conflict(cell)
    ]
    return Choice(cells=frozenset(cells))


def key_of(change: dict) -> RowKey:
    """Which row a change or a problem is about."""
    return change["sheet"], change["row"]


def wrong_rows(record: Import) -> set[RowKey]:
    """The rows of which nothing can be taken."""
    return {key_of(problem) for problem in record.problems if not problem.get("cell_only")}


def wrong_cells(problems: Iterable[Problem]) -> frozenset[CellKey]:
    """The cells without which the rest of their rows can be taken."""
    return frozenset((found.sheet, found.row, found.column) for found in problems if found.cell_only)


def problems_of_file(record: Import, problems: Iterable[Problem]) -> list[Problem]:
    """Those that are about no row that was read, but about the file: nothing of it can be taken."""
    read = {(row["sheet"], row["number"]) for row in record.rows}
    return [problem for problem in problems if (problem.sheet, problem.row) not in read]


def chosen_rows(record: Import) -> set[RowKey]:
    """The rows that are taken: those that change something, are right, and are not left. What belongs to a new entry
    comes with it alone."""
    left = wrong_rows(record) | Choice.of(record).rows
    changes = [change for change in record.changes if key_of(change) not in left]
    new = {change["entry"] for change in changes if change["act"] == NEW and not SHEETS[change["sheet"]].owner}
    return {
        key_of(change)
        for change in changes
        if not SHEETS[change["sheet"]].owner or change["entry"] in record.bases or change["entry"] in new
    }


def without(record: Import, rows: list[Row], cells: Iterable[CellKey]) -> list[Row]:
    """The rows as if some of their cells were in no column. Each fact is still the one that it was when it was read,
    whatever of what it was found by is left."""
    of = {}
    for sheet, number, column in cells:
        of.setdefault((sheet, number), set()).add(column)
    uids = {key_of(change): change["uid"] for change in record.changes}
    return [
        replace(row, cells=kept(row, of[row.sheet, row.number], uids.get((row.sheet, row.number), "")))
        if (row.sheet, row.number) in of
        else row
        for row in rows
    ]


def kept(row: Row, columns: set[str], uid: str) -> dict[str, str]:
    cells = {name: text for name, text in row.cells.items() if name not in columns}
    return cells | ({UID: uid} if uid else {})


def needed_cells(record: Import, cells: Iterable[CellKey]) -> list[Problem]:
    """What is wrong with leaving some cells: a new row needs them."""
    new = {key_of(change): change["name"] for change in record.changes if change["act"] == NEW}
    reason, places = _("A new row needs this cell: take it, or leave the row."), places_of(record)
    return [
        located(Problem(sheet, number, column, reason), places, new[sheet, number])
        for sheet, number, column in sorted(cells)
        if (sheet, number) in new and is_needed(sheet, column)
    ]


def is_needed(sheet: str, column: str) -> bool:
    found = SHEETS[sheet].by_name.get(column) if sheet in SHEETS else None
    return bool(found and found.is_needed)
