"""What came of a fault, and its line in the report."""

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

NAME, DONE, LOST = 18, 70, 8


@dataclass
class Seen:
    """What the public saw: how many answers of each status (0: none came), of them `stale` as they were before; the
    slowest in seconds; and in words what no visitor should see, each once."""

    statuses: Counter = field(default_factory=Counter)
    stale: int = 0
    slowest: float = 0.0
    ugly: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: "Seen") -> "Seen":
        ugly = Counter(self.ugly) + Counter(other.ugly)
        slowest = max(self.slowest, other.slowest)
        return Seen(self.statuses + other.statuses, self.stale + other.stale, slowest, dict(ugly))

    def __str__(self):
        if not self.statuses:
            return "nobody asked"
        told = [f"{number:,} × {status or 'no answer'}" for status, number in sorted(self.statuses.items())]
        told += [f"{self.stale:,} stale"] if self.stale else []
        return f"{', '.join(told)}; slowest {self.slowest:.2f} s"


@dataclass
class Outcome:
    """`done` to the portal, `lost` by it (a sentence for each thing, none where all is well), and what was `seen`.
    `skipped` says why nothing was done here."""

    done: str
    lost: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    skipped: str = ""

    @property
    def is_well(self) -> bool:
        return not self.lost and not self.seen.ugly


def heading() -> str:
    return f"{'fault':<{NAME}}  {'what was done':<{DONE}}  {'lost':<{LOST}}  what the public saw"


def lines(name: str, outcome: Outcome) -> Iterable[str]:
    """The line of a fault; what was lost and what nobody should have seen stands below it."""
    if outcome.skipped:
        yield f"{name:<{NAME}}  left out: {outcome.skipped}"
        return
    lost = len(outcome.lost) or "nothing"
    first, *rest = textwrap.wrap(outcome.done, DONE) or [""]
    yield f"{name:<{NAME}}  {first:<{DONE}}  {lost:<{LOST}}  {outcome.seen}"
    yield from (f"{'':<{NAME}}  {text}" for text in rest)
    yield from (f"{'':<{NAME}}  LOST: {text}" for text in outcome.lost)
    yield from (f"{'':<{NAME}}  UGLY: {text} ({number} ×)" for text, number in outcome.seen.ugly.items())
