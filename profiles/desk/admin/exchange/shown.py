"""What a file changes, as its page shows it: a sentence, what is wrong, and of each row the cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from profiles.published import diff
from profiles.values.languages import DIRECTION

from ...exchange.choosing import Choice, RowKey, chosen_rows, is_conflict, is_needed, key_of, untouched, wrong_rows
from ...exchange.comparison import CHANGED, NEW, REMOVED
from ...exchange.rows import Problem
from ...exchange.tables import SHEETS
from ...models import Import
from ..conflicts.labels import label_of
from .inwords import InWords, Text, column_label, is_in_words, sheet_label

# Of a page, so that its form stays small enough to be sent.
MOST_CELLS = 400
ACTS = {
    NEW: gettext_lazy("new %(kind)s"),
    CHANGED: gettext_lazy("changed %(kind)s"),
    REMOVED: gettext_lazy("removed %(kind)s"),
}


@dataclass(frozen=True)
class CellLine:
    """A cell: its column, what the field is called, both texts in words; the language that they are in, of a text that
    is in one; whether it is taken, or must be. Of one that was changed here and in the file,
    what it `sent` out, or that this was nothing."""

    key: str
    column: str
    label: str
    language: str
    before: str
    after: str
    is_in_words: bool
    is_needed: bool
    is_taken: bool
    is_conflict: bool
    sent: str
    was_empty: bool

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        return diff.Change("", self.before, self.after).pieces()

    @property
    def direction(self) -> str:
        """That of its language; of what was written in none its own, and of the reader's words that of the page."""
        return DIRECTION.get(self.language, "") or ("" if self.is_in_words else "auto")


@dataclass(frozen=True)
class RowLine:
    """A row: where it stands in the file (`line`; 0: in no single row of it), what it does to which entry and which
    fact of it, its cells; whether it is wrong, or taken."""

    key: str
    sheet: str
    number: int
    line: int
    act: str
    entry: Text
    fact: Text
    cells: list[CellLine]
    is_wrong: bool
    is_taken: bool

    @property
    def act_in_words(self) -> str:
        return ACTS[self.act] % {"kind": SHEETS[self.sheet].model._meta.verbose_name}

    @property
    def sheet_label(self) -> str:
        return sheet_label(self.sheet)

    @property
    def is_new(self) -> bool:
        return self.act == NEW

    @property
    def is_removed(self) -> bool:
        return self.act == REMOVED

    @property
    def always(self) -> int:
        """How many of its cells come with it, whatever is ticked."""
        return len(self.cells) if self.is_removed else sum(cell.is_needed for cell in self.cells)


@dataclass(frozen=True)
class Wrong:
    """What is wrong, in words, and of which entry; where, the sheet and the column both as they are called here and in
    the file, where they are called otherwise."""

    sheet: str
    title: str
    row: int
    column: str
    heading: str
    name: str
    reason: str


def wrongs(problems: Iterable[Problem]) -> list[Wrong]:
    return [
        Wrong(
            *as_called(problem.sheet, sheet_label(problem.sheet), problem.title),
            problem.line if problem.title else problem.row,
            *as_called(problem.column, column_label(problem.sheet, problem.column), problem.heading),
            problem.name,
            problem.reason,
        )
        for problem in problems
    ]


def as_called(name: str, label: str, in_file: str) -> tuple[str, str]:
    """What a sheet or a column is called here, and in the file, where that is another word; what nobody knows here is
    called as in the file."""
    in_file = in_file or name
    if label == name:
        return in_file, ""
    return label, "" if letters(in_file) == letters(label) else in_file


def letters(text: str) -> str:
    return text.replace("_", " ").casefold()


def row_text(key: RowKey) -> str:
    """A row as the form of the page names it."""
    return f"{key[0]}:{key[1]}"


def lines_of(record: Import, changes: list[dict]) -> list[RowLine]:
    wrong, taken, choice, words = wrong_rows(record), chosen_rows(record), Choice.of(record), InWords(record, changes)
    return [
        RowLine(
            row_text(key_of(change)),
            *key_of(change),
            change["line"] if change.get("title") else change["row"],
            change["act"],
            words.entry(change),
            words.fact(change),
            list(cells_of(change, choice, words)),
            key_of(change) in wrong,
            key_of(change) in taken or (is_ticked(change, choice) and key_of(change) not in wrong),
        )
        for change in changes
    ]


def is_ticked(change: dict, choice: Choice) -> bool:
    """Whether a row comes as soon as one of its cells is taken, though none is now."""
    return change["act"] == CHANGED and key_of(change) not in choice.rows


def cells_of(change: dict, choice: Choice, words: InWords) -> Iterator[CellLine]:
    sheet = SHEETS[change["sheet"]]
    for cell in change["cells"]:
        if column := sheet.by_name.get(cell["column"]):
            is_left = (*key_of(change), column.name) in choice.cells
            needed = change["act"] == NEW and is_needed(sheet.name, column.name)
            yield CellLine(
                f"{row_text(key_of(change))}:{column.name}",
                column.name,
                label_of(sheet.model, column.field.name),
                column.language,
                *words.pair(column, cell),
                is_in_words(column),
                needed,
                needed or not is_left,
                is_conflict(cell),
                words.sent(column, cell),
                is_conflict(cell) and cell["sent"] == "",
            )


@dataclass(frozen=True)
class Taken:
    """How much of a file is ticked, on all its pages: rows, and cells of these."""

    rows: int
    cells: int

    @classmethod
    def of(cls, record: Import) -> "Taken":
        rows, left = chosen_rows(record), Choice.of(record).cells
        counts = [
            sum((*key_of(change), cell["column"]) not in left for cell in change["cells"])
            for change in record.changes
            if key_of(change) in rows
        ]
        return cls(sum(count > 0 for count in counts), sum(counts))


def number_of_conflicts(record: Import) -> int:
    """How many cells were changed both here and in the file since that was taken out."""
    return sum(is_conflict(cell) for change in record.changes for cell in change["cells"])


def has_rest(record: Import) -> bool:
    """Whether anything can be brought in beside what is wrong."""
    wrong = wrong_rows(record)
    return any(key_of(change) not in wrong for change in record.changes)


def pages_of(record: Import) -> Paginator:
    """The changes by pages, of so many rows each that none has too many cells."""
    pages, room = [[]], MOST_CELLS
    for change in record.changes:
        cells = len(change["cells"]) + 1
        if pages[-1] and cells > room:
            pages.append([])
            room = MOST_CELLS
        pages[-1].append(change)
        room -= cells
    return Paginator(pages, 1)


def choice_of(data, record: Import) -> Choice:
    """What is left, as the form says it of the rows of its page; all or none of the file, where that was pressed."""
    if "_all" in data:
        return untouched(record)
    if "_none" in data:
        return Choice(rows=frozenset(map(key_of, record.changes)))
    lines = [
        line
        for changes in pages_of(record).get_page(data.get("page")).object_list
        for line in lines_of(record, changes)
    ]
    rows, cells = set(data.getlist("row")), set(data.getlist("cell"))
    return Choice.of(record).leave(
        [(line.sheet, line.number) for line in lines if line.key not in rows and not line.is_wrong],
        [
            (line.sheet, line.number, cell.column)
            for line in lines
            for cell in line.cells
            if not (line.is_removed or cell.is_needed or cell.key in cells)
        ],
        [(line.sheet, line.number) for line in lines],
    )


def summary(record: Import) -> str:
    """`30 rows: 27 new, 2 changed, 1 with an error.`"""
    wrong = {key_of(problem) for problem in record.problems} & {(row["sheet"], row["number"]) for row in record.rows}
    right = [change["act"] for change in record.changes if key_of(change) not in wrong]
    counts = [
        (right.count(NEW), ngettext("%d new", "%d new", right.count(NEW))),
        (right.count(CHANGED), ngettext("%d changed", "%d changed", right.count(CHANGED))),
        (right.count(REMOVED), ngettext("%d removed", "%d removed", right.count(REMOVED))),
        (record.unchanged, ngettext("%d that changes nothing", "%d that change nothing", record.unchanged)),
        (len(wrong), ngettext("%d with an error", "%d with errors", len(wrong))),
    ]
    if record.decided_at:
        # Of those that were read, only what was brought in is among the changes then.
        left = len(record.rows) - len(right) - len(wrong)
        counts.append((left, ngettext("%d left out", "%d left out", left)))
    number = sum(count for count, _words in counts)
    rows = ngettext("%d row", "%d rows", number) % number
    parts = [words % count for count, words in counts if count]
    return _("%(rows)s: %(parts)s.") % {"rows": rows, "parts": _(", ").join(parts)} if parts else f"{rows}."
