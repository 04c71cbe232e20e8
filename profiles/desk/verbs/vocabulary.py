"""The verbs on what has no working copy: words and texts of the site, which are public at once."""

from django.utils.translation import gettext as _

from .. import permissions
from ..models import Event
from . import Refused, log, require, writing


def change(row, *, by) -> None:
    """Save a word or a text of the site. Raises ValidationError where it breaks a rule."""
    require(permissions.can_publish(by))
    with writing():
        row.full_clean()
        row.save()
        log(Event.Verb.VOCABULARY, by, None, "", kind=row._meta.model_name, code=row.code, subject=str(row))


def delete(row, *, by) -> None:
    """Delete a word that nothing has ever used; one that is used can only be retired."""
    require(permissions.can_publish(by))
    with writing():
        if row.is_published():
            raise Refused(_("“%s” is in use: retire it instead.") % row)
        details = {"kind": row._meta.model_name, "code": row.code, "subject": str(row), "deleted": True}
        row.delete()
        log(Event.Verb.VOCABULARY, by, None, "", **details)
