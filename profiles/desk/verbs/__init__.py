"""What the verbs share: the right that each asks for, its refusal, its transaction and its line in the log.

A verb is one function, one transaction and one event (two where it does two things). It checks the right itself, raises
`PermissionDenied` where that is missing, and `Refused` where it cannot be done.
"""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from profiles.published.models import Stamp

from .. import chaining
from ..models import Event


class Refused(Exception):
    """A verb could not be done; the text says why, in the reader's language."""


def require(right: bool) -> None:
    if not right:
        raise PermissionDenied


@contextmanager
def writing():
    """One transaction that changes what the public sees. Raising the stamp first makes writers queue."""
    with queueing():
        raise_stamp()
        yield


@contextmanager
def queueing():
    """One transaction in which no other writes what the public sees, whether or not this one does: `raise_stamp`."""
    with transaction.atomic():
        Stamp.objects.get_or_create(pk=1)
        Stamp.objects.select_for_update().get(pk=1)
        yield


def raise_stamp() -> None:
    Stamp.objects.filter(pk=1).update(counter=F("counter") + 1)


def log(verb, by, about, message, *, subject="", **details) -> Event:
    """Write an event. `about` is an entry, a release or a proposal: anything with a slug and the uid of an entry."""
    uid = (about and getattr(about, "entry_uid", None)) or getattr(about, "uid", None)
    event = Event.objects.create(
        verb=verb,
        entry_uid=uid,
        subject=(subject or about.slug)[:200],
        actor=by,
        message=message,
        details=details,
    )
    chaining.after_commit(event)
    return event
