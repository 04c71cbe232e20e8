"""What stands in the working copies as files: Excel with a sheet for each kind, a CSV file for each, or JSON.

CSV and JSON are the same to the byte while the same is said, wherever they are written: entries by address, facts as
documents have them, sources by code.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Source
from profiles.values.spreadsheet import FORMULA

from .. import entries, workingcopy
from .cells.values import written
from .meanwhile import digest
from .tables import DIGEST, ENTRIES, REMOVE, SHEETS, SOURCES, UID, Sheet

BYTE_ORDER_MARK = "\ufeff"
# What a cell of Excel can hold.
LONGEST_CELL = 32_767
EARLIEST = (1980, 1, 1, 0, 0, 0)
# A text that begins so, after any number of apostrophes, gets one more; reading takes it off again.
GUARDED = re.compile(rf"'*[{re.escape(''.join(FORMULA))}]")
ABOUT = "about"


@dataclass(frozen=True)
class Table:
    """A sheet with what stands in it: its headings and its rows, all of them texts."""

    sheet: Sheet
    rows: list[list[str]]

    @property
    def name(self) -> str:
        return self.sheet.name


# ── What goes out ────────


def contents(querysets: dict, only: Iterable[str] = (), *, cited: bool = False) -> dict[str, list[dict]]:
    """The documents of working copies by the sheet of their entries, and the register: of some sheets alone, if any are
    named. `querysets` has the entries of each model that somebody may see; `cited`: of the register what they cite."""
    found = {}
    wanted = {sheet.name for name in only for sheet in SHEETS.values() if name in (sheet.name, *facts_under(sheet))}
    if not only or SOURCES in wanted:
        found[SOURCES] = [register_row(row) for row in Source.objects.order_by("code")]
    for name, kind in ENTRIES.items():
        if not only or name in wanted:
            rows = list(querysets[entries.MODELS[kind]].order_by("slug"))
            documented = workingcopy.documents_of(rows)
            found[name] = [documented[row.pk] for row in rows]
    if cited and SOURCES in found:
        codes = {
            source["code"] for name in found if name != SOURCES for row in found[name] for source in row["sources"]
        }
        found[SOURCES] = [row for row in found[SOURCES] if row["code"] in codes]
    return found


def facts_under(sheet: Sheet) -> tuple[str, ...]:
    return tuple(documents.SHAPES[sheet.kind].facts) if sheet.kind and not sheet.owner else ()


def register_row(row: Source) -> dict:
    """A source as the sheet of sources has it."""
    return row.as_document() | {"retired": row.retired}


def tables(found: dict[str, list[dict]], only: Iterable[str] = ()) -> list[Table]:
    """The same as sheets of texts."""
    made = []
    for sheet in SHEETS.values():
        of = sheet.name if not sheet.owner else next(name for name, kind in ENTRIES.items() if kind == sheet.kind)
        if of in found and (not only or sheet.name in only):
            made.append(Table(sheet, [row for content in found[of] for row in rows_in(sheet, content)]))
    return made


def rows_in(sheet: Sheet, content: dict) -> Iterable[list[str]]:
    """The rows of a sheet that a document makes: its own, or those of its facts."""
    if not sheet.owner:
        own = [content[UID]] if sheet.kind else []
        return [[*own, *cells_of(sheet, content), digest(sheet, content)]]
    return [
        [fact[UID], content["slug"], *cells_of(sheet, fact), "", digest(sheet, fact)] for fact in content[sheet.name]
    ]


def cells_of(sheet: Sheet, content: dict) -> list[str]:
    return [written(column, column.value_in(content)) for column in sheet.columns]


# ── Files ────────


def csv_text(table: Table) -> str:
    buffer = io.StringIO(BYTE_ORDER_MARK)
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.sheet.headings)
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return buffer.getvalue()


def guarded(text: str) -> str:
    """A text as no spreadsheet takes it for a formula."""
    return f"'{text}" if GUARDED.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and GUARDED.match(text) else text


def csv_zip(made: list[Table]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in made:
            archive.writestr(zipfile.ZipInfo(f"{table.name}.csv", EARLIEST), csv_text(table))
    return target.getvalue()


def json_text(found: dict[str, list[dict]]) -> str:
    """The documents as people write them: words by code alone, without what the register says of sources."""
    compact = {name: [plain(name, content) for content in rows] for name, rows in found.items()}
    return json.dumps(compact, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def plain(name: str, content: dict) -> dict:
    found = {key: value for key, value in content.items() if key != "sources"}
    found[DIGEST] = digest(SHEETS[name], content)
    if name == SOURCES:
        return found
    shape = documents.shape_of(content)
    found |= codes(content, shape.links)
    if shape.has_areas:
        found["areas"] = sorted(area["code"] for area in content["areas"])
    facts = {
        key: [fact | codes(fact, kind.links) | {DIGEST: digest(SHEETS[key], fact)} for fact in content[key]]
        for key, kind in shape.facts.items()
    }
    return found | facts


def codes(content: dict, links: Iterable[str]) -> dict[str, str]:
    return {name: content[name]["code"] for name in links}


def workbook(made: list[Table]) -> bytes:
    """An Excel file all of whose cells are texts, also those that somebody types into it: Excel makes no date of
    “2008-01”. Raises ValidationError where a text is longer than a cell can be."""
    # Read by this export alone: no page need carry it.
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        text, head = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        for table in made:
            refuse_long(table)
            sheet = book.add_worksheet(table.name)
            sheet.set_column(0, len(table.sheet.headings) - 1, 18, text)
            sheet.freeze_panes(1, 2)
            for number, row in enumerate([table.sheet.headings, *table.rows]):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, place, cell, text if number else head)
        explain(book.add_worksheet(ABOUT), made, head)
    return target.getvalue()


def refuse_long(table: Table) -> None:
    for row in table.rows:
        if any(len(cell) > LONGEST_CELL for cell in row):
            sentence = _("A text in “%(sheet)s” is longer than a cell of Excel can be: write CSV or JSON. (%(row)s)")
            raise ValidationError(sentence % {"sheet": table.name, "row": " ".join(row[:2])})


def explain(sheet, made: list[Table], head) -> None:
    """What the columns mean, and which values they take: a sheet for who reads the file."""
    sheet.set_column(0, 3, 30)
    titles = (_("Sheet"), _("Column"), _("What it is"), _("Values"))
    rows = [(table.name, *row) for table in made for row in explained(table.sheet)]
    for number, row in enumerate([titles, *rows, *codes_of(made)]):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, *([] if number else [head]))


def explained(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Each column of a sheet with what it is and which values it takes, those that are of no field in sentences."""
    if sheet.kind:
        yield UID, _("By it a row is known: leave it as it is, and empty for a new one."), ""
    if sheet.owner:
        yield sheet.owner, _("Of which entry: its address."), ""
    for column in sheet.columns:
        yield column.name, str(column.field.verbose_name), values_of(column)
    if sheet.owner:
        yield REMOVE, _("“yes” removes the row; a row that is not in the file stays."), "yes"
    sentence = _(
        "What the row said when it was taken out, in short. By it your changes are told from those that were made here"
        " since: leave it as it is. Delete the column to bring all of an earlier state back."
    )
    yield DIGEST, sentence, ""


def values_of(column) -> str:
    if column.field.is_relation:
        return str(column.field.related_model._meta.verbose_name_plural)
    return "; ".join(f"{value} ({label})" for value, label in column.field.choices or () if value)


def codes_of(made: list[Table]) -> Iterator[tuple[str, str, str, str]]:
    """The words of the vocabularies that its columns name: of each its code and what it is called in both languages."""
    fields = (column.field for table in made for column in table.sheet.columns)
    for model in dict.fromkeys(field.related_model for field in fields if field.is_relation):
        for row in model.objects.in_use().order_by("code"):
            yield str(model._meta.verbose_name_plural), row.code, *row.labels().values()
