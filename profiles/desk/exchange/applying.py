"""Writing what a file changes into the working copies, in a transaction of the verb, which keeps saved copies."""

from django.core.exceptions import ValidationError

from profiles.published.models import Source

from .. import workingcopy
from ..models.entries import Entry
from . import cleaning
from .comparison import Comparison, Copy
from .tables import UID, of_kind
from .trying import fill_source


def write(uid: str, copy: Copy) -> Entry:
    """Make a working copy say what it will say. Raises ValidationError where that breaks a rule."""
    model = of_kind(copy.kind).model
    entry = model.objects.get(uid=uid) if copy.pk else model(uid=uid)
    if copy.changed:
        workingcopy.fill(entry, copy.content)
        workingcopy.save(entry, copy.content)
    for name, uids in copy.removed.items():
        getattr(entry, name).filter(uid__in=uids).delete()
    for name, uids in copy.facts.items():
        chosen = set(uids)
        write_facts(name, entry, [fact for fact in copy.content[name] if fact[UID] in chosen])
    return entry


def write_facts(name: str, entry: Entry, facts: list[dict]) -> None:
    kind = workingcopy.shape_of(entry).facts[name]
    present = {str(row.uid): row for row in getattr(entry, name).all()}
    new = []
    for fact in facts:
        row = present.get(fact[UID]) or workingcopy.new_row(name, entry, fact[UID])
        workingcopy.fill_fact(row, fact, kind)
        validate(row)
        if row.pk:
            row.save()
        else:
            new.append(row)
    workingcopy.MODELS[name].objects.bulk_create(new)


def validate(row) -> None:
    """As `workingcopy.validate`, for many."""
    try:
        cleaning.full_clean(row)
    except ValidationError as error:
        raise ValidationError(workingcopy.named(row, error)) from error


def source_rows(found: Comparison) -> list[Source]:
    """The rows of the register as they will be, to be saved by the verb on them."""
    rows = []
    for code, content in found.sources.items():
        row = Source.objects.filter(code=code).first() or Source()
        fill_source(row, content)
        rows.append(row)
    return rows


def sentences(error: ValidationError) -> str:
    return " ".join(workingcopy.messages(error))
