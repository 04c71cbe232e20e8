"""What a row without a working copy says, field by field: a word, a source, a shelf life, an account.

A state is a dictionary of plain values by the name of the field: forms carry it, the log keeps what differs of it.
"""

import datetime as dt

from .models import Event, User

# Of an account what its form shows: never a password, nor when somebody was here.
ACCOUNT = (
    "username",
    "first_name",
    "last_name",
    "email",
    "language",
    "mails",
    "is_active",
    "is_staff",
    "active_until",
)
Changes = dict[str, list]  # of each field the old value and the new


def fields_of(model) -> list:
    """The columns of a model that a state has."""
    columns = model._meta.concrete_fields
    if model is User:
        return [field for field in columns if field.name in ACCOUNT]
    return [field for field in columns if field.editable and not field.primary_key]


def state_of(row) -> dict:
    """What a row says, as it stands here: of an account its groups and what it keeps too, as they are stored."""
    state = {field.name: plain(getattr(row, field.attname)) for field in fields_of(type(row))}
    if isinstance(row, User):
        state["groups"] = sorted(row.groups.values_list("name", flat=True))
        kept = row.assignments.order_by("pk").values_list("entity__uid", "until")
        state["assignments"] = [[str(uid), plain(until)] for uid, until in kept]
    return state


def stored_state(row) -> dict:
    """The same of the row as it is stored; nothing of one that is not."""
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    return state_of(stored) if stored else {}


def plain(value):
    return value.isoformat() if isinstance(value, dt.date) else value


def differences(before: dict, after: dict) -> Changes:
    """What differs, by field; from nothing, everything does."""
    return {name: [before.get(name), value] for name, value in after.items() if not before or before.get(name) != value}


def write(row, state: dict) -> None:
    """Make the columns of a row say what a state says of them; what it does not know stays."""
    for field in fields_of(type(row)):
        if field.name in state:
            setattr(row, field.attname, field.to_python(state[field.name]))


# ── What the log knows of it ────────


def events_on(model, pk: int):
    """The changes of a row, and its making and deletion, newest first."""
    verb = Event.Verb.ACCOUNT if model is User else Event.Verb.VOCABULARY
    return Event.objects.filter(verb=verb, details__kind=model._meta.model_name, details__pk=pk)


def events_of(row):
    return events_on(type(row), row.pk)


def state_before(row, event: Event) -> dict:
    """What a row said before an event of it: what it says now, without what that and all later ones changed."""
    state = stored_state(row)
    for later in events_of(row).filter(pk__gte=event.pk).order_by("-pk"):
        state |= {name: old for name, (old, _new) in later.details.get("changes", {}).items() if name in state}
    return state


def deletion_of(model, pk: str) -> Event | None:
    """Who deleted the row that an address names, where somebody did."""
    if not (str(pk).isdecimal() and len(str(pk)) < 19):
        return None
    return events_on(model, int(pk)).filter(details__deleted=True).select_related("actor").first()
