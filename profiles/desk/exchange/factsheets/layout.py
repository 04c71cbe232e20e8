"""What stands where in a fact sheet: which sheets and columns, what each cell says, which may be written into."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from profiles.published.models.sources import SourcesField
from profiles.values.choices import EntityKind
from profiles.values.partialdate import PartialDateField
from profiles.values.richtext import RichTextField

from ... import permissions
from ..cells.values import Words, written
from ..tables import SHEETS, UID, Column, Sheet
from .missing import Missing
from .shown import offered, shown

PROFILE = "profiles"
NAMES = (PROFILE, "responsible_entities", "role_terms", "memberships", "affiliations")
# What the secretariat keeps for itself, and what stands there only to be counted.
LEFT_OUT = {"slug", "wikidata", "ror", "logo", "recorded", "position", "succeeds", "start_printed", "unusual"}
OF_STATES, OF_OTHERS = {"iso2", "iso3"}, {"organization_kind"}
EMPTY_ROWS = 3
# Whom it is for.
RIGHTS = frozenset(permissions.GROUPS["Focal points"])


@dataclass(frozen=True)
class Filled:
    """A cell: what it says, how the working copy has that, whether it may be written into, and what is missing."""

    text: str
    stored: str
    is_open: bool
    missing: str = ""


@dataclass(frozen=True)
class Line:
    """A row: of which fact or profile (of an empty one, none), its cells by column, and what is missing in it."""

    uid: str
    cells: dict[str, Filled]
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A sheet with its columns, the choices of some of them, and its rows."""

    sheet: Sheet
    columns: tuple[Column, ...]
    choices: dict[str, list[str]]
    lines: list[Line]
    removes: bool


def pages(content: dict, missing: Missing) -> list[Page]:
    """The sheets of a profile, given as its document, in the reader's language."""
    words = Words()
    return [page(SHEETS[name], content, missing, words) for name in NAMES]


def page(sheet: Sheet, content: dict, missing: Missing, words: Words) -> Page:
    columns = columns_of(sheet, content)
    rows = content[sheet.name] if sheet.owner else [content]
    lines = [line(sheet, columns, row, missing, words) for row in rows]
    if sheet.owner and may(sheet, "add"):
        lines += empty_lines(sheet, columns, missing)
    return Page(sheet, columns, choices_of(columns, rows, words), lines, bool(sheet.owner) and may(sheet, "delete"))


def columns_of(sheet: Sheet, content: dict) -> tuple[Column, ...]:
    others = OF_OTHERS if content["kind"] == EntityKind.STATE else OF_STATES
    left_out = LEFT_OUT if sheet.owner else LEFT_OUT | others
    return tuple(column for column in sheet.columns if column.name not in left_out)


def line(sheet: Sheet, columns, row: dict, missing: Missing, words: Words) -> Line:
    cells = {}
    for column in columns:
        value = column.value_in(row)
        lacks = missing.of(sheet.name, row[UID], column.name)
        cells[column.name] = Filled(
            shown(column, value, words), written(column, value), is_open(sheet, column), " ".join(lacks)
        )
    return Line(row[UID], cells, missing.of_row(sheet.name, row[UID]))


def empty_lines(sheet: Sheet, columns, missing: Missing) -> Iterator[Line]:
    """For what is new. Where the whole sheet lacks something, the first of them says so."""
    lacks = missing.of(sheet.name, "", "")
    for number in range(EMPTY_ROWS):
        cells = {column.name: Filled("", "", is_open(sheet, column)) for column in columns}
        yield Line("", cells, [] if number else lacks)


def may(sheet: Sheet, act: str) -> bool:
    return f"{act}_{sheet.model._meta.model_name}" in RIGHTS


def is_open(sheet: Sheet, column: Column) -> bool:
    """Whether a focal point changes that."""
    return may(sheet, "change") and (bool(sheet.owner) or column.name not in permissions.IDENTITY)


def choices_of(columns, rows, words: Words) -> dict[str, list[str]]:
    """What can be chosen in each column that has a list; what stands there, too, though it is no longer offered."""
    found = {}
    for column in columns:
        if choices := offered(column, words):
            standing = (shown(column, column.value_in(row), words) for row in rows)
            found[column.name] = list(dict.fromkeys((*choices, *filter(None, standing))))
    return found


def meant(column: Column) -> str:
    """What somebody should know who fills in a column, in a sentence or two."""
    if isinstance(column.field, SourcesField):
        return _("Titles of our register of sources, a line each. What is not in it, name in your mail.")
    if column.field.many_to_many:
        return _("Several with “;” between them, as the first sheet lists them.")
    if isinstance(column.field, RichTextField):
        return _(
            "An empty line between paragraphs. [1] is a footnote: leave it where it is. Links and emphasis are not"
            " shown, and stay in paragraphs that you do not change. A table is not changed here: write that in your"
            " mail."
        )
    if isinstance(column.field, PartialDateField) and not column.field.help_text:
        return _("2008, 2008-01 or 2008-01-21.")
    return str(column.field.help_text)
