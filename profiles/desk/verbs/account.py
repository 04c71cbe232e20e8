"""What is done to accounts: the acts, and for the log each field with its old value and the new, never a password."""

from django.db import transaction

from .. import states
from ..mails import notices_of_accounts, queue
from ..models import Event, Mail, User
from . import log


def log_changes(user: User, before: dict, *, by) -> None:
    """Log what an account says now and did not before (nothing: it is new); nothing where it says the same."""
    if changes := states.differences(before, states.stored_state(user)):
        log_act(user, Event.Verb.ACCOUNT, by=by, changes=changes, **({} if before else {"created": True}))


def log_deletion(user: User, *, by) -> None:
    log_act(user, Event.Verb.ACCOUNT, by=by, deleted=True)


def log_act(user: User, verb: Event.Verb, *, by, **details) -> None:
    log(verb, by, None, "", subject=user.username, kind=User._meta.model_name, pk=user.pk, **details)


def log_own(user: User, verb: Event.Verb) -> None:
    """Log what somebody did to the own account."""
    log_act(user, verb, by=user)


@transaction.atomic
def invite(user: User, *, by) -> None:
    """Write to somebody who has been given an account, with a link to choose a password."""
    queue.put_letter(Mail.Kind.INVITATION, user, by=by)
    log_act(user, Event.Verb.INVITE, by=by, email=user.email)


@transaction.atomic
def end_sessions(user: User, *, by) -> None:
    """Sign somebody out everywhere."""
    user.end_sessions()
    log_act(user, Event.Verb.SESSIONS, by=by)


@transaction.atomic
def log_new_passkey(user: User, name: str) -> None:
    """What goes with a passkey that somebody has added to the own account: they are told: it may have been another."""
    log_act(user, Event.Verb.ADD_PASSKEY, by=user, passkey=name)
    notices_of_accounts.notify_of_new_passkey(user, name)


def log_removed_passkey(user: User, name: str) -> None:
    log_act(user, Event.Verb.REMOVE_PASSKEY, by=user, passkey=name)


@transaction.atomic
def end_second_step(user: User, *, by: User | None) -> Mail | None:
    """What goes with a second step that is removed for somebody: no session stays, and they are told. `by` nobody: by
    whoever runs the portal. The e-mail, where the account has an address."""
    user.end_sessions()
    log_act(user, Event.Verb.SECOND_STEP, by=by)
    return notices_of_accounts.notify_of_removed_second_step(user)
