"""Whether somebody may do what a row of a file asks for: the rights of the forms, in words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.published.models import Source

from .. import permissions, uses
from .tables import Sheet

ADD, CHANGE, REMOVE = "add", "change", "delete"


def refuse_act(by, sheet: Sheet, act: str) -> None:
    """Raises ValidationError where somebody may not add, change or delete such rows, whichever they are."""
    if not by.has_perm(f"profiles.{act}_{sheet.model._meta.model_name}"):
        rows = str(sheet.model._meta.verbose_name_plural)
        raise ValidationError(_("You do not change %(rows)s: ask the secretariat.") % {"rows": rows})


def refuse_fixed(by, entry, column: str) -> None:
    """Raises ValidationError where a field of an entry (None: a new one) is not somebody's to change."""
    if column in permissions.fixed_fields(by, entry):
        raise ValidationError(_("You read this and do not change it."))


def refuse_recorded(by) -> None:
    """Raises ValidationError where somebody may not say since when a new fact is known here: no form asks for that."""
    if not permissions.edits_everything(by):
        raise ValidationError(_("You read this and do not change it."))


def refuse_source(by, source: Source | None) -> None:
    """Raises ValidationError where somebody may not add a source (None) or change it."""
    if not permissions.can_change_source(by, is_published=bool(source and uses.is_published(source))):
        raise ValidationError(_("Something public rests on this source: only publishers change it."))
