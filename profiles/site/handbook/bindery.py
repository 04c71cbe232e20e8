"""Makes the handbooks that visitors ask for: never in a request, one at a time for a machine, no more waiting than are
soon made. What is asked for waits as a file: another process, or this one when it is started again, can make it too.
"""

import fcntl
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from . import press, shelf

logger = logging.getLogger(__name__)

# How many may wait; for how many seconds one that failed is not tried again, and how long one may take in all.
MOST_WAITING = 8
REST = 600
LONGEST = 4 * press.TIME
WAITING, FULL, FAILED = "waiting", "full", "failed"


class Order(NamedTuple):
    """Which handbook is wanted: language, the day that it speaks of, the directory's filters as a query, volume."""

    language: str
    day: str
    query: str
    volume: int

    def command(self, path: Path) -> list[str]:
        manage = str(settings.BASE_DIR / "manage.py")
        asked = [f"--language={self.language}", f"--on={self.day}", f"--select={self.query}", f"--volume={self.volume}"]
        return [sys.executable, manage, "handbook", *asked, str(path)]


def orders() -> Path:
    return shelf.folder() / "orders"


def ask(key: str, order: Order) -> str:
    """Have a handbook made: whether it waits now, or cannot. Who asks again for the same asks for nothing new."""
    orders().mkdir(parents=True, exist_ok=True)
    wanted, failed = orders() / f"{key}.json", orders() / f"{key}.failed"
    if failed.exists() and time.time() - failed.stat().st_mtime < REST:
        return FAILED
    if not wanted.exists():
        if len(waiting()) >= MOST_WAITING:
            return FULL
        # In one act, or whoever looks for work might read half of it.
        beside = orders() / f".{key}.{threading.get_ident()}"
        beside.write_text(json.dumps(order))
        beside.replace(wanted)
    binder.ring()
    return WAITING


def waiting() -> list[Path]:
    """What is to be made, the oldest first."""
    return sorted(orders().glob("*.json"), key=lambda path: (modified(path), path.name))


def modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        # Another process has just made it.
        return 0


# ── The work ────────


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else on this machine is at work; for as long as this is, nobody else will be."""
    with (orders() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def work(make: Callable[[Order, Path], None]) -> None:
    """Make all that waits, unless somebody else does."""
    with alone() as mine:
        while mine and (found := waiting()):
            bind(found[0], make)


def bind(wanted: Path, make: Callable[[Order, Path], None]) -> None:
    """Make one. What fails is logged, and said to who asks for it, for a while."""
    failed = wanted.with_suffix(".failed")
    try:
        make(Order(*json.loads(wanted.read_text())), shelf.place(wanted.stem))
        failed.unlink(missing_ok=True)
        shelf.clear(keeping=wanted.stem)
    except (OSError, ValueError, TypeError, press.Jammed) as error:
        logger.error("The handbook could not be made: %.2000s", " ".join(str(error).split()))
        failed.touch()
    finally:
        wanted.unlink(missing_ok=True)


def run(order: Order, path: Path) -> None:
    """Make a handbook by the command, in a process whose memory goes with it. Raises Jammed."""
    try:
        done = subprocess.run(  # noqa: S603
            order.command(path), capture_output=True, text=True, timeout=LONGEST, check=False, cwd=settings.BASE_DIR
        )
    except subprocess.TimeoutExpired as error:
        raise press.Jammed(f"{order}: it took too long.") from error
    if done.returncode:
        raise press.Jammed(f"{order}: {done.stderr}")


class Binder:
    """The thread of a serving process that works while anything waits, and then ends."""

    def __init__(self):
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def ring(self) -> None:
        if settings.HANDBOOK_MAKER != "thread":
            return
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=work, args=(run,), name="binder", daemon=True)
                self.thread.start()


binder = Binder()
