"""Many at once: visitors who go from page to page, and slow people, in a process of their own that knows no Django.

It is told what to do by JSON, and says what it found by JSON.
"""

import json
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from threading import Thread

from bench.client import Connection

ROOT = Path(__file__).parent.parent
BROTLI = {"Accept-Encoding": "br"}
# How long a visitor looks at a page, in seconds.
REST = (0.05, 0.1)
LENGTH = 5000


@dataclass
class Seen:
    """What a crowd saw. Seconds are seconds; `answered` with 200 in time, `made` anew, `stale` as they were before;
    `busy` is the share of one processor that the crowd itself took."""

    requests: int
    answered: int
    made: int
    stale: int
    seconds: float
    p50: float
    p99: float
    longest: float
    busy: float

    @property
    def errors(self) -> int:
        return self.requests - self.answered


def ask_each(address: tuple[str, int], paths: list[str], *, visitors: int = 16, patience: float = 60) -> Seen:
    """Each of some pages once, in any order, by so many visitors who do not rest."""
    return started("ask_each", address=address, paths=paths, visitors=visitors, patience=patience)


def wander(address: tuple[str, int], pages: dict[str, float], *, seconds: float, visitors=50, patience=60) -> Seen:
    """Pages by chance, as likely as they weigh, for some seconds, by visitors who rest for a moment after each."""
    return started("wander", address=address, pages=pages, seconds=seconds, visitors=visitors, patience=patience)


def started(what: str, **told) -> Seen:
    command = [sys.executable, "-m", "bench.crowd", what]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True)
    return Seen(**json.loads(done.stdout))


@contextmanager
def dripping(address: tuple[str, int], path: str, *, people: int, each: float):
    """Within, so many people send a long form, a byte of it every so many seconds."""
    command = [sys.executable, "-m", "bench.crowd", "drip"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        json.dump({"address": address, "path": path, "people": people, "each": each}, process.stdin)
        process.stdin.close()
        process.stdout.readline()
        try:
            yield
        finally:
            process.terminate()


# ── In the process ────────


class Visitor(Thread):
    """Somebody with one connection, who asks for what `following` says until it says None."""

    def __init__(self, address, following, patience: float, rest: tuple[float, float]):
        super().__init__()
        self.address, self.following, self.patience, self.rest = address, following, patience, rest
        self.connection: Connection | None = None
        self.found: list[tuple[float, int, str]] = []

    def run(self):
        time.sleep(random.uniform(0, self.rest[1]))  # noqa: S311
        while path := self.following():
            began = time.monotonic()
            status, told = self.ask(path)
            self.found.append((time.monotonic() - began, status, told))
            time.sleep(random.uniform(*self.rest))  # noqa: S311

    def ask(self, path: str) -> tuple[int, str]:
        """The status, 0 where no answer came in time; and the Cache-Status."""
        try:
            self.connection = self.connection or Connection(self.address, self.patience)
            host = "{}:{}".format(*self.address)
            status, said, _body, _size = self.connection.get(host, path, BROTLI)
        except OSError:
            if self.connection:
                self.connection.socket.close()
            self.connection = None
            return 0, ""
        return status, said.get("cache-status", "")


def send_out(address, following, visitors: int, patience: float, rest=(0.0, 0.0)) -> Seen:
    began = time.monotonic()
    crowd = [Visitor(address, following, patience, rest) for _ in range(visitors)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    found = [row for visitor in crowd for row in visitor.found]
    times = sorted(took for took, _status, _told in found)
    return Seen(
        requests=len(found),
        answered=sum(status == 200 for _took, status, _told in found),
        made=sum("fwd=miss" in told for _took, _status, told in found),
        stale=sum("detail=stale" in told for _took, _status, told in found),
        seconds=time.monotonic() - began,
        p50=times[len(times) // 2],
        p99=times[min(len(times) - 1, int(len(times) * 0.99))],
        longest=times[-1],
        busy=time.process_time() / (time.monotonic() - began),
    )


def send_to_each(*, address, paths, visitors, patience) -> Seen:
    random.shuffle(paths)
    left = iter(paths)
    return send_out(address, lambda: next(left, None), visitors, patience)


def send_wandering(*, address, pages, seconds, visitors, patience) -> Seen:
    paths, weights, until = list(pages), list(accumulate(pages.values())), time.monotonic() + seconds

    def following():
        return random.choices(paths, cum_weights=weights)[0] if time.monotonic() < until else None  # noqa: S311

    return send_out(address, following, visitors, patience, REST)


def drip(*, address, path, people, each):
    """Never ends of itself; says when all of them have begun."""
    host = "{}:{}".format(*address)
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", f"Content-Length: {LENGTH}"]
    head = "\r\n".join([*lines, "Content-Type: application/x-www-form-urlencoded", "", ""]).encode()
    sockets = []
    for _ in range(people):
        sockets.append(socket.create_connection(address, timeout=10))
        sockets[-1].sendall(head)
    print("ready", flush=True)
    while True:
        for number, one in enumerate(sockets):
            try:
                one.sendall(b"a")
            except OSError:  # The server had enough of it: somebody else comes.
                one.close()
                with suppress(OSError):
                    sockets[number] = socket.create_connection(address, timeout=10)
                    sockets[number].sendall(head)
        time.sleep(each)


def main(what: str) -> None:
    steps = {"ask_each": send_to_each, "wander": send_wandering, "drip": drip}
    told = json.load(sys.stdin)
    print(json.dumps(asdict(steps[what](**told | {"address": tuple(told["address"])}))))


if __name__ == "__main__":
    main(*sys.argv[1:])
