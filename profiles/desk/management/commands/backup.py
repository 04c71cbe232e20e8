"""Write everything that the portal keeps into one file, while it runs: for a timer."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...backups import archive

# Of the backups in BACKUP_DIR, unless it is said.
KEPT = 30


class Command(BaseCommand):
    help = "Write the database and all files, as they are at one moment, into a zip. Editors may go on working."

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            type=Path,
            nargs="?",
            help="a folder, in which it is named by the moment; or the file. Otherwise BACKUP_DIR",
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="of the backups in the folder keep the newest N; in BACKUP_DIR 30"
        )
        parser.add_argument("--without-media", action="store_true", help="leave out logos and PDFs")

    def handle(self, *, path: Path | None, keep: int | None, without_media: bool, **options):
        if path is None:
            path, keep = settings.BACKUP_DIR, keep or KEPT
        if path is None:
            raise CommandError("Say where: as an argument, or by BACKUP_DIR.")
        folder = path.is_dir()
        if keep is not None and (keep < 1 or not folder):
            raise CommandError("--keep is for a folder, and of one backup at least.")
        target = path / archive.name_now() if folder else path
        if target.exists():
            raise CommandError(f"{target} is there already.")
        tell = self.stdout.write if options["verbosity"] > 1 else lambda sentence: None
        try:
            manifest = archive.write(target, media=not without_media, tell=tell)
        except OSError as error:
            raise CommandError(f"It cannot be written: {error}.") from error
        number = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"{target}: {number} rows, {len(manifest['media'])} files, {target.stat().st_size} bytes.")
        for name in manifest["left_out"]:
            self.stderr.write(f"{name} is left out: it is damaged, and not what its name says.")
        for old in archive.forget_old(path, keep) if keep else ():
            self.stdout.write(f"{old} deleted.")
