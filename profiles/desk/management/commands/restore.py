"""Put a backup into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ...backups.archive import Unusable
from ...backups.restoring import restore


class Command(BaseCommand):
    help = "Put back all that a backup has, into a database that is empty, and compare the two."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)

    def handle(self, *, path: Path, **options):
        tell = self.stdout.write if options["verbosity"] > 1 else lambda sentence: None
        try:
            manifest = restore(path, tell=tell)
        except Unusable as error:
            raise CommandError(str(error)) from error
        for name in manifest.get("left_out", ()):
            self.stderr.write(f"{name} is missing in the backup: it was damaged when that was written.")
        number = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"{number} rows of {len(manifest['tables'])} tables and {len(manifest['media'])} files are as they were on "
            f"{manifest['made']}. Everybody signs in anew. Run manage.py migrate, then manage.py doctor."
        )
