"""Putting an e-mail into the database, in the transaction of the act that it tells of."""

from functools import partial

from django.db import transaction

from ..models import Mail, Report, User
from .postman import postman


def put(person: User | Report, subject: str, *paragraphs) -> Mail | None:
    """A text to an account, or the answer to the visitor who left a report; nothing where there is no address."""
    if not person.email:
        return None
    is_account = isinstance(person, User)
    return add(
        kind=Mail.Kind.NOTICE if is_account else Mail.Kind.ANSWER,
        person=person if is_account else None,
        recipient=str(person),
        address="" if is_account else person.email,
        subject=" ".join(subject.split())[:500],
        body="\n\n".join(str(paragraph) for paragraph in paragraphs if paragraph) + "\n",
        language=person.language,
    )


def put_letter(kind: Mail.Kind, person: User, *, sender: str = "", by: User | None = None) -> None:
    """A letter with a link to choose a password, which is written when it is sent; until then the row says who invites
    somebody."""
    words = by.display_name() if by else ""
    add(kind=kind, person=person, recipient=str(person), language=person.language, sender=sender, body=words)


def put_reminder(person: User, remark: str = "") -> Mail:
    """A letter that asks whether facts are still true; which ones say the reminders that have its uid. Until it is sent
    the row holds what stands in it besides."""
    return add(kind=Mail.Kind.REMINDER, person=person, recipient=str(person), language=person.language, body=remark)


def note_asking(kind: Mail.Kind, *, language: str, sender: str) -> None:
    """Somebody asked for a letter that goes to nobody: the same work as one that does, and it counts as well."""
    add(kind=kind, person=None, recipient="–", language=language, sender=sender, state=Mail.State.NOBODY)


def add(**columns) -> Mail:
    mail = Mail.objects.create(**columns)
    transaction.on_commit(partial(postman.ring, mail), robust=True)
    return mail
