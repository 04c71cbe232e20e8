"""Bring a file (or a folder of CSV files) into the working copies, or say what it would change.

Ends with 0 where all is right, 1 where something is wrong (nothing is written then), 2 where it was called wrongly.
"""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...exchange.rows import Change, Problem
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

    def handle(self, *, path, by, dry_run, propose, ignore_unknown, **options):
        content = read(path)
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no account “{by}”.", returncode=USAGE)
        given = {"name": path.name, "by": user, "ignore_unknown": ignore_unknown}
        try:
            self.report(*importing.look(content, **given))
            if not dry_run:
                self.take(content, given, propose)
        except PermissionDenied as error:
            raise CommandError(f"“{by}” may not bring in data.", returncode=USAGE) from error
        except Refused as refusal:
            raise CommandError(f"{path}: {refusal}", returncode=WRONG) from refusal

    def report(self, file, found) -> None:
        """Print what changes. Raises CommandError where anything is wrong."""
        problems = [*file.problems, *found.problems]
        for line in (*file.notes, *(line for change in found.changes for line in lines_of(change))):
            self.stdout.write(line)
        for problem in problems:
            self.stderr.write(importing.in_words(Problem(**vars(problem))))
        self.stdout.write(f"{len(found.changes)} rows change something, {found.unchanged} nothing.")
        if problems:
            raise CommandError(f"{len(problems)} mistakes. Nothing was written.", returncode=WRONG)
        self.changes = found.changes

    def take(self, content, given: dict, message: str | None) -> None:
        if not self.changes:
            return
        with transaction.atomic():
            record = importing.read(content, **given)
            changed = importing.take(record, by=given["by"])
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


def lines_of(change: Change) -> list[str]:
    """A change as lines: which row, and below it each cell."""
    head = f"{change.sheet}, row {change.row}: {change.act} {change.name}"
    return [head, *(f"    {cell.column}: {short(cell.before)} → {short(cell.after)}" for cell in change.cells)]


def short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"
