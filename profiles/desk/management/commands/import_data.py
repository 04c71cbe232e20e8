"""Bring a file (or a folder of CSV files) into the working copies, or say what it would change.

Ends with 0 where all is right, 1 where something is wrong (nothing is written then), 2 where it was called wrongly.
What was changed on both sides since the file was taken out is wrong, too, unless `--conflicts` says which side stands.
"""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...exchange.choosing import conflict_sentence, is_conflict, untouched
from ...exchange.places import place_of
from ...exchange.rows import Change
from ...verbs import Refused, importing, proposing

WRONG, USAGE = 1, 2
LONGEST = 100


class Command(BaseCommand):
    help = "Say what a file changes in the working copies, cell by cell, and write that: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="in whose name, with whose rights")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
        parser.add_argument("--propose", metavar="MESSAGE", help="propose all that changed together, with this message")
        parser.add_argument("--ignore-unknown", action="store_true", help="leave out unknown sheets and columns")
        parser.add_argument(
            "--conflicts",
            choices=["ours", "theirs"],
            help="what stands where both sides changed a cell",
        )

    def handle(self, *, path, by, dry_run, propose, ignore_unknown, conflicts, **options):
        content = read(path)
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no account “{by}”.", returncode=USAGE)
        given = {"name": path.name, "by": user, "ignore_unknown": ignore_unknown}
        try:
            self.report(*importing.look(content, **given), conflicts)
            if not dry_run and self.changes:
                self.take(content, given, propose, conflicts)
        except PermissionDenied as error:
            raise CommandError(f"“{by}” may not bring in data.", returncode=USAGE) from error
        except Refused as refusal:
            raise CommandError(f"{path}: {refusal}", returncode=WRONG) from refusal

    def report(self, file, found, conflicts: str | None) -> None:
        """Print what changes. Raises CommandError where anything is wrong."""
        wrong = [importing.in_words(problem) for problem in (*file.problems, *found.problems)]
        clashes = [line for change in found.changes for line in clashes_of(change)]
        wrong += [] if conflicts else clashes
        for line in (*file.notes, *(line for change in found.changes for line in lines_of(change))):
            self.stdout.write(line)
        for line in wrong:
            self.stderr.write(line)
        changing = told(len(found.changes), "row changes", "rows change")
        self.stdout.write(f"{changing} something, {found.unchanged} nothing.")
        if wrong:
            raise CommandError(f"{told(len(wrong), 'mistake', 'mistakes')}. Nothing was written.", returncode=WRONG)
        kept = clashes if conflicts == "ours" else ()
        self.changes = sum(len(change.cells) for change in found.changes) > len(kept)

    def take(self, content, given: dict, message: str | None, conflicts: str | None) -> None:
        with transaction.atomic():
            record = importing.read(content, **given)
            left = untouched(record).cells if conflicts == "ours" else ()
            changed = importing.take(record, by=given["by"], left=left)
            if message and changed:
                proposing.propose_together(changed, by=given["by"], message=message)
        self.stdout.write(f"Written, as import {record.pk}." + (" Proposed." if message and changed else ""))


def read(path: Path) -> bytes | dict[str, bytes]:
    """The bytes of a file, or those of all CSV files of a folder by their names."""
    try:
        if path.is_dir():
            return {found.name: found.read_bytes() for found in sorted(path.glob("*.csv"))}
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error}.", returncode=USAGE) from error


def told(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def lines_of(change: Change) -> list[str]:
    """A change as lines: which row, and below it each cell."""
    head = f"{place_of(change)}: {change.act} {change.name}"
    return [head, *(f"    {cell.column}: {short(cell.before)} → {short(cell.after)}" for cell in change.cells)]


def clashes_of(change: Change) -> list[str]:
    """What was changed on both sides, a line for each cell."""
    head = f"{place_of(change)} ({change.name})"
    return [
        f"{head}, {cell.column}: {conflict_sentence(vars(cell))}" for cell in change.cells if is_conflict(vars(cell))
    ]


def short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"
