"""A fact sheet that came back: of which profile it is, and what in it was touched since it was sent.

A cell that still says what it was sent with says nothing: an edit that was made here meanwhile stays.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.values.choices import EntryKind

from ... import entries
from ..cells.values import identifier, lines
from ..rows import Grid, Row
from ..tables import SHEETS, UID
from . import called

# What the first row of the sheet of what was sent begins with, and what a file of another shape would have.
KIND, SHAPE = "fact sheet", "1"


@dataclass(frozen=True)
class Sent:
    """What a fact sheet was sent with: the profile, and of each row by sheet and uid what its cells said, as they were
    shown and as the working copy has it."""

    uid: str
    slug: str
    rows: dict[tuple[str, str], dict[str, tuple[str, str]]]


def sent_with(grids: list[Grid]) -> Sent | None:
    """Of which profile a file is the fact sheet, if it is one. Raises ValidationError where that cannot be read."""
    grid = next((grid for grid in grids if grid.name == called.SENT), None)
    if grid is None or not grid.cells:
        return None
    try:
        (kind, shape, uid, slug, *_rest), *cells = grid.cells
        found = Sent(identifier(uid), slug, rows_of(cells))
    except (ValueError, ValidationError) as error:
        raise damaged() from error
    if (kind, shape) != (KIND, SHAPE):
        raise damaged()
    return replace(found, slug=address_now(found))


def damaged() -> ValidationError:
    return ValidationError(_("What this fact sheet was sent with cannot be read: ask for it again."))


def rows_of(cells: list[list[str]]) -> dict:
    found = {}
    for sheet, uid, column, shown, stored, *_rest in cells:
        found.setdefault((sheet, uid), {})[column] = (lines(shown), lines(stored))
    return found


def address_now(sent: Sent) -> str:
    """The profile may be called otherwise since."""
    known = entries.MODELS[EntryKind.PROFILE].objects.filter(uid=sent.uid)
    return known.values_list("slug", flat=True).first() or sent.slug


def row_of(row: Row, sent: Sent) -> Row:
    """A row as any file has it: with the profile that it is of, and of what was sent only what was touched."""
    sheet, uid = SHEETS[row.sheet], row.cells.get(UID, "").strip()
    own = {sheet.owner or "slug": sent.slug}
    if (before := sent.rows.get((row.sheet, uid))) is None:
        return replace(row, cells=own | row.cells)
    touched = {
        name: text for name, text in row.cells.items() if name != UID and lines(text) != before.get(name, ("", ""))[0]
    }
    stored = {name: text for name, (_shown, text) in before.items()}
    return replace(row, cells={UID: uid} | own | touched, sent=stored)


# ── The sheet of a profile stands upright ────────


def lying(grid: Grid) -> Grid:
    """A sheet with a column for each row of one that stands upright; any other as it is."""
    head = next((number for number, row in enumerate(grid.cells) if any(cell.strip() for cell in row)), None)
    names = [] if head is None else [called.normal(cell) for cell in grid.cells[head]]
    field, value = (called.in_each_language(lambda text=text: text) for text in (called.FIELD, called.VALUE))
    if not (field & set(names) and value & set(names)):
        return grid
    at, says = (next(place for place, name in enumerate(names) if name in words) for words in (field, value))
    filled = [
        (number, row)
        for number, row in enumerate(grid.cells[head + 1 :], head + 2)
        if len(row) > max(at, says) and row[at].strip()
    ]
    rows = [row for _number, row in filled]
    uids = [row[place] for row in rows for place, name in enumerate(names) if name == UID and row[place].strip()]
    cells = [[UID, *(row[at] for row in rows)], [uids[0] if uids else "", *(row[says] for row in rows)]]
    lines = [head + 1, *(number for number, _row in filled)]
    return replace(grid, cells=[*grid.cells[:head], *cells], lines=lines)
