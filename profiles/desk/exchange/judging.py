"""What breaks a rule is left out of what a file changes: of a row that is there the cell alone, else the whole row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .comparison import Comparison
from .rows import Change, Problem, Row
from .tables import SHEETS
from .trying import Wrong


@dataclass(frozen=True)
class Told:
    """A row of a file with what it changes: what stands there (nothing of a new row), and the content that will."""

    row: Row
    change: Change
    base: dict | None
    content: dict


def judge(found: Comparison, told: dict[tuple[str, str], Told], reasons: Callable[[], Iterable[Wrong]]) -> None:
    """Name whatever breaks a rule, but in rows of which that is known already. What is left when a cell is left out is
    asked about anew."""
    known = {(problem.sheet, problem.row) for problem in found.problems if not problem.cell_only}

    def wrong() -> list[tuple[Told, str, str]]:
        told_of = [(told[key], column, reason) for key, column, reason in reasons()]
        return [item for item in told_of if (item[0].row.sheet, item[0].row.number) not in known]

    left = wrong()
    while sum(drop(found, *item) for item in left):
        left = wrong()
    found.problems += [Problem(item.row.sheet, item.row.number, column, reason) for item, column, reason in left]


def drop(found: Comparison, told: Told, column: str, reason: str) -> bool:
    """Leave a cell out, and say why; False where it is not the cell of a row that is there."""
    row, change = told.row, told.change
    cell = next((cell for cell in change.cells if told.base and cell.column == column), None)
    if cell is None:
        return False
    place = SHEETS[row.sheet].by_name[column]
    place.put(told.content, place.value_in(told.base))
    change.cells.remove(cell)
    if not change.cells:
        found.changes.remove(change)
    found.problems.append(Problem(row.sheet, row.number, column, reason, cell_only=True))
    return True
