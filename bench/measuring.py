"""The run at one size: seed, serve, ask, publish."""

import json
import os
import secrets
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from bench import client, inside, rows
from bench.server import Server

PUBLISHED = 5


@dataclass
class Measured:
    """A row with its figures: the medians of its rounds. Times in seconds; None where this system does not tell."""

    row: rows.Row
    rate: float
    cpu: float | None
    p50: float
    p99: float
    size: int
    errors: int
    queries: str = "–"


@dataclass
class Run:
    """Everything that was measured at one size."""

    size: int
    measured: dict[str, Measured] = field(default_factory=dict)
    # Single figures, seconds or MB, by name.
    alone: dict[str, float | None] = field(default_factory=dict)


class Bench:
    """A temporary portal in a folder, with a database of its own."""

    def __init__(self, folder: Path, database: str, *, seconds: float, rounds: int, workers: int, say):
        self.folder, self.say = folder, say
        self.seconds, self.number, self.workers = seconds, rounds, workers
        self.log, self.static = folder / "server.log", folder / "static" / rows.YARDSTICK
        self.vocabulary = settings.BASE_DIR / "fixtures" / "vocabulary.json"
        self.env = os.environ | {
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1",
            "DATABASE_URL": database,
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "PAGE_STORE_MB": "64",
            "EMAIL_URL": "dummymail://",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(settings.BASE_DIR),
        }

    def step(self, name: str, **told) -> dict:
        command = [sys.executable, "-m", "bench.inside", name, json.dumps(told)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{name}:\n{done.stderr[-3000:]}")
        return json.loads(done.stdout)

    def prepare(self) -> None:
        found = self.step("prepare", vocabulary=str(self.vocabulary), folder=str(self.folder))
        self.name, self.database = found["name"], found["database"]

    def run(self, size: int, database_name: str) -> Run:
        run = Run(size)
        self.say(f"{size:,} profiles: filling up")
        manage = [sys.executable, settings.BASE_DIR / "manage.py", "seed", str(size), "--into", database_name]
        subprocess.run(manage, env=self.env, check=True, stdout=sys.stderr)
        warm, made = rows.warm(), rows.made(size, self.vocabulary, self.name)
        self.say("counting statements")
        told = {"profile": rows.PROFILE, "static": str(self.static)}
        counts = self.step(
            "look", paths=[row.path for row in made], once=[row.path for row in made if row.once], **told
        )
        self.say("importing, starting")
        imports = [self.step("time_import") for _time in range(self.number)]
        run.alone["import"] = statistics.median(item["seconds"] for item in imports)
        run.alone["import, CPU"] = statistics.median(item["cpu"] for item in imports)
        starts = [self.time_start(rows.PROFILE) for _time in range(self.number)]
        run.alone["start → first profile"] = statistics.median(starts)
        run.alone["start → first directory"] = self.time_start("/members/")
        self.say("pages that are kept")
        with self.server() as server:
            server.first(rows.PROFILE)
            run.measured |= self.rounds(server, warm, self.seconds, rows.CONNECTIONS)
            run.alone["memory of a worker"] = max(server.memory(), default=None)
            self.say("publishing")
            run.alone |= self.publishing(server)
        self.say("pages that are made for each request")
        with self.server(PAGE_STORE_MB="0") as server:
            server.first(rows.PROFILE)
            run.measured |= self.rounds(server, made, self.seconds / 2, 1)
            run.alone["memory of a worker that makes all"] = max(server.memory(), default=None)
        for row in made:
            first, again = counts[row.path][0], counts[row.path][-1]
            run.measured[row.name].queries = f"{again}" if first == again else f"{again} ({first})"
        return run

    def server(self, **env) -> Server:
        return Server(workers=self.workers, env=self.env | env, log=self.log)

    def time_start(self, path: str) -> float:
        with self.server() as server:
            return server.first(path)

    def rounds(self, server: Server, asked: list[rows.Row], seconds: float, connections: int) -> dict[str, Measured]:
        """Ask for each of some rows in turn, and all of them again: the median of the rounds."""
        found = {row.name: [] for row in asked}
        headers = {row.name: self.headers(server, row) for row in asked}
        for turn in range(self.number):
            for row in asked:
                if turn and row.once:
                    continue
                found[row.name].append(
                    self.measure(server, row, headers[row.name], 0 if row.once else seconds, connections)
                )
        return {row.name: middle(row, found[row.name]) for row in asked}

    def headers(self, server: Server, row: rows.Row) -> dict:
        """What goes with a request, once all workers have answered it."""
        if row.once:
            return row.headers
        for _time in range(4 * self.workers if row.warm else 3):
            status, said, _body, _size = client.get(server.address, row.path, row.headers)
            if status != 200:
                raise RuntimeError(f"{row.path}: {status}")
        return row.headers | ({"If-None-Match": said["etag"]} if row.revalidated else {})

    def measure(self, server, row, headers, seconds, connections) -> tuple[client.Figures, float | None]:
        before = server.cpu()
        told = {"seconds": seconds, "connections": connections, "folder": self.folder}
        figures = client.drive(server.address, row.path, headers, **told)
        after = server.cpu()
        return figures, None if before is None else (after - before) / figures.requests

    def publishing(self, server: Server) -> dict[str, float]:
        """Publish one profile anew, in another process, while somebody waits for it."""
        command = [sys.executable, "-m", "bench.inside", "publish", json.dumps({"number": 10_000_000})]
        found = []
        with subprocess.Popen(
            command, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as process:
            if process.stdout.readline() != "ready\n":
                raise RuntimeError("Nothing could be published.")
            for _time in range(PUBLISHED):
                found.append(self.time_publishing(server, process))
            process.stdin.close()
        return {name: statistics.median(row[name] for row in found) for name in found[0]}

    def time_publishing(self, server: Server, process) -> dict[str, float]:
        token = f"Published anew: {secrets.token_hex(8)}."
        process.stdin.write(f"{token}\n")
        seen = client.wait_for(server.address, f"/members/{inside.SLUG}/", token)
        directory = client.time_answer(server.address, "/members/")
        told = json.loads(process.stdout.readline())
        return {
            "publish": told["seconds"],
            "publish, CPU": told["cpu"],
            "publish → visible": seen - told["began"],
            "directory, first after it": directory,
        }


def middle(row: rows.Row, found: list[tuple[client.Figures, float | None]]) -> Measured:
    """The medians of some rounds."""
    figures = [item for item, _cpu in found]
    cpus = [cpu for _figures, cpu in found if cpu is not None]
    return Measured(
        row,
        rate=statistics.median(item.requests / item.seconds for item in figures),
        cpu=statistics.median(cpus) if cpus else None,
        p50=statistics.median(item.p50 for item in figures),
        p99=statistics.median(item.p99 for item in figures),
        size=round(statistics.median(item.bytes / item.requests for item in figures)),
        errors=sum(item.errors for item in figures),
    )
