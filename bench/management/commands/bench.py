"""How fast the portal is on this machine: see `bench/`. Its database is its own, and gone afterwards."""

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from bench import client, report
from bench.measuring import Bench

SIZES = "20,100,1000,10000"


class Command(BaseCommand):
    help = "Measure the portal with synthetic profiles in growing numbers, beside a static file on the same server."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=sizes, default=SIZES, help="numbers of profiles, with commas between them")
        parser.add_argument("--seconds", type=float, default=1, help="how long each row is asked for, in each round")
        parser.add_argument("--rounds", type=int, default=3, help="how many times; the medians are shown")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
        parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into a Markdown file, too")
        parser.add_argument(
            "--database-url",
            default=os.environ.get("BENCH_DATABASE_URL", ""),
            help="a PostgreSQL database to be made and dropped (or BENCH_DATABASE_URL); SQLite without",
        )

    def handle(self, *, sizes, seconds, rounds, workers, write, database_url, **options):
        self.began = time.monotonic()
        runs = []
        if write and not write.exists():
            raise CommandError(f"{write} is not there to be written to.")
        with tempfile.TemporaryDirectory(prefix="addportal-bench-") as folder, database(database_url, folder) as url:
            bench = Bench(Path(folder), url, seconds=seconds, rounds=rounds, workers=workers, say=self.say)
            self.say("preparing a portal")
            bench.prepare()
            program = "wrk" if client.wrk() and seconds >= 1 else "our own client"
            about = report.machine(bench.database, workers, f"{program} over loopback")
            self.stdout.write(about)
            for size in sizes:
                runs.append(bench.run(size, database_name(url)))
                self.show(runs[-1])
        self.stdout.write(
            "\nAgainst what we want\n\n" + report.align([target.cells() for target in report.targets(runs)])
        )
        if write:
            report.put(write, bench.database.split()[0], report.section(runs, about))

    def say(self, text):
        self.stderr.write(f"[{time.monotonic() - self.began:4.0f} s] {text}")

    def show(self, run):
        self.stdout.write(f"\n{run.size:,} profiles\n\n{report.align([report.HEAD, *report.table(run)])}\n")
        self.stdout.write(report.align(report.alone(run)))


def sizes(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def database_name(url: str) -> str:
    path = urlsplit(url).path
    return path[1:]


@contextmanager
def database(url: str, folder: str):
    """The address of an empty database: a file in the folder, or one made on a PostgreSQL server and dropped again."""
    if not url:
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    import psycopg
    from psycopg import sql

    server, name = urlsplit(url)._replace(path="/postgres").geturl(), sql.Identifier(database_name(url))
    with psycopg.connect(server, autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        except psycopg.errors.DuplicateDatabase as error:
            raise CommandError(f"{error} Name one that can be made and dropped.") from error
        try:
            yield url
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
