"""What was changed of an account, for the log: fields with their old values and the new, never a password."""

from .. import states
from ..models import Event, User
from . import log


def log_changes(user: User, before: dict, *, by) -> None:
    """Log what an account says now and did not before (nothing: it is new); nothing where it says the same."""
    if changes := states.differences(before, states.stored_state(user)):
        log_account(user, by=by, changes=changes, **({} if before else {"created": True}))


def log_deletion(user: User, *, by) -> None:
    log_account(user, by=by, deleted=True)


def log_account(user: User, *, by, **details) -> None:
    about = {"kind": User._meta.model_name, "pk": user.pk}
    log(Event.Verb.ACCOUNT, by, None, "", subject=user.username, **about, **details)
