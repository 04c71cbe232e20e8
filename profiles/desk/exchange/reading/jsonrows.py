"""JSON as rows of cells: what was written out, the documents that the API answers with, those of fixtures."""

import json
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Source
from profiles.published.models.sources import SourcesField, is_cited
from profiles.values.choices import EntryKind

from ..rows import File, Problem, Row
from ..tables import DIGEST, ENTRIES, SHEETS, SOURCES, UID, Column, Sheet, of_kind
from . import bounds
from .csvtexts import CONTROLS

# What the files of the public directory call the profiles, and what they say beside them.
CALLED = {"members": "profiles"}
BESIDE = {"about", "on_the_day", "licence"}
# What a document has beside what a sheet has columns for.
OF_DOCUMENTS = {"schema", "entry", SOURCES}


def read(text: str) -> File:
    """Raises ValidationError for what is no JSON, or no documents of this portal."""
    # Each list and each object takes more memory than its letters.
    if text.count("{") + text.count("[") > bounds.MOST_CELLS:
        raise bounds.too_large()
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is no JSON that can be read: %s") % error) from error
    if any(map(CONTROLS.search, texts_of(data))):
        raise ValidationError(_("There are characters in it that belong to no text: %s.") % "JSON")
    found = _Reading()
    try:
        for name, rows in lists_of(data).items():
            for content in rows:
                found.add(SHEETS[name], content)
        found.add_register()
    except (TypeError, KeyError, AttributeError) as error:
        raise ValidationError(_("This JSON holds no documents of this portal.")) from error
    return found.file


def texts_of(data) -> Iterator[str]:
    """Everything that is a text in it, with what things are called; however deep it goes."""
    waiting = [data]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            waiting += (*found, *found.values())
        elif isinstance(found, list):
            waiting += found


def lists_of(data) -> dict[str, list]:
    """What it holds, by the sheet of each list."""
    if isinstance(data, dict) and "slug" in data:
        data = [data]
    if isinstance(data, list):
        found = {}
        for content in data:
            found.setdefault(of_kind(kind_of(content)).name, []).append(content)
        return found
    found = {CALLED.get(name, name): rows for name, rows in data.items() if name not in BESIDE}
    if not found or not all(name in (*ENTRIES, SOURCES) and isinstance(rows, list) for name, rows in found.items()):
        raise ValidationError(_("This JSON holds no documents of this portal."))
    return found


def kind_of(content) -> EntryKind:
    try:
        return documents.kind_of(content)
    except (ValueError, AttributeError) as error:
        raise ValidationError(_("This JSON holds no documents of this portal.")) from error


class _Reading:
    """Documents on their way into rows."""

    def __init__(self):
        self.file = File()
        self.numbers = dict.fromkeys(SHEETS, 0)
        self.cited = {}

    def add(self, sheet: Sheet, content) -> None:
        """A document and its facts. What the register lacks of its sources comes along."""
        if content.get("schema", documents.SCHEMA) != documents.SCHEMA:
            raise ValidationError(_("This JSON was written by another version of the portal."))
        known = {UID, *OF_DOCUMENTS} if sheet.kind else set()
        facts = documents.SHAPES[sheet.kind].facts if sheet.kind else {}
        self.add_row(sheet, content, known | facts.keys(), {UID: content.get(UID, "")} if sheet.kind else {})
        for name in facts:
            for fact in content.get(name, ()):
                self.add_fact(SHEETS[name], fact, content.get("slug", ""))
        for row in content.get(SOURCES, ()) if sheet.kind else ():
            self.cited[row["code"]] = row

    def add_fact(self, sheet: Sheet, fact, slug) -> None:
        self.add_row(sheet, fact, {UID}, {UID: fact.get(UID, ""), sheet.owner: slug})

    def add_row(self, sheet: Sheet, content: dict, known: set, cells: dict) -> None:
        self.numbers[sheet.name] += 1
        if self.numbers[sheet.name] > bounds.MOST_ROWS:
            raise bounds.too_large()
        number, columns = self.numbers[sheet.name], {column.key for column in sheet.columns}
        if DIGEST in content:
            cells = cells | {DIGEST: content[DIGEST]}
        for name in content.keys() - columns - known - {DIGEST}:
            reason = _("There is no column “%(column)s” in “%(sheet)s”.") % {"column": name, "sheet": sheet.name}
            self.file.problems.append(Problem(sheet.name, number, name, reason))
        for column in sheet.columns:
            if column.key in content:
                try:
                    cells[column.name] = cell(column, content[column.key])
                except (TypeError, KeyError, AttributeError):
                    reason = _("What stands there is none of this column.")
                    self.file.problems.append(Problem(sheet.name, number, column.name, reason))
        self.file.rows.append(Row(sheet.name, number, {name: text_of(value) for name, value in cells.items()}))

    def add_register(self) -> None:
        present = set(Source.objects.filter(code__in=self.cited).values_list("code", flat=True))
        present |= {row.cells.get("code") for row in self.file.rows if row.sheet == SOURCES}
        for code, row in self.cited.items():
            if code not in present:
                self.add(SHEETS[SOURCES], row)


def cell(column: Column, value) -> str:
    """The text of a cell for a value of a document. Raises TypeError, KeyError or AttributeError for any other."""
    if column.language:
        return text_of(value[column.language])
    if isinstance(column.field, SourcesField):
        if not all(map(is_cited, value)):
            raise TypeError
        return "; ".join(f"{item['code']} {item['carries']}" for item in value)
    if column.field.many_to_many:
        return "; ".join(code_of(item) for item in value)
    return code_of(value) if column.is_word else text_of(value)


def code_of(item) -> str:
    return text_of(item["code"] if isinstance(item, dict) else item)


def text_of(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise TypeError(value)
    return str(value)
