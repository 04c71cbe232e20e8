"""Keep the whole public site as files, for when the site itself cannot answer. For a timer."""

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from profiles.site.mirror.asking import Stopped
from profiles.site.mirror.copying import mirror


class Command(BaseCommand):
    help = "Write every public page and file into a folder, of which DIR/current/site is to be served."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="DIR")
        parser.add_argument(
            "--url", default="", help="where the copy is read, if not at SITE_URL: https://copy.example.org"
        )

    def handle(self, *, path, url, **options):
        if url and not re.fullmatch(r"https?://[^/?#@\s]+", url := url.rstrip("/")):
            raise CommandError(f"“{url}” is no address of a copy: write https:// and the host.", returncode=2)
        try:
            made = mirror(path, url)
        except Stopped as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error}") from error
        if made is None:
            self.stdout.write("Nothing changed: the copy is up to date.")
            return
        for address in made.missing:
            self.stderr.write(f"{address} is linked, but the site has no such page.")
        self.stdout.write(
            f"{made.files} files, {made.bytes / 1e6:.1f} MB: {made.written} written, {made.removed} removed."
        )
