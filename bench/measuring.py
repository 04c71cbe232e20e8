"""The run at one size: seed, serve, ask, publish."""

import secrets
import statistics
from dataclasses import dataclass, field

from django.conf import settings

from bench import client, inside, rows
from bench.portal import Portal
from bench.server import Server

VOCABULARY = settings.BASE_DIR / "fixtures" / "vocabulary.json"
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
    """What is measured of portals that have the same profiles, and how long."""

    def __init__(self, *, seconds: float, rounds: int, say):
        self.seconds, self.number, self.say = seconds, rounds, say

    def run(self, portal: Portal, size: int, name: str) -> Run:
        """All figures at one size. `name` is that of a profile."""
        run = Run(size)
        self.say(f"{size:,} profiles: filling up")
        portal.fill(size)
        warm, made = rows.warm(), rows.made(size, VOCABULARY, name)
        self.say("counting statements")
        counts = look(portal, made)
        self.say("importing, starting")
        imports = [portal.step("time_import") for _time in range(self.number)]
        run.alone["import"] = statistics.median(item["seconds"] for item in imports)
        run.alone["import, CPU"] = statistics.median(item["cpu"] for item in imports)
        starts = [time_start(portal, rows.PROFILE) for _time in range(self.number)]
        run.alone["start → first profile"] = statistics.median(starts)
        run.alone["start → first directory"] = time_start(portal, "/members/")
        self.say("pages that are kept")
        with portal.server() as server:
            (measured,) = self.rounds([server], warm, self.seconds, rows.CONNECTIONS)
            run.measured |= measured
            run.alone["memory of a worker"] = max(server.memory(), default=None)
            self.say("publishing")
            run.alone |= self.publishing(portal, server)
        self.say("pages that are made for each request")
        with portal.server(PAGE_STORE_MB="0") as server:
            (measured,) = self.rounds([server], made, self.seconds / 2, 1)
            run.measured |= measured
            run.alone["memory of a worker that makes all"] = max(server.memory(), default=None)
        for row in made:
            first, again = counts[row.path][0], counts[row.path][-1]
            run.measured[row.name].queries = f"{again}" if first == again else f"{again} ({first})"
        return run

    def rounds(self, servers: list[Server], asked, seconds: float, connections: int) -> list[dict[str, Measured]]:
        """Ask each server for each of some rows in turn, and for all of them again: of each server the medians of the
        rounds. So what else goes on meets all of them."""
        for server in servers:
            server.first(rows.PROFILE)
        found = [{row.name: [] for row in asked} for _server in servers]
        headers = [{row.name: headers_of(server, row) for row in asked} for server in servers]
        for turn in range(self.number):
            for row in asked:
                if turn and row.once:
                    continue
                for server, its, figures in zip(servers, headers, found, strict=True):
                    figures[row.name].append(
                        measure(server, row, its[row.name], 0 if row.once else seconds, connections)
                    )
        return [{row.name: middle(row, figures[row.name]) for row in asked} for figures in found]

    def publishing(self, portal: Portal, server: Server) -> dict[str, float]:
        """Publish one profile anew, in another process, while somebody waits for it."""
        with portal.publisher() as publish:
            found = [time_publishing(server, publish) for _time in range(PUBLISHED)]
        return {name: statistics.median(row[name] for row in found) for name in found[0]}


def look(portal: Portal, made: list[rows.Row]) -> dict:
    """How many statements each page takes; and the yardstick's file."""
    once = [row.path for row in made if row.once]
    told = {"profile": rows.PROFILE, "static": str(portal.static)}
    return portal.step("look", paths=[row.path for row in made], once=once, **told)


def time_start(portal: Portal, path: str) -> float:
    with portal.server() as server:
        return server.first(path)


def headers_of(server: Server, row: rows.Row) -> dict:
    """What goes with a request, once all workers have answered it."""
    if row.once:
        return row.headers
    for _time in range(4 * server.workers if row.warm else 3):
        status, said, _body, _size = client.get(server.address, row.path, row.headers)
        if status != 200:
            raise RuntimeError(f"{row.path}: {status}")
    return row.headers | ({"If-None-Match": said["etag"]} if row.revalidated else {})


def measure(server: Server, row: rows.Row, headers: dict, seconds, connections) -> tuple[client.Figures, float | None]:
    before = server.cpu()
    told = {"seconds": seconds, "connections": connections, "folder": server.log.parent}
    figures = client.drive(server.address, row.path, headers, **told)
    after = server.cpu()
    return figures, None if before is None else (after - before) / figures.requests


def time_publishing(server: Server, publish) -> dict[str, float]:
    token = f"Published anew: {secrets.token_hex(8)}."
    told = publish(token)
    seen = client.wait_for(server.address, f"/members/{inside.SLUG}/", token)
    directory = client.time_answer(server.address, "/members/")
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
