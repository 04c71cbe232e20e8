"""Move to another database: from SQLite to PostgreSQL, or the other way."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...backups import archive


class Command(BaseCommand):
    help = "Copy everything into another database, which is empty, and compare. Files stay where they are."

    def add_arguments(self, parser):
        parser.add_argument("url", help="of the other: what DATABASE_URL will say then")

    def handle(self, *, url: str, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "all.zip"
            archive.write(path, media=False)
            # A process of its own: migrations and models know one database.
            done = subprocess.run(  # noqa: S603
                [sys.executable, settings.BASE_DIR / "manage.py", "restore", path],
                env=os.environ | {"DATABASE_URL": url},
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode:
            raise CommandError(reason(done.stderr))
        self.stdout.write(done.stdout.strip())
        self.stdout.write("Set DATABASE_URL, and start again. What was written here meanwhile is not there.")


def reason(said: str) -> str:
    """Why the other process did not write, without the name of its kind of error, which is put before it again."""
    last = (said.strip() or "The other database was not written.").splitlines()[-1]
    return last.removeprefix(f"{CommandError.__name__}: ")
