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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from . import press, shelf

logger = logging.getLogger(__name__)

# How many may wait, and how many of one visitor: of selections, and apart from them of the whole of today, for which
# selections thus leave a place.
MOST_WAITING, MOST_EACH = 8, 2
# How often one is begun that never comes to an end, since the process is killed.
MOST_TRIES = 2
# For how many seconds one that failed is not tried again, and how long one may take in all.
REST = 600
LONGEST = 4 * press.TIME
# With which the command ends where it says what is wrong in what it was asked: the words may be a visitor's.
REFUSED = 2
WAITING, FULL, FAILED = "waiting", "full", "failed"


class Order(NamedTuple):
    """Which handbook is wanted: language, the day that it speaks of, the directory's filters as a query, volume;
    whether it is the whole of today; of which state of the directory; and who wants it, as a keyed hash."""

    language: str
    day: str
    query: str
    volume: int
    whole: bool
    edition: str
    sender: str

    def command(self, path: Path) -> list[str]:
        manage = str(settings.BASE_DIR / "manage.py")
        asked = [f"--language={self.language}", f"--on={self.day}", f"--select={self.query}", f"--volume={self.volume}"]
        return [sys.executable, manage, "handbook", *asked, str(path)]


def orders() -> Path:
    return shelf.folder() / "orders"


# ── Asking ────────


def ask(key: str, order: Order) -> str:
    """Have a handbook made: whether it waits now, or cannot. Who asks again for the same asks for nothing new."""
    try:
        return take(key, order)
    except OSError as error:
        logger.error("No handbook can be asked for: %s", error)
        return FAILED


def take(key: str, order: Order) -> str:
    orders().mkdir(parents=True, exist_ok=True)
    wanted, failed = orders() / f"{key}.json", orders() / f"{key}.failed"
    if failed.exists() and time.time() - failed.stat().st_mtime < REST:
        return FAILED
    if not wanted.exists():
        if not has_room(order):
            return FULL
        # In one act, or whoever looks for work might read half of it.
        beside = orders() / f".{key}.{threading.get_ident()}"
        beside.write_text(json.dumps(order))
        beside.replace(wanted)
    binder.ring()
    return WAITING


def has_room(order: Order) -> bool:
    """Whether one more may wait, when those are gone that nobody can fetch any more."""
    found = [other for path in waiting() if (other := still_wanted(path, order.edition))]
    rivals = [other.sender for other in found if other.whole == order.whole]
    return len(rivals) < MOST_WAITING and rivals.count(order.sender) < MOST_EACH


def still_wanted(path: Path, edition: str) -> Order | None:
    """An order of this state of the directory; of another it is dropped, since its handbook would be of no address."""
    with suppress(ValueError, TypeError):
        if (order := read(path)) and order.edition == edition:
            return order
    path.unlink(missing_ok=True)
    return None


def read(path: Path) -> Order | None:
    """An order as it waits, if it still does. Raises OSError; ValueError or TypeError where it is none."""
    try:
        return Order(*json.loads(path.read_text()))
    except FileNotFoundError:
        return None


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
    failed, tried = wanted.with_suffix(".failed"), wanted.with_suffix(".tried")
    try:
        if order := read(wanted):
            count_try(tried)
            make(order, shelf.place(wanted.stem))
            failed.unlink(missing_ok=True)
            shelf.clear(keeping=wanted.stem)
    except (OSError, ValueError, TypeError, press.Jammed) as error:
        logger.error("The handbook could not be made: %.2000s", " ".join(str(error).split()))
        with suppress(OSError):
            failed.touch()
    # Not where the process ends here: then it is taken up again, and was tried once more.
    wanted.unlink(missing_ok=True)
    tried.unlink(missing_ok=True)


def count_try(tried: Path) -> None:
    """Note that one is begun, a letter for each time. Raises Jammed."""
    with tried.open("a") as file:
        if file.tell() >= MOST_TRIES:
            raise press.Jammed("It was begun twice and never came to an end.")
        file.write(".")


def run(order: Order, path: Path) -> None:
    """Make a handbook by the command, in a process whose memory goes with it. Raises Jammed, and says nothing of what a
    visitor has written."""
    which = f"{order.language}, volume {order.volume}"
    try:
        done = subprocess.run(  # noqa: S603
            order.command(path), capture_output=True, text=True, timeout=LONGEST, check=False, cwd=settings.BASE_DIR
        )
    except subprocess.TimeoutExpired as error:
        raise press.Jammed(f"{which}: it took too long.") from error
    if done.returncode == REFUSED:
        raise press.Jammed(f"{which}: the command refused it.")
    if done.returncode:
        raise press.Jammed(f"{which}: {done.stderr or done.returncode}")


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
