"""How fast the portal is on this machine: see `bench/`. Its databases are its own, and gone afterwards."""

import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bench import client, comparing, report, steady
from bench.measuring import Bench
from bench.portal import opened, tree_of

SIZES = "20,100,1000,10000"
STEADY = 1000


class Command(BaseCommand):
    help = "Measure the portal with synthetic profiles in growing numbers, beside a static file on the same server."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=sizes, default=SIZES, help="numbers of profiles, with commas between them")
        parser.add_argument(
            "--steady", type=int, default=STEADY, help="profiles of the portal that a crowd visits; 0 leaves it out"
        )
        parser.add_argument("--against", metavar="REV", default="", help="a commit to be measured beside, in turns")
        parser.add_argument(
            "--seconds", type=float, default=1, help="how long each row is asked for, in each round; a crowd, 15 times"
        )
        parser.add_argument("--rounds", type=int, default=3, help="how many times; the medians are shown")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
        parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into a Markdown file, too")
        parser.add_argument(
            "--database-url",
            default=os.environ.get("BENCH_DATABASE_URL", ""),
            help="a PostgreSQL database to be made and dropped (or BENCH_DATABASE_URL); SQLite without",
        )

    def handle(self, *, write, **options):
        self.began, self.write, self.told = time.monotonic(), write, SimpleNamespace(**options)
        if write and not write.exists():
            raise CommandError(f"{write} is not there to be written to.")
        self.bench = Bench(seconds=self.told.seconds, rounds=self.told.rounds, say=self.say)
        with tempfile.TemporaryDirectory(prefix="addportal-bench-") as folder:
            if self.told.sizes:
                self.measure_sizes(Path(folder, "sizes"))
            if self.told.steady:
                self.measure_use(Path(folder))

    def measure_sizes(self, folder: Path):
        runs = []
        with self.portal(folder) as portal:
            about = self.prepare(portal)
            for size in self.told.sizes:
                runs.append(self.bench.run(portal, size, about["name"]))
                self.show(runs[-1])
        self.finish(about, "", report.targets(runs), report.tables(runs))

    def measure_use(self, folder: Path):
        """What goes on in a portal that is used; of an earlier commit too, and its pages beside today's."""
        size, revision = self.told.steady, self.told.against
        with ExitStack() as stack:
            portals = [stack.enter_context(self.portal(folder / "now"))]
            about = self.prepare(portals[0])
            if revision:
                tree = tree_of(revision, folder / "tree")
                portals.append(stack.enter_context(self.portal(folder / "then", tree=tree, suffix="_then")))
                self.prepare(portals[1])
            for portal in portals:
                portal.fill(size)
            found = [{} for _portal in portals]
            if revision:
                self.say("pages of both")
                found = comparing.costs(comparing.measure_pages(self.bench, portals, size, about["name"]))
            told = {"seconds": self.told.seconds, "rounds": self.told.rounds, "say": self.say}
            for figures, more in zip(found, steady.measure(portals, size, **told), strict=True):
                figures |= more
        now, *then = found
        lines = comparing.lines(now, then[0] if then else None, revision)
        self.stdout.write(f"\n{size:,} profiles, visited\n\n{report.align(lines)}\n")
        targets = comparing.targets(now, then[0] if then else None, revision)
        name = f", beside {revision}" if revision else ", visited"
        self.finish(about, name, targets, [f"With {size:,} profiles:", report.markdown(lines)])

    def portal(self, folder: Path, *, tree: Path = settings.BASE_DIR, suffix: str = ""):
        url = self.told.database_url
        return opened(folder, url and f"{url}{suffix}", workers=self.told.workers, tree=tree)

    def prepare(self, portal) -> dict:
        self.say("preparing a portal")
        about = portal.prepare()
        program = "wrk" if client.wrk() and self.told.seconds >= 1 else "our own client"
        about["machine"] = report.machine(about["database"], self.told.workers, f"{program} over loopback")
        self.stdout.write(about["machine"])
        return about

    def finish(self, about: dict, name: str, targets: list, tables: list[str]):
        lines = [target.cells() for target in targets]
        self.stdout.write(f"\nAgainst what we want\n\n{report.align(lines)}")
        if self.write:
            wanted = report.markdown([("", "is", "wanted", ""), *lines])
            text = "\n\n".join([f"Measured by `make bench`: {about['machine']}.", *tables, wanted])
            report.put(self.write, about["database"].split()[0] + name, text)

    def say(self, text):
        self.stderr.write(f"[{time.monotonic() - self.began:4.0f} s] {text}")

    def show(self, run):
        self.stdout.write(f"\n{run.size:,} profiles\n\n{report.align([report.HEAD, *report.table(run)])}\n")
        self.stdout.write(report.align(report.alone(run)))


def sizes(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",") if part})
