"""The tables that there are: each can be had in every format, and all together as one workbook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from profiles.reading.filters import LIST
from profiles.reading.reading import Reading
from profiles.values.choices import EntryKind

from . import entries, facts, members, register
from .columns import Column


class Filled(NamedTuple):
    """A table as it reads: its name, its columns, and what its rows are about, read as they are asked for."""

    name: str
    columns: list[Column]
    rows: Iterable

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def cells(self) -> Iterable[list]:
        """What stands in each row, column by column: a text, a number, true or false; None for nothing."""
        read = [column.value for column in self.columns]
        return ([None if (found := value(row)) == "" else found for value in read] for row in self.rows)


@dataclass(frozen=True)
class Table:
    """A table: its name, what it is in words, its columns and rows as a reading has them; which parameters of the
    address select rows; and whether it is as long as the directory: what is, is neither held nor kept as a whole.

    Columns are made with a reading and where the site is (`https://example.org`), rows with a reading and a query, in
    the language that is in force. Rows raise BadRequest for a query that has no meaning.
    """

    name: str
    summary: str
    columns: Callable[[Reading, str], list[Column]]
    rows: Callable[[Reading, QueryDict], Iterable]
    takes: tuple[str, ...] = ()
    is_long: bool = False

    def fill(self, reading: Reading, base: str, query: QueryDict) -> Filled:
        return Filled(self.name, self.columns(reading, base), self.rows(reading, query))


TABLES = (
    Table("members", _("The directory: a row for each profile."), members.columns, members.rows, LIST, is_long=True),
    Table(
        "facts",
        _("Every dated fact with its sources: a row for each, and for each who took part in a meeting."),
        facts.columns,
        facts.rows,
        LIST,
        is_long=True,
    ),
    Table(
        "meetings",
        _("All meetings, earliest first: a row for each."),
        entries.with_ending(entries.MEETING, EntryKind.MEETING),
        entries.meetings,
    ),
    Table(
        "attendance",
        _("Who took part in them: a row for each."),
        entries.with_ending(entries.ATTENDANCE, EntryKind.MEETING),
        entries.attendance,
    ),
    Table(
        "documents",
        _("All documents, latest first: a row for each."),
        entries.with_ending(entries.PAPER, EntryKind.PAPER),
        entries.documents,
    ),
    Table(
        "programmes",
        _("All programmes: a row for each part that somebody has in one."),
        entries.with_ending(entries.PROGRAMME, EntryKind.PROGRAMME),
        entries.programmes,
    ),
    Table(
        "roles",
        _("Who held which role, and when: a row for each term."),
        entries.with_ending(entries.TERM, EntryKind.PROFILE),
        entries.terms,
    ),
    Table("sources", _("What all of it rests on: a row for each source."), register.source_columns, register.sources),
    Table("vocabulary", _("Codes and what they are called: a row for each."), register.word_columns, register.words),
)
MEMBERS, FACTS, *REST = TABLES
