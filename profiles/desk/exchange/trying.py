"""Whether what a file says may stand in the working copies: every rule of the rows, while nothing stays stored."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import MemberType, Source
from profiles.values.files import NAME

from .. import checks, workingcopy
from . import cleaning, tables
from .tables import SHEETS, SOURCES, UID, Sheet

# How the names of files end, by the column that has them.
ENDINGS = {"logo": "png", "file": "pdf"}
# Which row of a sheet, by the uid of its fact or entry or by its code; which column; and why not.
Wrong = tuple[tuple[str, str], str, str]
# Who wants to know how far it is: at what, how many of how many.
Step = Callable[[str, int, int], None]
TRYING = "trying"


def no_step(stage: str, done: int, total: int) -> None:
    """For who does not."""


def wrong_in_all(found, stored: dict, step: Step = no_step) -> Iterator[Wrong]:
    """What a comparison (`differences.Comparison`) breaks: each row by itself, and the facts of an entry together.
    `stored` has the entries that are there, by uid."""
    # Only what is stored for the trial needs a transaction: where one writes at a time, others wait for it.
    with transaction.atomic() if found.sources else nullcontext():
        for code, content in found.sources.items():
            row = Source.objects.filter(code=code).first() or Source()
            fill_source(row, content)
            reasons = wrong_in(SHEETS[SOURCES], row)
            yield from (((SOURCES, code), *reason) for reason in reasons)
            if not reasons:
                # What comes in the same file may be cited there.
                row.save()
        for number, (uid, copy) in enumerate(found.copies.items(), 1):
            step(TRYING, number, len(found.copies))
            yield from wrong_in_copy(copy, stored.get(uid) or tables.of_kind(copy.kind).model(uid=uid))
        if found.sources:
            transaction.set_rollback(True)


def fill_source(row: Source, content: dict) -> None:
    """Make a row of the register say what its sheet does. Nothing is stored."""
    for column in SHEETS[SOURCES].columns:
        setattr(
            row,
            column.field.name,
            column.field.to_python(column.value_in(content) or None) if column.field.null else column.value_in(content),
        )


def wrong_in_copy(copy, entry) -> Iterator[Wrong]:
    sheet = tables.of_kind(copy.kind)
    if copy.changed:
        workingcopy.fill(entry, copy.content)
        reasons = wrong_in(sheet, entry) + doubts_of_entry(copy.content)
        yield from (((sheet.name, str(entry.uid)), *reason) for reason in reasons)
    for name, uids in copy.facts.items():
        yield from wrong_in_facts(SHEETS[name], copy, entry, uids)
    yield from wrong_together(copy)


def doubts_of_entry(content: dict) -> list[tuple[str, str]]:
    """Its own dates, asked about as a form does."""
    if "unusual" not in content:
        return []
    names = [name for name in ("start", "end", "day") if name in content]
    return [(found.field.removeprefix("id_"), found.sentence) for found in checks.problems_of_dates(content, *names)]


def wrong_in_facts(sheet: Sheet, copy, entry, uids: list[str]) -> Iterator[Wrong]:
    owner = workingcopy.owner_of(sheet.name)
    present = {str(row.uid): row for row in sheet.model.objects.filter(**{f"{owner}__uid": entry.uid})}
    facts = {fact[UID]: fact for fact in copy.content[sheet.name]}
    for uid in uids:
        row = present.get(uid) or workingcopy.new_row(sheet.name, entry, uid)
        workingcopy.fill_fact(row, facts[uid], sheet.fact)
        reasons = wrong_in(sheet, row, exclude=[owner], has_own_uid=True)
        if sheet.fact.dated and not facts[uid]["unusual"]:
            reasons += [("start", doubt) for doubt in checks.doubts_of(facts[uid], checks.DATES)]
        yield from (((sheet.name, uid), *reason) for reason in reasons)


def wrong_in(sheet: Sheet, row, exclude=(), *, has_own_uid: bool = False) -> list[tuple[str, str]]:
    """What a row breaks: of each column, and of the whole under no column."""
    names = {column.field.name: column.name for column in sheet.columns}
    try:
        cleaning.full_clean(row, exclude, has_own_uid=has_own_uid)
    except ValidationError as error:
        return [
            ("" if name == NON_FIELD_ERRORS else names.get(name, name), text)
            for name, texts in error.message_dict.items()
            for text in texts
        ]
    return []


def refuse_unstored(column: str, name: str) -> None:
    """Raises ValidationError for a file that is not kept here, or that is none of the kind that a column has."""
    if not name:
        return
    match = NAME.fullmatch(name)
    if not (match and match[1] == ENDINGS[column] and default_storage.exists(name)):
        raise ValidationError(_("This file is not stored here."))


def wrong_together(copy) -> Iterator[Wrong]:
    """What the facts of one entry break together: told at the last of those that change."""
    for sentence in overlaps(copy.content) if copy.facts.get("memberships") else ():
        yield ("memberships", copy.facts["memberships"][-1]), "", sentence
    offices = copy.content.get("responsible_entities", ())
    known = {"", *(fact[UID] for fact in offices)}
    changed = set(copy.facts.get("responsible_entities", ()))
    for fact in offices:
        if fact[UID] in changed and fact.get("succeeds", "") not in known:
            yield (
                ("responsible_entities", fact[UID]),
                "succeeds",
                _("This is the uid of none of its responsible entities."),
            )


def overlaps(content: dict) -> list[str]:
    """The memberships that certainly hold at one time, in words; what changes names its word by code alone."""
    if not documents.overlaps(content):
        return []
    words = {row.code: row.as_document() for row in MemberType.objects.all()}
    held = [fact | {"type": words[fact["type"]["code"]]} for fact in content["memberships"] if fact["type"]["code"]]
    return checks.overlaps({"memberships": held})
