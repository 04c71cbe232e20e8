"""What a stale form of an account says of assignments, on what others have left."""

from django import forms
from django.core.exceptions import ValidationError

from ...models import Entity
from ..conflicts.stateform import Meanwhile

PREFIX = "assignments"
KEYS = ("id", "user", "entity", "until", "DELETE")
Row = dict[str, str]


def rebase(meanwhile: Meanwhile, data):
    """The rows as they are stored now, those that were changed in the form as it says, and those that it adds."""
    if "assignments" not in meanwhile.changes or f"{PREFIX}-TOTAL_FORMS" not in data:
        return data
    posted = rows_of(data)
    stored = {str(row.pk): row for row in meanwhile.row.assignments.order_by("pk")}
    typed = {row["id"]: row for row in posted if row.get("id") and is_typed(row, meanwhile.base)}
    kept = [typed.get(pk) or as_row(row) for pk, row in stored.items()]
    # What was typed into a row that is gone is kept as a new one.
    gone = [row | {"id": ""} for pk, row in typed.items() if pk not in stored and "DELETE" not in row]
    write(data, kept, [*gone, *(row for row in posted if not row.get("id"))])
    return data


def rows_of(data) -> list[Row]:
    total = data[f"{PREFIX}-TOTAL_FORMS"]
    numbers = range(min(int(total), 1000) if total.isdecimal() else 0)
    found = [
        {key: data[f"{PREFIX}-{number}-{key}"] for key in KEYS if f"{PREFIX}-{number}-{key}" in data}
        for number in numbers
    ]
    return [row for row in found if row]


def is_typed(row: Row, base: dict | None) -> bool:
    """Whether a row says another thing than when the form was opened."""
    if base is None or "DELETE" in row:
        return True
    entity = row.get("entity", "")
    uid = Entity.objects.filter(pk=entity).values_list("uid", flat=True).first() if entity.isdecimal() else None
    try:
        until = forms.DateField(required=False).to_python(row.get("until", ""))
    except ValidationError:
        return True
    return [str(uid), until and until.isoformat()] not in base["assignments"]


def as_row(assignment) -> Row:
    until = assignment.until.isoformat() if assignment.until else ""
    return {"id": assignment.pk, "user": assignment.user_id, "entity": assignment.entity_id, "until": until}


def write(data, kept: list[Row], new: list[Row]) -> None:
    """Make the posted data say these rows and no others."""
    for name in [name for name in data if name.startswith(f"{PREFIX}-") and name.split("-")[1].isdecimal()]:
        del data[name]
    for number, row in enumerate([*kept, *new]):
        data.update({f"{PREFIX}-{number}-{key}": value for key, value in row.items()})
    data[f"{PREFIX}-INITIAL_FORMS"], data[f"{PREFIX}-TOTAL_FORMS"] = len(kept), len(kept) + len(new)
