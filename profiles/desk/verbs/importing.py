"""Bringing data in: a file is read, what it would change is looked at and taken in one stroke, and that can be undone.
Only this module writes imports.

Nothing becomes public by it but what the verb on sources makes so: working copies change, each with a saved copy before
and after.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .. import entries
from ..exchange import applying
from ..exchange.choosing import (
    CellKey,
    Choice,
    RowKey,
    chosen_rows,
    needed_cells,
    problems_of_file,
    untouched,
    without,
    wrong_cells,
)
from ..exchange.comparison import Comparison, name_of, standing
from ..exchange.differences import compare
from ..exchange.places import in_words, locate, places_of
from ..exchange.reading import files
from ..exchange.rows import File, Problem, Row
from ..exchange.trying import Step, no_step
from ..models import Event, Import
from ..models.entries import Entry
from . import Refused, log, queueing, require, savedcopies, vocabulary

# Of what keeps it from being taken, so many reasons are told.
MOST_TOLD = 5
# How long what was read and never taken is kept.
KEPT = dt.timedelta(days=30)
TAKEABLE = (Import.State.READ, Import.State.TAKING)
UNDECIDED = (Import.State.READ, Import.State.WAITING, Import.State.FAILED)


def may_import(user) -> bool:
    """Whether somebody may bring in anything at all; of each row it is asked anew."""
    rights = [f"profiles.change_{model._meta.model_name}" for model in entries.MODELS.values()]
    return user.is_active and any(user.has_perm(right) for right in (*rights, "published.change_source"))


def look(
    content: bytes | dict[str, bytes], *, name: str, by, ignore_unknown=False, step: Step = no_step
) -> tuple[File, Comparison]:
    """What a file (or a folder of CSV files, by name) holds and would change. Nothing is stored. Raises Refused for
    what cannot be read at all; what is wrong in a row is among the problems."""
    require(may_import(by))
    try:
        if isinstance(content, dict):
            file = files.read_folder(content, ignore_unknown=ignore_unknown)
        else:
            file = files.read(content, name, ignore_unknown=ignore_unknown)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    found = compare(file.rows, by=by, step=step)
    locate(file, found)
    return file, found


def read(content: bytes | dict[str, bytes], *, name: str, by, ignore_unknown=False) -> Import:
    """The same, kept: to look at it, and to take it or leave it. What others left too long is forgotten."""
    language = translation.get_language() or "en"
    record = Import(name=name[:200], author=by, language=language, ignore_unknown=ignore_unknown)
    record.content = content if isinstance(content, bytes) else zipped(content)
    record.digest = digest(content)
    fill(record, content)
    with transaction.atomic():
        forget()
        record.save()
    return record


def zipped(texts: dict[str, bytes]) -> bytes:
    """A folder of CSV files as one file, to be kept."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in texts.items():
            archive.writestr(name, content)
    return target.getvalue()


def may_read_again(record: Import) -> bool:
    """Whether a file is still kept, and nothing was decided about it."""
    return Import.objects.filter(pk=record.pk, state=Import.State.READ, content__isnull=False).exists()


def read_again(record: Import, *, by) -> Import:
    """Compare a file with what stands there now, since that may be another thing than when it was read. What of it
    somebody left stays left."""
    require(record.author_id == by.pk and may_import(by))
    with transaction.atomic():
        record = lock(record, Import.State.READ)
        refuse_unkept(record)
        fill(record, bytes(record.content))
        record.reason = ""
        record.save()
    return record


def refuse_unkept(record: Import) -> None:
    if record.content is None:
        raise Refused(_("The file itself is no longer kept: bring it in again."))


def fill(record: Import, content: bytes | dict[str, bytes], *, step: Step = no_step) -> None:
    """What a file says, into its record; what is wrong in all languages, since others look at it too."""
    given = {"name": record.name, "by": record.author, "ignore_unknown": record.ignore_unknown, "step": step}
    chosen = Choice.of(record).cells - untouched(record).cells
    file, found = look(content, **given)
    problems = [*file.problems, *found.problems]
    wanted = {(row.sheet, row.row) for row in (*found.changes, *problems)}
    record.rows = [asdict(row) for row in file.rows if (row.sheet, row.number) in wanted]
    record.changes = [asdict(change) for change in found.changes]
    record.problems = [asdict(problem) for problem in problems]
    record.notes, record.unchanged, record.bases = file.notes, found.unchanged, found.bases
    record.places = {name: asdict(place) for name, place in file.places.items()}
    record.left = Choice(Choice.of(record).rows, untouched(record).cells | chosen).as_kept()
    record.words = {}
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


def take_chosen(record: Import, *, by, step: Step = no_step) -> list[Entry]:
    """Take all that is right and was not left."""
    return take(record, by=by, rows=chosen_rows(record), left=Choice.of(record).cells, step=step)


def take(
    record: Import,
    *,
    by,
    rows: Iterable[RowKey] | None = None,
    left: Iterable[CellKey] = (),
    step: Step = no_step,
) -> list[Entry]:
    """Write what a file says into the working copies: all of it, or some rows; `left` are cells whose values stay as
    they are. All or nothing; refused where anything is wrong with the file or with a row that is taken, or where what
    they change says another thing than when the file was read.

    It is compared before the transaction, which only asks whether all still stands as it was compared: others are kept
    waiting while it is written, and not longer.
    """
    require(record.author_id == by.pk and may_import(by))
    record = found_in(Import.objects, record, *TAKEABLE)
    left = frozenset(left)
    found = compared(record, None if rows is None else set(rows), left, by=by, step=step)
    step(Import.Stage.WRITING, 0, len(found.copies))
    # What it would raise the stamp for comes with it: no other writes what the public sees meanwhile.
    with queueing():
        record = lock(record, *TAKEABLE)
        entries.lock_all(uid for uid in record.bases if ":" not in uid)
        refuse_stale(record, found, standing(found.bases))
        changed = write(record, found, by=by)
        record.changes, record.content = [asdict(change) for change in found.changes], None
        decide(record, Import.State.TAKEN, "changes", "outcome", "content")
        counts = {"entries": [str(entry.uid) for entry in changed], "sources": sorted(found.sources)}
        log(Event.Verb.IMPORT, by, None, "", subject=record.name, record=record.pk, **counts)
        return changed


def compared(record: Import, rows: set[RowKey] | None, left: frozenset[CellKey], *, by, step: Step) -> Comparison:
    """What is taken of a file, anew. Raises Refused where that cannot be."""
    taken = [Row(**row) for row in record.rows if rows is None or (row["sheet"], row["number"]) in rows]
    problems = problems_of(record)
    refuse_wrong(problems_of_file(record, problems), taken, whole=True)
    barring = [problem for problem in problems if rows is None or not problem.cell_only]
    refuse_wrong([*barring, *needed_cells(record, left)], taken, whole=rows is None)
    left |= wrong_cells(problems)
    # A row of which something is left is another than the one that was tried; so is one that was in conflict.
    is_as_tried = not (left or untouched(record).cells)
    found = compare(without(record, taken, left), by=by, anew=not is_as_tried, theirs=True, step=step)
    refuse_stale(record, found, found.bases)
    locate(File(taken, places=places_of(record)), found)
    refuse_wrong(found.problems, taken, whole=True)
    if not found.changes:
        raise Refused(_("Nothing of it changes anything."))
    return found


def write(record: Import, found: Comparison, *, by) -> list[Entry]:
    """Everything that changes, and into the record what there was before and is now. Raises Refused."""
    for row in applying.source_rows(found):
        vocabulary.change(row, by=by)
    changed = []
    for uid, copy in found.copies.items():
        if not (copy.changed or copy.facts or copy.removed):
            continue
        before = savedcopies.save(entries.find(uid), by=None).pk if copy.pk else None
        try:
            changed.append(entry := applying.write(uid, copy))
        except ValidationError as error:
            raise Refused(f"{name_of(copy.content)}: {applying.sentences(error)}") from error
        after = savedcopies.save(entry, by=by)
        record.outcome[uid] = {"before": before, "after": after.content_digest, "name": str(entry)}
    return changed


def discard(record: Import, *, by) -> None:
    """Forget a file that was not taken."""
    require(record.author_id == by.pk)
    with transaction.atomic():
        lock(record, *UNDECIDED).delete()


def lock(record: Import, *states: str) -> Import:
    """The record as it is now, held; refused where it is in another state than these."""
    return found_in(Import.objects.select_for_update(), record, *states)


def found_in(rows, record: Import, *states: str) -> Import:
    record = rows.get(pk=record.pk)
    if record.state not in states:
        if record.state == Import.State.TAKEN:
            raise Refused(_("This file was brought in already."))
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


def refuse_stale(record: Import, found: Comparison, bases: dict[str, str]) -> None:
    """Raises Refused, with what it is, where anything says another thing than when the file was read."""
    stale = [key for key, base in bases.items() if record.bases.get(key) != base]
    if stale:
        names = {key: found.copies[key].content for key in stale if key in found.copies}
        told = [name_of(names[key]) if key in names else key.partition(":")[2] for key in stale]
        raise Refused(_("Changed since the file was read: %s. Read it again.") % _(", ").join(told))
