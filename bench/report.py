"""The figures as tables, their ratios, and whether they reach what we want of them."""

import datetime as dt
import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measuring import Measured, Run
from bench.rows import Row

# Growth is measured from a size that fills a page of the directory.
FULL = 100
HEAD = ("", "requests/s", "CPU µs", "÷ yardstick", "p50 ms", "p99 ms", "bytes", "queries")


@dataclass(frozen=True)
class Target:
    """Something we want of the figures: what, how much it is, and how much it ought to be at most (or at least)."""

    what: str
    value: float | None
    wanted: float
    at_least: bool = False
    unit: str = ""

    @property
    def reached(self) -> bool | None:
        if self.value is None:
            return None
        return self.value >= self.wanted if self.at_least else self.value <= self.wanted

    def cells(self) -> tuple[str, str, str, str]:
        said = {True: "reached", False: "not reached", None: "not measured"}[self.reached]
        wanted = f"{'≥' if self.at_least else '≤'} {self.wanted:g}{self.unit}"
        return self.what, "–" if self.value is None else f"{self.value:.2f}{self.unit}", wanted, said


# ── One size ────────


def table(run: Run) -> list[tuple[str, ...]]:
    """A line for each row: HEAD says what stands in it."""
    return [line(row, yardstick(run, row.row)) for row in run.measured.values()]


def yardstick(run: Run, row: Row) -> Measured:
    """The static file, asked for in the same way."""
    return run.measured[
        "static file" + (", 304" if row.revalidated else ", brotli" if row.headers["Accept-Encoding"] == "br" else "")
    ]


def line(item: Measured, yardstick: Measured) -> tuple[str, ...]:
    return (
        item.row.name,
        f"{item.rate:,.0f}" if item.rate >= 10 else f"{item.rate:.2f}",
        "–" if item.cpu is None else f"{item.cpu * 1e6:,.0f}",
        "–" if item.cpu is None or not yardstick.cpu else f"{item.cpu / yardstick.cpu:,.1f}",
        f"{item.p50 * 1e3:,.1f}",
        f"{item.p99 * 1e3:,.1f}",
        f"{item.size:,}",
        item.queries + (f" ({item.errors} errors)" if item.errors else ""),
    )


def alone(run: Run) -> list[tuple[str, str]]:
    return [(name, amount(name, value)) for name, value in run.alone.items()]


def amount(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f} MB" if name.startswith("memory") else f"{value * 1e3:,.0f} ms"


# ── Against what we want ────────


def targets(runs: list[Run]) -> list[Target]:
    found = yardsticks(runs) + limits(runs)
    for run in runs:
        base = next((item for item in runs if item.size >= FULL), runs[0])
        if run.size >= 10 * base.size:
            found += growth(base, run)
    return found


def yardsticks(runs: list[Run]) -> list[Target]:
    """The medians of all sizes: what is kept costs the same at each of them."""
    wanted = {"": 1.25, ", brotli": 1.15, ", 304": 0.65}
    return [
        Target(
            f"profile{way} ÷ static file{way}, requests/s",
            median(run.measured["profile" + way].rate / run.measured["static file" + way].rate for run in runs),
            least,
            at_least=True,
        )
        for way, least in wanted.items()
    ]


def limits(runs: list[Run]) -> list[Target]:
    first = next((run for run in runs if run.size >= FULL), runs[0])
    profile, directory = first.measured["profile, made"], first.measured["directory, made"]
    slowest = max(
        (item.p99, f"{run.size:,}", item.row.name) for run in runs for item in run.measured.values() if item.row.flat
    )
    return [
        Target("profile, made: CPU", milliseconds(profile.cpu), 2, unit=" ms"),
        Target("profile, made: queries", int(profile.queries.split()[0]), 3),
        Target("directory, made: CPU", milliseconds(directory.cpu), 2.5, unit=" ms"),
        Target("directory, made: queries", int(directory.queries.split()[0]), 8),
        Target(f"slowest list, p99: {slowest[2]} at {slowest[1]}", slowest[0] * 1e3, 50, unit=" ms"),
        Target("start → first profile", max(run.alone["start → first profile"] for run in runs), 1, unit=" s"),
        Target("memory of a worker", largest(run.alone["memory of a worker"] for run in runs), 100, unit=" MB"),
    ]


def milliseconds(seconds: float | None) -> float | None:
    return seconds and seconds * 1e3


def largest(values) -> float | None:
    return max((value for value in values if value is not None), default=None)


def growth(base: Run, run: Run) -> list[Target]:
    sizes = f"{run.size:,} ÷ {base.size:,}"
    found = [
        Target(f"{name}: {sizes}", ratio(item.cpu or item.p50, base.measured[name].cpu or base.measured[name].p50), 1.3)
        for name, item in run.measured.items()
        if item.row.flat
    ]
    costs = {"publish, CPU": 2, "publish → visible": 1.5}
    return found + [
        Target(f"{name}: {sizes}", ratio(run.alone[name], base.alone[name]), most) for name, most in costs.items()
    ]


def ratio(one: float, other: float) -> float | None:
    return one / other if other else None


# ── As text ────────


def align(lines: list[tuple[str, ...]]) -> str:
    """Columns for a terminal: the first to the left, numbers to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not index else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        for cells in lines
    )


def markdown(lines: list[tuple[str, ...]]) -> str:
    head, *rest = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, "|" + "---|" * len(lines[0]), *rest])


def machine(database: str, workers: int, program: str) -> str:
    cores = os.cpu_count()
    return (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {processor()}, {cores} cores,"
        f" Python {platform.python_version()}, {database}; "
        f"granian with {workers} workers of 16 threads; {program}"
    )


def processor() -> str:
    try:
        return re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)[1]
    except (OSError, TypeError):
        return platform.processor() or platform.machine()


def tables(runs: list[Run]) -> list[str]:
    """For the documentation: the figures at one size, and what they are at each."""
    shown = max((run for run in runs if run.size <= 10_000), key=lambda run: run.size, default=runs[0])
    sizes = ("CPU µs (p99 ms) with so many profiles", *(f"{run.size:,}" for run in runs))
    return [f"With {shown.size:,} profiles:", markdown([HEAD, *table(shown)]), markdown([sizes, *by_size(runs)])]


def by_size(runs: list[Run]) -> list[tuple[str, ...]]:
    lines = [
        (name, *(f"{(run.measured[name].cpu or 0) * 1e6:,.0f} ({run.measured[name].p99 * 1e3:,.1f})" for run in runs))
        for name in runs[0].measured
    ]
    return lines + [(name, *(amount(name, run.alone[name]) for run in runs)) for name in runs[0].alone]


def put(path: Path, name: str, text: str) -> None:
    """Write a section between its two marks in a file; at the end of it where there are none yet."""
    begin, end = f"<!-- bench: {name} -->", f"<!-- /bench: {name} -->"
    before = path.read_text("utf-8")
    written = f"{begin}\n\n{text}\n\n{end}"
    if begin in before and end in before:
        start, _, rest = before.partition(begin)
        after = start + written + rest.partition(end)[2]
    else:
        after = f"{before.rstrip()}\n\n## Measured: {name}\n\n{written}\n"
    path.write_text(after, "utf-8")
