"""Write the fact sheet of a profile: an Excel file for its ministry, which comes back by `import_data`."""

import datetime as dt
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from profiles.published.labels import LANGUAGES

from ...exchange.factsheets.making import fact_sheet
from ...models import Entity

WRONG, USAGE = 1, 2


class Command(BaseCommand):
    help = "Write a profile as an Excel file that a ministry fills in and sends back; import_data reads it."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the profile")
        parser.add_argument("path", type=Path)
        parser.add_argument("--language", choices=list(LANGUAGES), default="en")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="by which day, else in three weeks: 2027-01-31")
        parser.add_argument("--to", default="", metavar="ADDRESS", help="to whom it goes back, else to the publisher")

    def handle(self, *, slug, path, language, until, to, **options):
        entity = Entity.objects.filter(slug=slug).first()
        if entity is None:
            raise CommandError(f"There is no profile “{slug}”.", returncode=USAGE)
        try:
            path.write_bytes(fact_sheet(entity, language=language, until=until, to=to))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG) from error
        except OSError as error:
            raise CommandError(f"{path}: {error}.", returncode=USAGE) from error
        self.stdout.write(f"{path}: the fact sheet of {slug}.")
