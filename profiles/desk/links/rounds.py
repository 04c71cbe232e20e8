"""A round: many addresses are asked, several hosts beside each other, each host slowly and over one connection.

Threads ask, and never touch the database; whoever called writes down each answer as it comes, and at the end what may
be our own fault; so that what is cut short keeps what it knows.
"""

import datetime as dt
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import Empty, Queue
from urllib.parse import urlsplit

from django.utils import timezone

from ..models import LinkState
from ..models.links import UNCHECKED, WELL, Answer
from .asking import Asker, Said, no_turn

# What our own connection can be guilty of.
UNHEARD = frozenset({Answer.NAME, Answer.SLOW, Answer.BROKEN})
# It is where nobody is heard, or of several hosts not one for each five that are not, nor anybody who was well before.
SEVERAL, FOR_EACH, WITNESSES = 3, 5, 3


class Over(Exception):
    """The round ends before this host's turn has come."""


@dataclass
class Pace:
    """Whose turn it is: one request at a time to a host, with a pause after it."""

    pause: float = 1.0
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        self.lock = threading.Lock()
        self.locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self.free: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self.lock:
            own = self.locks[host]
        with own:
            if self.over.wait(max(self.free.get(host, 0) - time.monotonic(), 0)):
                raise Over
            try:
                yield
            finally:
                self.free[host] = time.monotonic() + self.pause


@dataclass
class Tally:
    """How a round went. `unheard`: that hardly anybody was heard, so that this machine seems to be offline, and what
    was not heard is not written."""

    total: int
    asked: int = 0
    well: int = 0
    unchecked: int = 0
    failed: int = 0
    whole: bool = False
    unheard: bool = False

    def count(self, answer: Answer) -> None:
        self.asked += 1
        self.well += answer in WELL
        self.unchecked += answer in UNCHECKED
        self.failed += answer not in WELL | UNCHECKED


class Round:
    """Asks some addresses, for so many seconds, in so many threads. `tell` hears of each answer."""

    def __init__(self, asker: Asker, *, seconds: float, threads: int, pace: Pace, tell: Callable = lambda tally: None):
        self.pace, self.tell = pace, tell
        self.asker = replace(asker, turn=pace.turn)
        self.seconds, self.threads = seconds, threads
        self.answers: Queue[tuple[LinkState, Said] | None] = Queue()
        # What may be our own fault; and the hosts that were heard.
        self.held: list[tuple[LinkState, Said]] = []
        self.heard: set[str] = set()

    def run(self, links: list[LinkState]) -> Tally:
        self.tally = Tally(len(links))
        hosts = defaultdict(list)
        for link in links:
            hosts[host_of(link.address)].append(link)
        pool = ThreadPoolExecutor(self.threads, thread_name_prefix="links")
        futures = [pool.submit(self.ask_host, several) for several in hosts.values()]
        try:
            self.tally.whole = self.listen(len(hosts))
        finally:
            self.pace.over.set()
            pool.shutdown(wait=False, cancel_futures=True)
            self.take_rest()
            self.judge_held()
        for future in futures:
            if future.done() and not future.cancelled():
                future.result()
        return self.tally

    def ask_host(self, links: list[LinkState]) -> None:
        """Ask what is of one host, until its server asks to wait; in a thread."""
        try:
            for link in links:
                said = self.asker.ask(link.address)
                self.answers.put((link, said))
                if said.wait:
                    return
        except Over:
            return
        finally:
            self.answers.put(None)

    def listen(self, hosts: int) -> bool:
        """Write down what is answered, until all hosts are through (whether they are) or the time is over."""
        end = time.monotonic() + self.seconds
        while hosts:
            try:
                answered = self.answers.get(timeout=max(end - time.monotonic(), 0))
            except Empty:
                return False
            if answered is None:
                hosts -= 1
            else:
                self.take(*answered)
        return True

    def take_rest(self) -> None:
        """What has been answered and not yet been looked at."""
        while not self.answers.empty():
            if answered := self.answers.get():
                self.take(*answered)

    def take(self, link: LinkState, said: Said) -> None:
        if said.answer in UNHEARD:
            self.held.append((link, said))
        else:
            self.heard |= {host_of(link.address)} if said.answer != Answer.PRIVATE else set()
            self.write(link, said)
        self.tally.count(said.answer)
        self.tell(self.tally)

    def judge_held(self) -> None:
        """Write down that hosts are away, unless it is we who are."""
        away = {host_of(link.address) for link, _said in self.held} - self.heard
        hardly_any = len(away) >= SEVERAL and len(self.heard) * FOR_EACH < len(away)
        deaf = away and (hardly_any or not self.heard)
        self.tally.unheard = bool(deaf) and not (self.tally.whole and self.hears_witness())
        if not self.tally.unheard:
            for link, said in self.held:
                self.write(link, said)

    def hears_witness(self) -> bool:
        """Whether anybody answers of those who did so last: a round may be of nothing but what is dead."""
        asker = replace(self.asker, turn=no_turn)
        witnesses = LinkState.objects.filter(answer__in=WELL).order_by("-well_at")[:WITNESSES]
        return any(asker.ask(link.address).answer in WELL for link in witnesses)

    def write(self, link: LinkState, said: Said) -> None:
        now = timezone.now()
        columns = link.note(said.answer, said.status, said.moved_to, now)
        until = now + said.wait if said.wait else None
        # The row may be gone, or be ignored since.
        LinkState.objects.filter(pk=link.pk).update(**columns, not_before=until)


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def to_ask(now: dt.datetime, *, again: bool = False, only: str = "", limit: int | None = None) -> list[LinkState]:
    """The addresses that are due (all, `again`), those alone in which a text stands, at most so many; none of a host
    that has asked to wait."""
    links = LinkState.objects.heeded().longest_waiting()
    resting = {host_of(row) for row in links.filter(not_before__gt=now).values_list("address", flat=True)}
    links = links.allowed(now).filter(address__icontains=only)
    links = links if again else links.due(now)
    return [link for link in links if host_of(link.address) not in resting][:limit]
