"""Bringing data in: a file is read, what it would change is looked at and taken in one stroke, and that can be undone.
Only this module writes imports.

Nothing becomes public by it but what the verb on sources makes so: working copies change, each with a saved copy before
and after.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, replace

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from profiles.published import documents
from profiles.published.models import Release

from .. import entries, permissions, workingcopy
from ..exchange import applying, reading
from ..exchange.choosing import CellKey, Choice, RowKey, chosen_rows, needed_cells, problems_of_file, without
from ..exchange.differences import Comparison, compare
from ..exchange.rows import File, Problem, Row
from ..models import Event, Import, Proposal, SavedCopy
from ..models.entries import Entry
from . import Refused, log, proposing, queueing, require, savedcopies, vocabulary

# Of what keeps it from being taken, so many reasons are told.
MOST_TOLD = 5
# How long what was read and never taken is kept.
KEPT = dt.timedelta(days=30)
UNDECIDED = (Import.State.READ, Import.State.WAITING, Import.State.FAILED)


def may_import(user) -> bool:
    """Whether somebody may bring in anything at all; of each row it is asked anew."""
    rights = [f"profiles.change_{model._meta.model_name}" for model in entries.MODELS.values()]
    return user.is_active and any(user.has_perm(right) for right in (*rights, "published.change_source"))


def look(content: bytes | dict[str, bytes], *, name: str, by, ignore_unknown=False) -> tuple[File, Comparison]:
    """What a file (or a folder of CSV files, by name) holds and would change. Nothing is stored. Raises Refused for
    what cannot be read at all; what is wrong in a row is among the problems."""
    require(may_import(by))
    try:
        if isinstance(content, dict):
            file = reading.read_folder(content, ignore_unknown=ignore_unknown)
        else:
            file = reading.read(content, name, ignore_unknown=ignore_unknown)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return file, compare(file.rows, by=by)


def read(content: bytes | dict[str, bytes], *, name: str, by, ignore_unknown=False) -> Import:
    """The same, kept: to look at it, and to take it or leave it. What others left too long is forgotten."""
    record = Import(name=name[:200], digest=digest(content), author=by, language=translation.get_language() or "en")
    fill(record, content, ignore_unknown=ignore_unknown)
    with transaction.atomic():
        forget()
        record.save()
    return record


def fill(record: Import, content: bytes | dict[str, bytes], *, ignore_unknown: bool) -> None:
    """What a file says, into its record; what is wrong in all languages, since others look at it too."""
    given = {"name": record.name, "by": record.author, "ignore_unknown": ignore_unknown}
    file, found = look(content, **given)
    problems = [*file.problems, *found.problems]
    wanted = {(row.sheet, row.row) for row in (*found.changes, *problems)}
    record.rows = [asdict(row) for row in file.rows if (row.sheet, row.number) in wanted]
    record.changes = [asdict(change) for change in found.changes]
    record.problems = [asdict(problem) for problem in problems]
    record.notes, record.unchanged, record.bases = file.notes, found.unchanged, found.bases
    for code in other_languages(record) if problems or file.notes else ():
        with translation.override(code):
            file, found = look(content, **given)
        reasons = [problem.reason for problem in (*file.problems, *found.problems)]
        record.words[code] = {"problems": reasons, "notes": file.notes}


def other_languages(record: Import) -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != record.language]


def problems_of(record: Import) -> list[Problem]:
    """What is wrong, in the language of whoever looks."""
    problems = [Problem(**row) for row in record.problems]
    reasons = record.words.get(translation.get_language(), {}).get("problems", ())
    if len(reasons) != len(problems):
        return problems
    return [replace(problem, reason=reason) for problem, reason in zip(problems, reasons, strict=True)]


def notes_of(record: Import) -> list[str]:
    return record.words.get(translation.get_language(), {}).get("notes", record.notes)


def forget() -> None:
    """Delete what was brought long ago and never taken."""
    Import.objects.filter(state__in=UNDECIDED, at__lt=timezone.now() - KEPT).delete()


def digest(content: bytes | dict[str, bytes]) -> str:
    parts = [content] if isinstance(content, bytes) else [part for item in sorted(content.items()) for part in item]
    found = hashlib.sha256()
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode())
    return found.hexdigest()


def choose(record: Import, choice: Choice, *, by) -> None:
    """Keep which rows and cells somebody leaves, until they take the rest."""
    require(record.author_id == by.pk and may_import(by))
    with transaction.atomic():
        record = lock(record, Import.State.READ)
        record.left = choice.as_kept()
        record.save(update_fields=["left"])


def take_chosen(record: Import, *, by) -> list[Entry]:
    """Take all that is right and was not left."""
    return take(record, by=by, rows=chosen_rows(record), left=Choice.of(record).cells)


def take(record: Import, *, by, rows: Iterable[RowKey] | None = None, left: Iterable[CellKey] = ()) -> list[Entry]:
    """Write what a file says into the working copies: all of it, or some rows; `left` are cells whose values stay as
    they are. All or nothing; refused where anything is wrong with the file or with a row that is taken, or where what
    they change says another thing than when the file was read."""
    require(record.author_id == by.pk and may_import(by))
    chosen = None if rows is None else set(rows)
    # What it would raise the stamp for comes with it: no other writes what the public sees meanwhile.
    with queueing():
        record = lock(record, Import.State.READ, Import.State.TAKING)
        taken = [Row(**row) for row in record.rows if chosen is None or (row["sheet"], row["number"]) in chosen]
        problems = problems_of(record)
        refuse_wrong(problems_of_file(record, problems), taken, whole=True)
        refuse_wrong([*problems, *needed_cells(record, left)], taken, whole=chosen is None)
        taken = without(record, taken, left)
        entries.lock_all(uid for uid in record.bases if ":" not in uid)
        found = compare(taken, by=by, anew=False)
        refuse_stale(record, found)
        refuse_wrong(found.problems, taken, whole=True)
        if not found.changes:
            raise Refused(_("Nothing of it changes anything."))
        try:
            changed = write(record, found, by=by)
        except ValidationError as error:
            raise Refused(applying.sentences(error)) from error
        record.changes = [asdict(change) for change in found.changes]
        decide(record, Import.State.TAKEN, "changes", "outcome")
        counts = {"entries": [str(entry.uid) for entry in changed], "sources": sorted(found.sources)}
        log(Event.Verb.IMPORT, by, None, "", subject=record.name, record=record.pk, **counts)
        return changed


def write(record: Import, found: Comparison, *, by) -> list[Entry]:
    """Everything that changes, and into the record what there was before and is now."""
    for row in applying.source_rows(found):
        vocabulary.change(row, by=by)
    changed = []
    for uid, copy in found.copies.items():
        if not (copy.changed or copy.facts or copy.removed):
            continue
        before = savedcopies.save(entries.find(uid), by=None).pk if copy.pk else None
        changed.append(entry := applying.write(uid, copy))
        after = savedcopies.save(entry, by=by)
        record.outcome[uid] = {"before": before, "after": after.content_digest, "name": str(entry)}
    return changed


def undo(record: Import, *, by) -> None:
    """Make the working copies say again what they did before an import: all of them, while nothing else was changed in
    any of them since. What it brought into the register of sources stays there."""
    require(record.author_id == by.pk or permissions.edits_everything(by))
    with transaction.atomic():
        record = lock(record, Import.State.TAKEN)
        entries.lock_all(record.outcome)
        if changed := [item["name"] for uid, item in record.outcome.items() if not is_as_taken(record, uid, item)]:
            sentence = _("It cannot be undone: %s was changed or published since.")
            raise Refused(sentence % _(", ").join(changed))
        if proposed := [item["name"] for uid, item in record.outcome.items() if is_proposed(record, uid)]:
            sentence = _("It cannot be undone while %s waits to be published: take the proposal back first.")
            raise Refused(sentence % _(", ").join(proposed))
        for uid, item in record.outcome.items():
            put_back(entries.find(uid), item, by=by)
        decide(record, Import.State.UNDONE)
        log(Event.Verb.UNDO_IMPORT, by, None, "", subject=record.name, record=record.pk)


def is_as_taken(record: Import, uid: str, item: dict) -> bool:
    """Whether a working copy says what the import made it say, and nothing of it was published or withdrawn since."""
    try:
        entry = entries.find(uid)
    except ObjectDoesNotExist:
        return False
    if Release.objects.of(entry).filter(created_at__gte=record.decided_at).exists():
        return False
    return documents.content_digest(workingcopy.document(entry)) == item["after"]


def is_proposed(record: Import, uid: str) -> bool:
    """Whether a proposal waits that may hold what the import wrote, and would make it public after all."""
    return Proposal.objects.filter(entry_uid=uid, at__gte=record.decided_at).waiting().exists()


def put_back(entry: Entry, item: dict, *, by) -> None:
    require(permissions.can_edit(by, entry))
    if item["before"] is None:
        proposing.delete_draft(entry, by=by)
        return
    try:
        workingcopy.apply(SavedCopy.objects.get(pk=item["before"]).content(), entry)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    savedcopies.save(entry, by=by)


def discard(record: Import, *, by) -> None:
    """Forget a file that was not taken."""
    require(record.author_id == by.pk)
    with transaction.atomic():
        lock(record, *UNDECIDED).delete()


def lock(record: Import, *states: str) -> Import:
    """The record as it is now, held; refused where it is in another state than these."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state not in states:
        raise Refused(_("This file is %s.") % record.get_state_display())
    return record


def decide(record: Import, state: str, *columns: str) -> None:
    record.state, record.decided_at = state, timezone.now()
    record.save(update_fields=["state", "decided_at", *columns])


def refuse_wrong(problems: list[Problem], taken: list[Row], *, whole: bool) -> None:
    """Raises Refused where one of the rows is wrong, or (`whole`) anything of the file."""
    chosen = {(row.sheet, row.number) for row in taken}
    wrong = [row for row in problems if whole or (row.sheet, row.row) in chosen]
    if wrong:
        told = [in_words(row) for row in wrong[:MOST_TOLD]]
        raise Refused(" ".join([_("Nothing was taken."), *told]))


def in_words(problem: Problem) -> str:
    """A problem with its place, in one line."""
    place = _("%(sheet)s, row %(row)d") % {"sheet": problem.sheet, "row": problem.row}
    return f"{place}, {problem.column}: {problem.reason}" if problem.column else f"{place}: {problem.reason}"


def refuse_stale(record: Import, found: Comparison) -> None:
    """Raises Refused, with what it is, where anything says another thing than when the file was read."""
    stale = [key for key, base in found.bases.items() if record.bases.get(key) != base]
    if stale:
        names = {key: found.copies[key].content for key in stale if key in found.copies}
        called = [
            names[key]["name"]["en"] or names[key]["slug"] if key in names else key.partition(":")[2] for key in stale
        ]
        raise Refused(_("Changed since the file was read: %s. Read it again.") % _(", ").join(called))
