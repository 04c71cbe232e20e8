"""Where something stands, as who has the file open sees it: its own names of sheets and columns, and its rows."""

from dataclasses import replace

from django.utils.translation import gettext as _

from ..models import Import
from .comparison import Comparison, name_of
from .rows import Change, File, Place, Problem, Row
from .tables import SHEETS


def locate(file: File, found: Comparison) -> None:
    """Say of what changes and of what is wrong where that stands in the file, as who has it open sees it."""
    found.changes = [located(change, file.places) for change in found.changes]
    known = {copy.content["slug"]: name_of(copy.content) for copy in found.copies.values()}
    names = {(row.sheet, row.number): known.get(slug := slug_of(row), slug) for row in file.rows}
    names |= {(change.sheet, change.row): change.name for change in found.changes}
    for several in (file, found):
        several.problems = [
            located(problem, file.places, names.get((problem.sheet, problem.row), "")) for problem in several.problems
        ]


def slug_of(row: Row) -> str:
    """The address of what a row is about, in its own words."""
    return row.cells.get(SHEETS[row.sheet].owner or "slug", "").strip()


def located(found: Problem | Change, places: dict[str, Place], name: str = "") -> Problem | Change:
    """The same with its place as it stands in the file."""
    column = getattr(found, "column", "")
    place = places.get(found.sheet, Place(found.sheet, {}))
    line = place.lines.get(column, 0) if place.lines else found.row
    told = {"heading": place.headings.get(column, column), "name": name} if isinstance(found, Problem) else {}
    return replace(found, title=place.title, line=line, **told)


def places_of(record: Import) -> dict[str, Place]:
    return {name: Place(**place) for name, place in record.places.items()}


def in_words(problem: Problem) -> str:
    """A problem with its place and what it is about, in one line."""
    about = f" ({problem.name})" if problem.name else ""
    column = _(", ") + (problem.heading or problem.column) if problem.column else ""
    return f"{place_of(problem)}{about}{column}: {problem.reason}"


def place_of(found: Problem | Change) -> str:
    """The sheet and the row as they stand in the file that was brought: of none that stands upright, and of all of a
    sheet, no row."""
    line = found.line if found.title else found.row
    title = found.title or found.sheet
    return _("%(sheet)s, row %(row)d") % {"sheet": title, "row": line} if line else title
