"""Write what stands in the working copies into a file, or as CSV into a folder: it comes back by `import_data`."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ... import entries
from ...exchange import tables, writing

FORMATS = {".xlsx": "xlsx", ".json": "json"}


class Command(BaseCommand):
    help = "Write the working copies and the register of sources: as Excel, as CSV (a folder, or a .zip), or as JSON."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=["xlsx", "csv", "json"], help="else by the ending of PATH: csv")
        parser.add_argument(
            "--only", nargs="+", metavar="SHEET", choices=list(tables.SHEETS), default=(), help=", ".join(tables.SHEETS)
        )

    def handle(self, *, path, only, **options):
        form = options["format"] or FORMATS.get(path.suffix.casefold(), "csv")
        found = writing.contents({model: model.objects.all() for model in entries.MODELS.values()}, only)
        try:
            WRITERS[form](path, found, only)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except OSError as error:
            raise CommandError(f"{path}: {error}.", returncode=2) from error
        self.stdout.write(f"{path}: {', '.join(f'{len(rows)} {name}' for name, rows in found.items())}.")


def write_csv(path: Path, found, only) -> None:
    made = writing.tables(found, only)
    if path.suffix.casefold() == ".zip":
        path.write_bytes(writing.csv_zip(made))
        return
    path.mkdir(parents=True, exist_ok=True)
    for table in made:
        (path / f"{table.name}.csv").write_text(writing.csv_text(table), "utf-8", newline="")


def write_xlsx(path: Path, found, only) -> None:
    path.write_bytes(writing.workbook(writing.tables(found, only)))


def write_json(path: Path, found, only) -> None:
    path.write_text(writing.json_text(found), "utf-8", newline="")


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json}
