"""Today's portal beside an earlier commit, in one run: round by round in turn, so that what else goes on meets both."""

from contextlib import ExitStack

from bench import rows
from bench.measuring import VOCABULARY, Bench, Measured, look
from bench.portal import Portal
from bench.report import Target, ratio

# How a figure's name begins and ends, what we want of it, and whether that is the least.
WANTED = (
    ("memory of a worker", "MB", 100, False),
    ("after a publication: visible", "", 1, True),
    ("after a publication: made anew", "", 25, False),
    ("visitors while publishing", "p99 ÷ without", 1.5, False),
    ("visitors while publishing: stale", "", 0, False),
    ("visitors while saving", "p99 ÷ without", 1.5, False),
    ("visitors while 200 send slowly: answered", "", 100, True),
    ("visitors while 200 send slowly", "p99 ÷ without", 2, False),
    ("two nodes: stale", "", 0, False),
    ("outage: known pages answered", "", 99, True),
)
# What pages that are made cost, by what they did.
CHEAPER = {"profile, made": 0.3} | dict.fromkeys(
    ("directory, made", "directory, filtered, made", "timeline, made", "map, made"), 0.35
)


def measure_pages(bench: Bench, portals: list[Portal], size: int, name: str) -> list[dict[str, Measured]]:
    """Of each portal the pages that are kept, and those that are made. `name` is that of a profile."""
    made = rows.made(size, VOCABULARY, name)
    for portal in portals:
        look(portal, made)
    found = [{} for _portal in portals]
    for asked, seconds, connections, env in (
        (rows.warm(), bench.seconds, rows.CONNECTIONS, {}),
        (made, bench.seconds / 2, 1, {"PAGE_STORE_MB": "0"}),
    ):
        with ExitStack() as stack:
            servers = [stack.enter_context(portal.server(**env)) for portal in portals]
            for figures, measured in zip(found, bench.rounds(servers, asked, seconds, connections), strict=True):
                figures |= measured
    return found


def costs(measured: list[dict[str, Measured]]) -> list[dict[str, float]]:
    """Processor time of a request, or how long it takes where the system does not tell."""
    return [{f"{name}: CPU, µs": (row.cpu or row.p50) * 1e6 for name, row in rows.items()} for rows in measured]


# ── As tables ────────


def lines(now: dict, then: dict | None, revision: str) -> list[tuple[str, ...]]:
    """A line for each figure; of two portals with their ratio."""
    if then is None:
        return [("", "now"), *((name, amount(value)) for name, value in now.items())]
    found = [("", revision, "now", "now ÷ then")]
    for name, value in now.items():
        before = then.get(name)
        share = value / before if value is not None and before else None
        found.append((name, amount(before), amount(value), amount(share)))
    return found


def amount(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == round(value) or value >= 100 else f"{value:.2f}"


def targets(now: dict, then: dict | None, revision: str) -> list[Target]:
    """Each bar with the figure whose name begins so."""
    found = [
        Target(name, value, wanted, at_least=at_least)
        for begins, ends, wanted, at_least in WANTED
        for name, value in now.items()
        if name.startswith(begins) and name.endswith(ends)
    ]
    if then is None:
        return found
    return found + [
        Target(f"{name}, now ÷ {revision}", ratio(now[f"{name}: CPU, µs"], then[f"{name}: CPU, µs"]), wanted)
        for name, wanted in CHEAPER.items()
    ]
