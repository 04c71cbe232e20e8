"""Make the handbook of the directory: a PDF to print."""

from pathlib import Path

from django.core.exceptions import BadRequest
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import translation

from profiles.reading.filters import LIST
from profiles.reading.reading import Reading, parse_day
from profiles.site.handbook import is_installed, press
from profiles.site.handbook.contents import LANGUAGES, book, volumes
from profiles.site.public import filter_query, unknown

WRONG, USAGE = 1, 2


def filters(select: str) -> QueryDict:
    """What `--select` asks of the directory. Raises BadRequest for what it has no filter of."""
    query, takes = QueryDict(select), [name for name in LIST if name != "on"]
    if names := unknown(query, takes):
        raise BadRequest(f"There is no filter {', '.join(names)}: there are {', '.join(takes)}. The day is --on.")
    return filter_query(query, takes)


class Command(BaseCommand):
    help = "Make the handbook of the directory, a PDF to print: of all, or of whom filters select, as of any day."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="OUT.pdf")
        parser.add_argument("--language", choices=list(LANGUAGES), default="en")
        parser.add_argument("--on", default="", metavar="DAY", help="the day that it speaks of, else today: 2019-10-16")
        parser.add_argument(
            "--select", default="", metavar="QUERY", help="the directory's filters: type=sending&role=chair"
        )

        parser.add_argument(
            "--volume", type=int, help="which volume, where there are several; else OUT-1.pdf, OUT-2.pdf …"
        )

    def handle(self, *, path, language, on, select, volume, **options):
        if not is_installed():
            raise CommandError(press.missing(), returncode=USAGE)
        try:
            reading = Reading.now()
            reading = reading.on(parse_day(on, reading.today)) if on else reading
            query = filters(select)
            with translation.override("en"):
                number = volumes(reading, language, query)
                for one in [volume] if volume else range(1, number + 1):
                    place = path if volume or number == 1 else path.with_stem(f"{path.stem}-{one}")
                    self.make(book(reading, language, query, one), place, reading)
        except BadRequest as error:
            raise CommandError(str(error), returncode=USAGE) from error

    def make(self, data, path, reading):
        try:
            press.print_book(data, path)
        except (press.Jammed, OSError) as error:
            raise CommandError(f"{path}: {error}", returncode=WRONG) from error
        number = sum(len(chapter["entities"]) for chapter in data["parts"][0]["chapters"])
        self.stdout.write(f"{path}: {number} profiles as of {reading.day}, {path.stat().st_size // 1024} KB.")
