"""What a file would change in the working copies: of each row and cell what stands there and what will, and what is
wrong. Nothing is stored.

A column that is not there leaves its values as they are; an empty cell makes its value what an empty form has. A row
that is not there stays: `remove` alone removes. In which order rows stand says nothing.
"""

import copy
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Source
from profiles.values.choices import EntryKind
from profiles.values.richtext import RichTextField

from .. import workingcopy
from . import judging, matching, meanwhile, rights, trying
from .cells import plain
from .cells.values import TAG, Words, agrees, boolean, lines, read, written
from .comparison import CHANGED, NEW, REMOVED, Comparison, Copy, digest_of_source, name_of
from .judging import Told
from .rows import Cell, Change, Problem, Row
from .tables import DIGEST, FIXED, RECORDED, REMOVE, SHEETS, SOURCES, UID, Column, Sheet
from .trying import Step, no_step
from .writing import register_row

READING = "reading"


def compare(rows: Iterable[Row], *, by, anew: bool = True, theirs: bool = False, step: Step = no_step) -> Comparison:
    """What these rows would change, asked by somebody: what is not theirs to change is a problem.

    Where that was asked before, and not `anew`, the rules of each row by itself are left to the writing of it. What
    is in conflict is told, and stays as it is here but where the file was chosen (`theirs`). `step` is called now and
    then with how far it is.
    """
    return _Comparing(list(rows), by, anew, theirs, step).run()


class _Comparing:
    def __init__(self, rows: list[Row], by, anew: bool, theirs: bool, step: Step):
        self.rows, self.by, self.anew, self.theirs, self.step = rows, by, anew, theirs, step
        self.words, self.earlier, self.found = Words(), meanwhile.Earlier(), Comparison()
        self.entries, self.meant, self.told, self.stored, self.facts_of = {}, {}, {}, {}, {}
        self.done = 0

    def run(self) -> Comparison:
        of = {name: [row for row in self.rows if row.sheet == name] for name in SHEETS}
        self.each(of[SOURCES], self.source)
        for sheet in SHEETS.values():
            if sheet.kind and not sheet.owner:
                self.read_copies(sheet, of)
                self.each(of[sheet.name], self.entry)
        for sheet in SHEETS.values():
            if sheet.owner:
                self.each(of[sheet.name], self.fact)
        for found in self.found.copies.values():
            found.leave_out_removed()
        judging.judge(self.found, self.told, self.reasons)
        return self.found

    def each(self, rows: list[Row], step) -> None:
        for row in rows:
            self.done += 1
            self.step(READING, self.done, len(self.rows))
            try:
                step(SHEETS[row.sheet], row)
            except ValidationError as error:
                for column, texts in by_column(error).items():
                    self.problem(row, column, " ".join(texts))

    def problem(self, row: Row, column: str, reason: str, *, cell_only: bool = False) -> None:
        self.found.problems.append(Problem(row.sheet, row.number, column, reason, cell_only=cell_only))

    # ── What stands there ────────

    def read_copies(self, sheet: Sheet, of: dict[str, list[Row]]) -> None:
        """The documents of all entries of a kind that the file names and that may be changed: with few queries."""
        if not any(of[name] for name in (sheet.name, *documents.SHAPES[sheet.kind].facts)):
            return
        known = self.entries[sheet.kind] = matching.Entries(sheet.kind, self.by)
        slugs = {row.cells.get("slug", "").strip() for row in of[sheet.name]}
        uids = {row.cells.get(UID, "").strip() for row in of[sheet.name]}
        for name in documents.SHAPES[sheet.kind].facts:
            slugs |= {row.cells.get(SHEETS[name].owner, "").strip() for row in of[name]}
        pks = {pk for slug in slugs for pk in known.called(slug)} | {known.by_uid.get(uid.lower()) for uid in uids}
        self.take_copies(known, (pks - {None}) & known.editable)

    def take_copies(self, known: matching.Entries, pks: set[int]) -> None:
        rows = list(known.model.objects.filter(pk__in=pks))
        contents = workingcopy.documents_of(rows)
        for row in rows:
            content = contents[row.pk]
            self.stored[content[UID]] = row
            self.found.copies[content[UID]] = Copy(row.entry_kind, row.pk, content, copy.deepcopy(content))
            self.found.bases[content[UID]] = documents.content_digest(content)

    def copy_of(self, known: matching.Entries, uid: str) -> Copy:
        if uid not in self.found.copies:
            self.take_copies(known, {known.by_uid[uid]})
        return self.found.copies[uid]

    # ── Rows ────────

    def source(self, sheet: Sheet, row: Row) -> None:
        code = row.cells.get("code", "").strip()
        if not code:
            raise ValidationError({"code": _("Say which: write its code.")})
        self.refuse_second(row, (SOURCES, code))
        stored = Source.objects.filter(code=code).first()
        base = register_row(stored) if stored else None
        content = dict(base) if base else sheet.blank()
        if cells := self.cells(sheet, row, content, base, ""):
            rights.refuse_source(self.by, stored)
            self.found.sources[code] = content
            self.found.bases[f"{SOURCES}:{code}"] = digest_of_source(stored)
            change = self.change(row, base, code, code, "", cells)
            self.told[SOURCES, code] = Told(row, change, base, content)

    def entry(self, sheet: Sheet, row: Row) -> None:
        known = self.entries[sheet.kind]
        pk = known.find(row.cells)
        if pk is None:
            self.refuse_second(row, (sheet.name, blank_slug(row)))
            uid = known.add(row.cells)
            blank = {"schema": documents.SCHEMA, UID: uid, **sheet.blank()}
            blank |= {} if sheet.kind == EntryKind.PROFILE else {"entry": str(sheet.kind)}
            blank |= {key: [] for key in documents.SHAPES[sheet.kind].facts}
            self.found.copies[uid] = Copy(sheet.kind, None, None, blank)
            self.found.bases[f"{sheet.name}:{blank_slug(row)}"] = ""
        else:
            uid = known.uids[pk]
            self.refuse_second(row, (sheet.name, uid))
            rights.refuse_act(self.by, sheet, rights.CHANGE)
        found = self.copy_of(known, uid)
        if cells := self.cells(sheet, row, found.content, found.base, uid):
            found.changed = True
            change = self.change(row, found.base, uid, name_of(found.content), "", cells)
            self.told[sheet.name, uid] = Told(row, change, found.base, found.content)

    def fact(self, sheet: Sheet, row: Row) -> None:
        known = self.entries[sheet.kind]
        given, slug = row.cells.get(UID, "").strip(), row.cells.get(sheet.owner, "").strip()
        owner = known.owner(sheet, slug) if slug or not given else known.owner_of(sheet, matching.identifier(given))
        found = self.copy_of(known, owner)
        facts = self.facts(sheet, found)
        base = facts.find(row, self.words)
        self.refuse_second(row, (sheet.name, owner, base[UID] if base else given or matching.natural_key(sheet, row)))
        removes = self.removes(row)
        if base is None and self.is_gone(sheet, row, found, removes):
            self.found.unchanged += 1
            return
        if removes:
            self.remove(sheet, row, found, base)
            return
        content = facts.standing[base[UID]] if base else self.blank(sheet, facts, given)
        if cells := self.cells(sheet, row, content, base, owner):
            rights.refuse_act(self.by, sheet, rights.CHANGE if base else rights.ADD)
            if not base:
                found.content[sheet.name].append(content)
            found.facts.setdefault(sheet.name, []).append(content[UID])
            change = self.change(row, base, owner, name_of(found.content), content[UID], cells)
            self.told[sheet.name, content[UID]] = Told(row, change, base, content)

    def facts(self, sheet: Sheet, found: Copy) -> matching.Facts:
        key = sheet.name, found.content[UID]
        if key not in self.facts_of:
            self.facts_of[key] = matching.Facts(sheet, (found.base or {}).get(sheet.name, []), found.content)
        return self.facts_of[key]

    def removes(self, row: Row) -> bool:
        text = row.cells.get(REMOVE, "").strip()
        try:
            return bool(text) and boolean(None, text, self.words)
        except ValidationError as error:
            raise ValidationError({REMOVE: error.messages}) from error

    def is_gone(self, sheet: Sheet, row: Row, found: Copy, removes: bool) -> bool:
        """Whether a row is one that was removed here since the file was taken out. Raises ValidationError where the
        file changed it."""
        uid, wanted = row.cells.get(UID, "").strip(), row.cells.get(DIGEST, "").strip()
        then = self.earlier.row(sheet, found.content[UID], uid, wanted) if found.base and uid and wanted else None
        if row.sent is None and then is None:
            return False
        if not removes:
            meanwhile.refuse_gone(sheet, row, then)
        return True

    def blank(self, sheet: Sheet, facts: matching.Facts, given: str) -> dict:
        content = {UID: matching.identifier(given) if given else str(uuid.uuid4()), **sheet.blank()}
        if "position" in content:
            # Behind those that are there.
            content["position"] = facts.next_position()
        return content

    def remove(self, sheet: Sheet, row: Row, found: Copy, base: dict | None) -> None:
        if base is None:
            raise ValidationError(_("What is to be removed is not there."))
        rights.refuse_act(self.by, sheet, rights.REMOVE)
        meanwhile.refuse_removing(sheet, self.earlier.sent(sheet, row, found.content[UID], base), base)
        found.removed.setdefault(sheet.name, []).append(base[UID])
        cells = [
            Cell(column.name, text, "") for column in sheet.columns if (text := written(column, column.value_in(base)))
        ]
        uid = found.content[UID]
        self.found.changes.append(Change(row.sheet, row.number, REMOVED, uid, name_of(found.content), base[UID], cells))

    def refuse_second(self, row: Row, key: tuple) -> None:
        if first := self.meant.get(key):
            raise ValidationError(_("Row %d says something of the same already.") % first.number)
        self.meant[key] = row

    def change(self, row: Row, base, entry: str, name: str, uid: str, cells: list[Cell]) -> Change:
        change = Change(row.sheet, row.number, CHANGED if base else NEW, entry, name, uid, cells)
        self.found.changes.append(change)
        return change

    # ── Cells ────────

    def cells(self, sheet: Sheet, row: Row, content: dict, base: dict | None, entry: str) -> list[Cell]:
        """Writes into the content what the cells of a row say; those that say another thing than the base. One that is
        wrong is left out; a new row in which one is has none. Of a new row with nothing to say there is one all the
        same."""
        found, wrong = [], False
        sent = self.earlier.sent(sheet, row, entry, base) if base else None
        for column in sheet.columns:
            if column.name not in row.cells:
                continue
            try:
                if cell := self.cell(sheet, column, row.cells[column.name], content, base, sent):
                    found.append(cell)
            except ValidationError as error:
                wrong = True
                self.problem(row, column.name, " ".join(error.messages), cell_only=bool(base))
        for column in () if wrong or base else sheet.columns:
            if column.is_word and not column.value_in(content)["code"]:
                wrong = True
                self.problem(row, column.name, _("This cannot be empty."))
        if wrong and not base:
            return []
        if not (found or wrong) and base:
            self.found.unchanged += 1
        return found or ([] if base else [Cell("", "", "")])

    def cell(self, sheet: Sheet, column: Column, text: str, content: dict, base: dict | None, sent) -> Cell | None:
        before = column.value_in(content)
        if agrees(column, text, before) or (not text.strip() and column.name in ("position", *FIXED)):
            return None
        value = self.value(column, text, (sent or {}).get(column.name) or before)
        was, after = written(column, before), written(column, value)
        cell = None if was == after else meanwhile.parted(Cell(column.name, was, after), sent)
        if cell is None:
            return None
        if base and column.name in FIXED:
            raise ValidationError(_("This is not changed by a file: leave it as it is, or empty."))
        if not sheet.owner and sheet.kind:
            rights.refuse_fixed(self.by, self.stored.get(content[UID]), column.name)
        if column.name in documents.FILES:
            trying.refuse_unstored(column.name, value)
        if column.name == RECORDED:
            rights.refuse_recorded(self.by)
        if self.theirs or not cell.conflict:
            if base and column.is_word and not value["code"]:
                raise ValidationError(_("This cannot be empty."))
            column.put(content, value)
        return cell

    def value(self, column: Column, text: str, beside):
        """What a cell means. Rich text without marks leaves those of what was not touched."""
        if isinstance(column.field, RichTextField) and beside and text.strip() and not TAG.search(text):
            return plain.read(lines(text), beside, column.field)
        return read(column, text, self.words)

    # ── The rules ────────

    def reasons(self) -> Iterable[trying.Wrong]:
        """Every rule that is broken by what changes."""
        if self.anew:
            return trying.wrong_in_all(self.found, self.stored, self.step)
        return (wrong for copy in self.found.copies.values() for wrong in trying.wrong_together(copy))


def by_column(error: ValidationError) -> dict[str, list[str]]:
    """The sentences of an error by the column that they are about."""
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def blank_slug(row: Row) -> str:
    """The address that a row gives to what is new."""
    return row.cells["slug"].strip()
