"""Files that are too large to be read, or taken, while somebody waits for a page: they wait in the database, and one
process at a time claims one and works on it. What is small is done at once, and so is all where no thread works.

A process that is ended while it works leaves nothing half, since it writes in one transaction, and a claim, which runs
out: the file is taken up again then. One that ended two processes is given up.
"""

import datetime as dt
import logging
import time

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from profiles.values import languages

from ..exchange.choosing import chosen_rows
from ..models import Import
from . import Refused, importing, queueing, require

logger = logging.getLogger(__name__)

# What is done at once: so many bytes, so many rows.
SMALL, FEW = 100_000, 300
# Longer than the largest file takes.
CLAIM = dt.timedelta(minutes=15)
MOST_TRIES = 2
# Seconds between one word of how far it is and the next.
PAUSE = 1
NOWHERE = {"stage": "", "done": 0, "total": 0}
WAITING = (Import.State.WAITING, Import.State.TAKING)


def is_at_once(number: int, most: int) -> bool:
    return settings.IMPORTER != "thread" or number <= most


def bring(content: bytes, *, name: str, by, ignore_unknown=False) -> Import:
    """Read a file, or have it read. Raises Refused where it is read at once and cannot be."""
    if is_at_once(len(content), SMALL):
        return importing.read(content, name=name, by=by, ignore_unknown=ignore_unknown)
    require(importing.may_import(by))
    given = {"name": name[:200], "digest": importing.digest(content), "author": by, "ignore_unknown": ignore_unknown}
    language = translation.get_language() or "en"
    return Import.objects.create(content=content, language=language, state=Import.State.WAITING, **given)


def read_again(record: Import, *, by) -> Import:
    """Compare a file anew with what stands there now, or have it compared."""
    require(record.author_id == by.pk and importing.may_import(by))
    record = importing.found_in(Import.objects, record, Import.State.READ)
    importing.refuse_unkept(record)
    if is_at_once(len(record.content), SMALL):
        return importing.read_again(record, by=by)
    wait(record, Import.State.WAITING)
    return record


def take(record: Import, *, by) -> list | None:
    """Take what was chosen of a file, or have it taken (None)."""
    if is_at_once(len(chosen_rows(record)), FEW):
        return importing.take_chosen(record, by=by)
    require(record.author_id == by.pk and importing.may_import(by))
    wait(record, Import.State.TAKING)
    return None


def wait(record: Import, state: str) -> None:
    with transaction.atomic():
        record = importing.lock(record, Import.State.READ)
        record.state, record.reason, record.tries = state, "", 0
        # Free, and since when.
        record.claimed_until = timezone.now()
        record.save(update_fields=["state", "reason", "tries", "claimed_until"])


# ── Work ────────


def work_on_all() -> int:
    """Work on whatever waits; how many files."""
    number = 0
    while record := claim():
        work(record)
        number += 1
    return number


def claim() -> Import | None:
    """What waits longest, for this process alone, while no other works on one."""
    waiting = Import.objects.filter(state__in=WAITING)
    if not waiting.exists() or is_any_claimed():
        return None
    # Processes that claim queue: of several rows each could else lock another.
    with queueing():
        now = timezone.now()
        if is_any_claimed():
            return None
        record = waiting.order_by("at", "pk").select_for_update().first()
        if record:
            record.claimed_until, record.tries = now + CLAIM, record.tries + 1
            record.save(update_fields=["claimed_until", "tries"])
        return record


def is_any_claimed() -> bool:
    return Import.objects.filter(state__in=WAITING, claimed_until__gt=timezone.now()).exists()


def work(record: Import) -> None:
    """Read or take a file that this process has claimed. Whatever goes wrong is said in the record."""
    with languages.reading(record.language):
        try:
            if record.tries > MOST_TRIES:
                raise Refused(_("It was begun twice and never came to an end: bring it in smaller parts."))
            do(record)
        except Refused as refusal:
            fail(record, str(refusal))
        except Import.DoesNotExist:
            # Whoever brought it has forgotten it meanwhile.
            return
        except PermissionDenied:
            fail(record, _("You may not do this any more."))
        except Exception:
            logger.exception("The file of import %s could not be worked on.", record.pk)
            fail(record, _("Something went wrong, which is in the log of the server."))


def do(record: Import) -> None:
    progress = Progress(record)
    if record.state == Import.State.TAKING:
        importing.take_chosen(record, by=record.author, step=progress)
        Import.objects.filter(pk=record.pk).update(claimed_until=None, **NOWHERE)
        return
    importing.fill(record, bytes(record.content), step=progress)
    record.state, record.claimed_until = Import.State.READ, None
    record.stage, record.done, record.total = "", 0, 0
    with transaction.atomic():
        importing.lock(record, Import.State.WAITING)
        importing.forget()
        record.save()


def fail(record: Import, reason: str) -> None:
    """What could not be read is not readable; what could not be taken can be looked at again."""
    rows = Import.objects.filter(pk=record.pk, state__in=WAITING)
    rows.update(reason=reason, claimed_until=None, **NOWHERE)
    rows.filter(state=Import.State.TAKING).update(state=Import.State.READ)
    rows.filter(state=Import.State.WAITING).update(state=Import.State.FAILED, content=None)


class Progress:
    """Says in a record how far the work on it is: now and then, and never from within a transaction, which shows
    nothing of itself before it ends."""

    def __init__(self, record: Import):
        self.pk, self.stage, self.at = record.pk, "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if connection.in_atomic_block or (stage == self.stage and now < self.at + PAUSE):
            return
        self.stage, self.at = stage, now
        Import.objects.filter(pk=self.pk).update(stage=stage, done=done, total=total)
