"""Whose directory this is, as all that is public says it: in force like the language, so nobody hands it on."""

import re

from django.db import DatabaseError
from django.utils.translation import gettext

from profiles.values.languages import current as current_language
from profiles.values.languages import of_row

from . import madeof
from . import stamp as stamps
from .madeof import part, remembered
from .models import Identity
from .stamp import Stamped

# What this process read last: what errors say while the database does not answer.
_last: list[Identity] = []


@part
@remembered
def of(stamp: Stamped) -> Identity:
    """The identity under a stamp, with a `digest` of all that it says; an empty one where none is set up."""
    row = Identity.objects.select_related("chair", "secretariat", "main_meetings").first() or empty()
    row.digest = madeof.digest_of([getattr(row, field.attname) for field in row._meta.concrete_fields])
    _last[:] = [row]
    return row


def current() -> Identity:
    """The identity in force: that of the answer which is being made, or else of this moment."""
    if stamp := madeof.stamp_in_force():
        return of(stamp)
    try:
        return of(stamps.now()[1])
    except DatabaseError:
        return known()


def known() -> Identity:
    """What this process knows of it, without asking the database."""
    return _last[0] if _last else empty()


def empty() -> Identity:
    """That of a directory which is not set up: no names; the offices by the codes that they usually have."""
    usual = {"chair_id": "chair", "secretariat_id": "secretariat", "main_meetings_id": "ministerial"}
    return Identity(file_name="directory", **usual)


def names(row: Identity | None = None) -> dict[str, str]:
    """What messages call the body, in the language in force: `body_name` in a title, `in_full` and `in_short` in a
    sentence, `of_full` and `of_short` there as what something is of; and the directory, `directory_name`."""
    row = row or current()
    directory = gettext("%(body_name)s: member directory") % {"body_name": row.name}
    in_full = first_of(row, "in_full", "name") or gettext("this organization")
    in_short = of_row(row, "in_short")[current_language()] or in_full
    return {
        "body_name": row.name or gettext("This organization"),
        "in_full": in_full,
        "in_short": in_short,
        "of_full": as_owner(in_full),
        "of_short": as_owner(in_short),
        "directory_name": directory if row.name else gettext("Member directory"),
    }


def as_owner(name: str) -> str:
    """A name as what something is of, within a sentence."""
    found = gettext("of %(name)s") % {"name": name}
    for before, after in MELTED.get(current_language(), ()):
        found = re.sub(f"^{before}", after, found, flags=re.IGNORECASE)
    return found


# Where a preposition and the article behind it are one word.
MELTED = {"fr": [("de le ", "du "), ("de les ", "des "), ("de (?=[aeiouyàâéèêëîïôöùûœ])", "d’")]}


def first_of(row: Identity, *pairs: str) -> str:
    """The first of some pairs that says anything in the language in force; or what the last says in the other."""
    return next(filter(None, (of_row(row, pair)[current_language()] for pair in pairs)), getattr(row, pairs[-1]))


def named(sentence: str, **values) -> str:
    """A sentence with the names of the body in it: `%(in_short)s`, and other values."""
    return sentence % {**names(), **values}
