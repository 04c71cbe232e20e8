"""Put a backup into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ...backups.archive import Unusable
from ...backups.restoring import restore, told


class Command(BaseCommand):
    help = "Put back all that a backup has, into a database that is empty, and compare the two."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--without-damaged", action="store_true", help="put back all else where files of the backup are damaged"
        )

    def handle(self, *, path: Path, without_damaged: bool, **options):
        tell = self.stdout.write if options["verbosity"] > 1 else lambda sentence: None
        try:
            manifest, missing = restore(path, without_damaged=without_damaged, tell=tell)
        except Unusable as error:
            raise CommandError(str(error)) from error
        if missing:
            self.stderr.write(told(missing))
        number = sum(table["rows"] for table in manifest["tables"].values())
        files = len(manifest["media"].keys() - set(missing))
        self.stdout.write(
            f"{number} rows of {len(manifest['tables'])} tables and {files} files are as they were on "
            f"{manifest['made']}. Everybody signs in anew. Run manage.py migrate, then manage.py doctor."
        )
