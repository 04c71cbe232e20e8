"""The production server as `make serve` runs it, and what the system says of its processes (on Linux)."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench import client

HOST = "127.0.0.1"
PATIENCE = 120


class Server:
    """Granian with the portal of a tree: used as a context, it is there inside of it. `through` is a program that runs
    another, with its options."""

    def __init__(self, *, workers: int, env: dict, tree: Path, log: Path, through: tuple[str, ...] = ()):
        self.address, self.through = free_address(), through
        self.workers, self.tree, self.log = workers, tree, log
        self.options, more = as_make_serve(tree)
        # Pages of a portal's own address have more room than those of one that anybody can make up.
        self.env = env | more | {"SITE_URL": "http://{}:{}".format(*self.address)}

    def __enter__(self):
        program = Path(sys.executable).with_name("granian")
        listen = ["--workers", str(self.workers), "--host", HOST, "--port", str(self.address[1])]
        self.began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.through, program, *self.options, *listen, "addportal.wsgi:application"],
                env=self.env,
                cwd=self.tree,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            for pid in self.pids():
                os.kill(pid, signal.SIGKILL)
            self.process.wait()

    def first(self, path: str, *, any_status: bool = False) -> float:
        """Seconds from the start to the first answer at a path; also to one that says that something is wrong."""
        while True:
            try:
                status = client.get(self.address, path)[0]
            except OSError:
                status = None
            if status == 200 or (status and any_status):
                return time.monotonic() - self.began
            if self.process.poll() is not None or time.monotonic() > self.began + PATIENCE:
                raise RuntimeError(f"The server does not answer {path} ({status}):\n{self.log.read_text()[-2000:]}")
            time.sleep(0.005)

    def settle(self, patience: float) -> None:
        """Wait until it has nothing more to do of its own, so many seconds at most."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            before = self.cpu()
            time.sleep(0.5)
            if before is None or self.cpu() - before < 0.02:
                return

    def pids(self) -> list[int]:
        """Its processes, from the first one down."""
        parents = {int(path.name): stat(path)[1] for path in processes()}
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == str(pid)]
        return found

    def cpu(self) -> float | None:
        """Seconds of processor time that its processes have taken, in the system too."""
        if not processes():
            return None
        return sum(time_taken(Path(f"/proc/{pid}")) for pid in self.pids())

    def memory(self) -> list[float]:
        """The proportional set size of each worker, MB."""
        found = []
        for pid in self.pids()[1:] if processes() else []:
            folder = Path(f"/proc/{pid}")
            if b"resource_tracker" in (folder / "cmdline").read_bytes():
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
            found.append(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
        return found


def as_make_serve(tree: Path) -> tuple[list[str], dict[str, str]]:
    """The options of granian but for workers and address, and the environment, in a tree's own Makefile."""
    text = (tree / "Makefile").read_text()
    before, after = re.search(r"/granian (.*)--workers \$\(WORKERS\) (.*)\\$", text, re.M).groups()
    arenas = re.search(r"MALLOC_ARENA_MAX:-(\d+)", text)
    return [*before.split(), *after.split(), "--no-log"], {"MALLOC_ARENA_MAX": arenas[1]} if arenas else {}


def free_address() -> tuple[str, int]:
    """Below the numbers that connections are given: one of those may be there again when a server starts anew."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as free, suppress(OSError):
            free.bind((HOST, port))
            return HOST, port
    raise RuntimeError("No port is free.")


def processes() -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*") if path.name.isdigit()]


def stat(folder: Path) -> list[str]:
    """What stands after the name in a process's `stat`: its state, its parent …; zeros for one that is gone."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50


def time_taken(folder: Path) -> float:
    """Seconds of processor time of a process: of its threads to the nanosecond, or else in ticks."""
    try:
        return sum(int(path.read_text().split()[0]) for path in folder.glob("task/*/schedstat")) / 1e9
    except (OSError, IndexError):
        user, system = stat(folder)[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
