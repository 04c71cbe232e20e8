"""What a file was taken out with, against what was changed here since: cell by cell, as `merge` does it for forms.

A row that was taken out carries a digest of what it said. Where it says the same here still, nothing was changed since.
Else what it said is looked for in what is kept of its entry; and a fact sheet has it with it. What is nowhere kept may
have been changed in each cell.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Publication

from ..models import SavedCopy
from .cells.values import agrees, written
from .rows import Cell, Row
from .tables import DIGEST, SHEETS, UID, Sheet

# Of an entry, so many states that it was saved in are looked at.
MOST = 100
LETTERS = 15


def digest(sheet: Sheet, content: dict) -> str:
    """What a row says, in short. Begins with a letter, so that no spreadsheet takes it for a number."""
    return f"d{documents.digest(texts(sheet, content))[:LETTERS]}"


def texts(sheet: Sheet, content: dict) -> dict[str, str]:
    """The cells of a row in which something stands."""
    said = ((column.name, written(column, column.value_in(content))) for column in sheet.columns)
    return {name: text for name, text in said if text}


class Earlier:
    """What the rows of entries said in earlier states, as far as they are kept; of each entry looked up once."""

    def __init__(self):
        self.known = {}

    def sent(self, sheet: Sheet, row: Row, entry: str, now: dict) -> dict[str, str] | None:
        """What the cells of a row said when it was taken out: of a row without a digest nobody knows (None), of one
        whose state is not kept there is nothing in it."""
        if row.sent is not None or not (wanted := row.cells.get(DIGEST, "").strip()):
            return row.sent
        if wanted == digest(sheet, now):
            return all_texts(sheet, now)
        found = self.row(sheet, entry, now.get(UID, ""), wanted)
        return all_texts(sheet, found) if found else {}

    def row(self, sheet: Sheet, entry: str, uid: str, wanted: str) -> dict | None:
        """An earlier state of an entry or of one of its facts."""
        if not sheet.kind:
            return None
        if entry not in self.known:
            self.known[entry] = dict(states(entry))
        return self.known[entry].get((sheet.name, uid, wanted))


def states(entry: str):
    """All rows that an entry had, by sheet, uid and digest."""
    for model in (Publication, SavedCopy):
        for kept in model.objects.filter(entry_uid=entry).order_by("-pk")[:MOST]:
            content = kept.content()
            kind = documents.kind_of(content)
            for sheet in SHEETS.values():
                if sheet.kind == kind:
                    for row in content.get(sheet.name, ()) if sheet.owner else [content]:
                        yield (sheet.name, row[UID], digest(sheet, row)), row


def all_texts(sheet: Sheet, content: dict) -> dict[str, str]:
    return dict.fromkeys(sheet.by_name, "") | texts(sheet, content)


def parted(cell: Cell, sent: dict[str, str] | None) -> Cell | None:
    """A cell of a file as it counts: none where the file says what it was taken out with, in conflict where it was
    changed on both sides."""
    if sent is None or (sent and cell.column not in sent):
        return cell
    then = sent.get(cell.column)
    if then == cell.after:
        return None
    return cell if then == cell.before else replace(cell, conflict=True, sent=then)


def refuse_gone(sheet: Sheet, row: Row, then: dict | None = None) -> None:
    """Raises ValidationError where somebody changed a row that is no longer here. `then`: what it was, where the row
    has all its cells."""
    said = {name: text for name, text in row.cells.items() if name in sheet.by_name}
    changed = [
        name
        for name, text in said.items()
        if then is None or not agrees(sheet.by_name[name], text, sheet.by_name[name].value_in(then))
    ]
    if changed:
        raise ValidationError(_("This row was removed here since the file was taken out."))


def refuse_removing(sheet: Sheet, sent: dict[str, str] | None, base: dict) -> None:
    """Raises ValidationError where a row that a file removes was changed here since."""
    now = all_texts(sheet, base)
    if sent is not None and (not sent or any(now[name] != text for name, text in sent.items() if name in now)):
        raise ValidationError(_("This row was changed here since the file was taken out: remove it in the form."))
