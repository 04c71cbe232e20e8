"""Sheets of cells as rows under known columns: which sheet one is, and which of its columns are known, by their names
or by what they are called in words. What a fact sheet was sent with is taken off (`factsheets.returned`)."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..factsheets import called, returned
from ..rows import File, Grid, Place, Problem, Row
from ..tables import DIGEST, NATURAL, SHEETS, UID, Sheet
from ..writing import ABOUT


def resolve(grids: list[Grid], *, ignore_unknown: bool, of_sheets: bool = True) -> File:
    """All rows of a file, which has sheets or (CSV) is one. Raises ValidationError where there is none, and no columns
    either."""
    found, sent = File(), returned.sent_with(grids)
    grids = [returned.lying(grid) for grid in grids if has_data(grid)]
    if not grids:
        raise ValidationError(_("The file is empty: there is no row with the names of columns."))
    for grid in grids:
        _Reading(grid, found, ignore_unknown, of_sheets).read()
    if sent:
        found.rows = [returned.row_of(row, sent) for row in found.rows]
    return found


def has_data(grid: Grid) -> bool:
    return grid.name != ABOUT and not called.is_without_data(grid.name) and any(map(says_something, grid.cells))


def says_something(cells: Iterable[str]) -> bool:
    return any(cell.strip() for cell in cells)


class _Reading:
    """One sheet of a file on its way."""

    def __init__(self, grid: Grid, found: File, ignore_unknown: bool, of_sheets: bool):
        self.grid, self.found, self.ignore_unknown, self.of_sheets = grid, found, ignore_unknown, of_sheets
        self.head = next(number for number, row in enumerate(grid.cells) if says_something(row))
        self.names = [called.normal(cell) for cell in grid.cells[self.head]]

    def read(self):
        if (sheet := self.sheet()) is None:
            self.leave_out("", self.unknown())
            return
        self.names = [called.columns(sheet.name).get(name, name) for name in self.names]
        columns = self.columns(sheet)
        merged = self.merged_rows(sheet)
        if not self.tells_rows(sheet):
            return
        for number, cells in enumerate(self.grid.cells[self.head + 1 :], self.head + 1):
            texts = {name: cells[place] if place < len(cells) else "" for place, name in columns.items()}
            if texts.get(UID) == called.HELP:
                continue
            self.refuse_unnamed(sheet, number, cells)
            if says_something(texts.values()) and number not in merged:
                self.found.rows.append(Row(sheet.name, number + 1, texts))

    def sheet(self) -> Sheet | None:
        """By its name, or else the only one that knows all its columns."""
        name = called.normal(self.grid.name)
        if sheet := SHEETS.get(called.sheets().get(name, name)):
            return sheet
        fitting = self.fitting()
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self) -> list[Sheet]:
        """The sheets that know all its columns."""
        names = set(filter(None, self.names))
        return [
            sheet
            for sheet in SHEETS.values()
            if all(called.columns(sheet.name).get(name, name) in (*sheet.headings, called.NOTE) for name in names)
        ]

    def unknown(self) -> str:
        """What is to be done with a sheet that is none of ours: the names that it can be given."""
        fitting = self.fitting()
        if not self.of_sheets and not fitting:
            return _("This file is no table of the directory: its first row has no names of columns that are known.")
        fitting = fitting or SHEETS.values()
        names = _(", ").join(f"{sheet.name} ({called.title(sheet)})" for sheet in fitting)
        params = {"sheet": self.grid.name, "names": names}
        if not self.of_sheets:
            return _("What the rows of the file “%(sheet)s” are is not known. Rename it to one of: %(names)s.") % params
        return _("What the rows of the sheet “%(sheet)s” are is not known. Rename it to one of: %(names)s.") % params

    def columns(self, sheet: Sheet) -> dict[int, str]:
        """The known columns by their place. The others are problems, or left out with a note."""
        times = Counter(filter(None, self.names))
        for name, count in times.items():
            if name not in (*sheet.headings, called.NOTE):
                params = {"column": self.printed(name), "sheet": self.grid.name}
                sentence = _("There is no column “%(column)s” in “%(sheet)s”.") % params
                self.leave_out(name, sentence if self.ignore_unknown else f"{sentence} {self.fitting_columns(sheet)}")
            elif count > 1:
                sentence = _("The column “%s” stands there more than once.") % self.printed(name)
                self.problem(self.head, name, sentence)
        named = [place for place, name in enumerate(self.names) if name]
        self.found.places[sheet.name] = self.found.places[self.grid.name] = Place(
            self.grid.name,
            {self.names[place]: self.grid.cells[self.head][place].strip() for place in named},
            {self.names[place]: self.grid.lines[place] for place in named} if self.grid.lines else {},
        )
        return {place: name for place, name in enumerate(self.names) if times[name] == 1 and name in sheet.headings}

    def fitting_columns(self, sheet: Sheet) -> str:
        """What a column of a sheet can be called that is not there yet."""
        free = [name for name in sheet.headings if name not in (*self.names, DIGEST)]
        names = (f"{name} ({text})" if (text := called.label(sheet, name)) != name else name for name in free)
        return _("Rename it to one of: %(names)s.") % {"names": _(", ").join(names)}

    def tells_rows(self, sheet: Sheet) -> bool:
        """Whether a row can say which it is; where its columns are not known, that is not asked of each."""
        known = set(self.names)
        if not known - {*sheet.headings, called.NOTE, ""} or self.ignore_unknown or UID in known:
            return True
        telling = NATURAL[sheet.name] if sheet.owner else ("slug", "code")
        return not known.isdisjoint(telling) and (not sheet.owner or sheet.owner in known)

    def printed(self, name: str) -> str:
        """A heading as it stands there."""
        return self.grid.cells[self.head][self.names.index(name)].strip()

    def refuse_unnamed(self, sheet: Sheet, number: int, cells: list[str]):
        unnamed = [cell for place, cell in enumerate(cells) if not (place < len(self.names) and self.names[place])]
        if says_something(unnamed):
            reason = _("This row has more cells than there are names of columns.")
            self.found.problems.append(Problem(sheet.name, number + 1, "", reason))

    def merged_rows(self, sheet: Sheet) -> set[int]:
        """The rows that have to do with merged cells: whether each of them says what one of them shows nobody knows."""
        found = set()
        for (top, _left), (bottom, _right) in self.grid.merged:
            self.problem(top, "", _("Some cells are merged: split them, and write into each what it says."))
            found |= set(range(top, bottom + 1))
        return found

    def leave_out(self, column: str, sentence: str):
        if self.ignore_unknown:
            self.found.notes.append(" ".join([sentence, _("It was left out.")]))
        else:
            self.problem(self.head, column, sentence)

    def problem(self, number: int, column: str, reason: str):
        self.found.problems.append(Problem(self.grid.name, number + 1, column, reason))
