"""What a fact sheet says against what was changed here since it was sent: that is told, and never decided by a file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..cells import written
from ..rows import Row
from ..tables import UID, Sheet

LONGEST = 100


def refuse_clash(row: Row, cell) -> None:
    """Raises ValidationError where a cell (`rows.Cell`) that somebody changed was changed here too."""
    now = cell.before
    if (sent := (row.sent or {}).get(cell.column, now)) != now:
        raise ValidationError(
            _(
                "Changed here too since the fact sheet was sent: it said “%(sent)s”, now it says “%(now)s”, and the"
                " fact sheet “%(wanted)s”."
            )
            % {"sent": short(sent), "now": short(now), "wanted": short(cell.after)}
            + " "
            + _("Change it in the form, or write here what it says now.")
        )


def refuse_gone(sheet: Sheet, row: Row) -> None:
    """Raises ValidationError where somebody changed a row that is no longer here."""
    if row.cells.keys() - {UID, sheet.owner}:
        raise ValidationError(_("This row was removed here since the fact sheet was sent."))


def refuse_removing(sheet: Sheet, row: Row, base: dict) -> None:
    """Raises ValidationError where a row that a ministry wants removed was changed here since."""
    for name, sent in (row.sent or {}).items():
        column = sheet.by_name[name]
        if written(column, column.value_in(base)) != sent:
            raise ValidationError(_("This row was changed here since the fact sheet was sent: remove it in the form."))


def short(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text
