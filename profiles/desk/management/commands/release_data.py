"""Release the data: all that is public, as files that never change. For a timer, once a month."""

import tempfile
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from profiles.values.languages import LANGUAGES, OWN_NAMES

from ...verbs import Refused, datareleases

UNCHANGED, FAULTY = 3, 4


class Command(BaseCommand):
    help = (
        "Release what is public now, as a numbered set of files that never change. Exit code 3: nothing changed since "
        "the last release, and none was made."
    )

    def add_arguments(self, parser):
        parser.add_argument("--by", metavar="USERNAME", help="the publisher in whose name; otherwise the portal's own")
        parser.add_argument("--note-en", default="", help="what is said of the release, in English")
        for code in LANGUAGES[1:]:
            name = OWN_NAMES[code]
            parser.add_argument(
                f"--note-{code}", dest="note_second", default="", help=f"the same in the language {name}"
            )
        parser.add_argument("--dry-run", action="store_true", help="make the files, say what they are, and keep none")
        parser.add_argument(
            "--verify", action="store_true", help="make none: look whether all releases are as they were made (else 4)"
        )

    def handle(self, *, by, note_en, dry_run, verify, note_second="", **options):
        if verify:
            self.verify()
            return
        note = (note_en.strip(), note_second.strip())
        try:
            if dry_run:
                with tempfile.TemporaryDirectory() as folder, datareleases.made(Path(folder), note) as made:
                    self.tell(made.about.name, made.about.number, made.built.files, made.built.counts)
                    self.stdout.write("Nothing was kept: this was a dry run.")
                return
            row = datareleases.release(by=account(by), note=note)
        except datareleases.Unchanged as error:
            raise CommandError(str(error), returncode=UNCHANGED) from error
        except PermissionDenied as error:
            raise CommandError(f"“{by}” may not publish.") from error
        except Refused as error:
            raise CommandError(str(error)) from error
        self.tell(row.name, row.number, row.files, row.counts)
        self.stdout.write(f"{row.digest}  /data/releases/{row.name}/")

    def tell(self, name, number, files, counts):
        changes = ", ".join(f"{many} {change}" for change, many in counts.items()) or "none"
        self.stdout.write(f"Release {number}, {name}. Changes: {changes}.")
        for file in files:
            rows = "" if file.rows is None else f"  {file.rows} rows"
            self.stdout.write(f"{file.sha256}  {file.bytes:>12}  {file.name}{rows}")

    def verify(self):
        if unnamed := datareleases.unnamed():
            self.stderr.write(
                f"{len(unnamed)} stored files are named by no release: one was stopped while it was made, or releases "
                "are gone from the database."
            )
        if found := list(datareleases.faults()):
            raise CommandError("\n".join(found), returncode=FAULTY)
        self.stdout.write("All releases are as they were made.")


def account(name: str | None):
    """The account of that name, where one is given."""
    if name is None:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no account “{name}”.")
    return user
