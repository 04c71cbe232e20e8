"""The verbs on what has no working copy: words and sources, which are public at once, but a source only as soon as
something public rests on it; where old addresses lead; and how long facts hold before somebody is asked, which is never
public."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from profiles.published.models import OldAddress, Source

from .. import oldaddresses, permissions, states, uses
from ..models import Event, ShelfLife
from . import Refused, log, queueing, raise_stamp, require, writing


def change(row, *, by, **details) -> None:
    """Save a word, a source, an old address or a shelf life. Raises ValidationError where it breaks a rule.

    The log has each field that changed, with its old value and the new, and `details`. Where nothing changed, nothing
    is written.
    """
    with queueing():
        # Nothing can begin to rest on a source between this look and the change.
        if isinstance(row, Source):
            published = uses.is_published(row)
            require(permissions.can_change_source(by, is_published=published))
            uses.refuse_another_code(row, row.code, by=by)
        else:
            published = not isinstance(row, ShelfLife)
            require(permissions.can_publish(by))
        row.full_clean()
        if isinstance(row, OldAddress):
            oldaddresses.check(row)
        before = states.stored_state(row)
        if changes := states.differences(before, states.state_of(row)):
            if published:
                raise_stamp()
            row.save()
            log_word(row, by=by, changes=changes, **details, **({} if before else {"created": True}))


def restore(row, event: Event, *, by) -> None:
    """Make a row say again what it said before an event of it."""
    with queueing():
        if "created" in event.details:
            raise Refused(_("There was nothing before it was made."))
        row = type(row).objects.get(pk=row.pk)
        states.write(row, states.state_before(row, event))
        if states.state_of(row) == states.stored_state(row):
            raise Refused(_("It says so already."))
        try:
            change(row, by=by, restored=event.pk)
        except ValidationError as error:
            raise Refused(sentences(row, error)) from error


def merge(row, other, *, by) -> None:
    """Make a word read as another of its vocabulary, wherever it is named; what was published stays as it is."""
    with queueing():
        row = type(row).objects.get(pk=row.pk)
        if row.merged_into_id:
            raise Refused(_("“%(word)s” is merged into “%(other)s” already.") % {"word": row, "other": row.merged_into})
        row.merged_into = other
        try:
            change(row, by=by)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error


def undo_merging(row, *, by) -> None:
    """Make a merged word read as itself again."""
    with queueing():
        row = type(row).objects.get(pk=row.pk)
        if not row.merged_into_id:
            raise Refused(_("“%s” is merged into no other word.") % row)
        row.merged_into = None
        change(row, by=by)


def sentences(row, error: ValidationError) -> str:
    """What a row breaks, each with the label of its field."""
    found = []
    for name, texts in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{row._meta.get_field(name).verbose_name}: "
        found += [f"{label}{text}" for text in texts]
    return " ".join(found)


def delete(row, *, by) -> None:
    """Delete a word that nothing has ever used, a source that nothing rests on, or an old address; what is used can
    only be retired."""
    require(permissions.can_publish(by))
    with writing():
        if not isinstance(row, OldAddress):
            refuse_used(row)
        log_word(row, by=by, deleted=True)
        try:
            row.delete()
        except ProtectedError as error:
            raise Refused(in_use(row, [])) from error


def refuse_used(row) -> None:
    """Raises Refused, with the places by name, where something names a word or rests on a source."""
    if (places := uses.uses_of(row).places()) or row.is_published():
        raise Refused(in_use(row, places))


def in_use(row, places: list[str]) -> str:
    if not places:
        return _("“%s” is in use: retire it instead.") % row
    return _("“%(source)s” is in use: %(places)s. Retire it instead.") % {
        "source": row,
        "places": _(", ").join(places),
    }


def log_word(row, *, by, **details) -> None:
    about = {"kind": row._meta.model_name, "pk": row.pk, "code": row.code}
    log(Event.Verb.VOCABULARY, by, None, "", subject=str(row), **about, **details)
