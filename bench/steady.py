"""What visitors notice of all that goes on: publications, crowds, editors at work, slow people, an outage.

Each measurement gives figures by name, whose unit stands at the end of it. Of two portals each is measured in turn.
"""

import secrets
import statistics
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

from bench import client, crowd, database, editing, inside, rows
from bench.management.commands import seed
from bench.portal import Portal
from bench.server import Server

KNOWN, SLOW, LOST, PUBLICATIONS, VISITORS, PAGES = 500, 200, 300, 100, 50, 2000
# Seconds: a crowd walks about, an editor waits until the next publication or between two savings, a slow person until
# the next byte, a visitor for a page at most; and the database is away before pages are asked for.
WALK, PUBLISH_EACH, SAVE_EACH, BYTE_EACH, PATIENCE, AWAY = 15, 3, 1, 2, 10, 5
LISTS = ("/", "/members/", "/map/", "/timeline/", "/members/?q=ministry", "/members/?q=kabani", "/search/?q=ministry")
FILTERS = (
    "type=",
    "role=chair",
    "standing=member",
    "on=2015-06-30",
    "sort=joined",
    "standing=former",
    "view=table",
    "body=iom",
)
PUBLISHED = f"/members/{inside.SLUG}/"


class Steady:
    """A portal with so many profiles, and its server. With fewer seconds than one all of it is as much smaller."""

    def __init__(self, portal: Portal, size: int, seconds: float):
        self.portal, self.seconds = portal, seconds
        paths = [f"/members/{seed.PREFIX}{number:06}/" for number in range(size)]
        self.profiles = [prefix + path for path in paths for prefix in ("", "/ar")]
        self.pages = weigh(self.profiles)
        self.server: Server | None = None
        self.alone: crowd.Seen | None = None

    def __enter__(self):
        self.server = self.portal.server().__enter__()
        self.server.first(rows.PROFILE)
        return self

    def __exit__(self, *error):
        self.server.__exit__(*error)

    @property
    def address(self) -> tuple[str, int]:
        return self.server.address

    def scaled(self, number: int) -> int:
        return max(1, round(number * min(1, self.seconds)))

    def learn(self, paths: list[str]) -> None:
        """Have all processes know some pages, and wait until they have nothing more to do."""
        passes_without = 0
        for _time in range(12):
            passes_without = 0 if crowd.ask_each(self.address, paths).made else passes_without + 1
            if passes_without == 2:
                break
        self.server.settle(20 * self.seconds)

    def walk(self, **told) -> crowd.Seen:
        self.learn(list(self.pages))
        return self.walk_on(**told)

    def walk_on(self, **told) -> crowd.Seen:
        return crowd.wander(self.address, self.pages, seconds=WALK * self.seconds, visitors=VISITORS, **told)


def weigh(profiles: list[str]) -> dict[str, float]:
    """Pages with how likely they are: four of five visits are to profiles, and to the first more than to later ones."""
    lists = [*LISTS, *(f"/members/?{text}" for text in FILTERS)]
    others = [prefix + path for path in lists for prefix in ("", "/ar")]
    shares = [1 / (place + 10) for place in range(len(profiles))]
    likely = {path: 0.8 * share / sum(shares) for path, share in zip(profiles, shares, strict=True)}
    return likely | dict.fromkeys(others, 0.2 / len(others))


@contextmanager
def repeating(action, each: float):
    """Within, somebody does something again and again, with a pause after it. Raises what that raises."""
    over = Event()

    def repeat():
        while not over.is_set():
            action()
            over.wait(each)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(repeat)
        try:
            yield
        finally:
            over.set()
        running.result()


def token() -> str:
    return f"Published anew: {secrets.token_hex(8)}."


def shows(address: tuple[str, int], text: str) -> bool:
    """Whether the profile that is published shows a text at once."""
    return text.encode() in client.get(address, PUBLISHED, {"Accept-Encoding": "identity"})[2]


# ── The measurements ────────


def remember(it: Steady) -> dict[str, float | None]:
    """How large a worker grows."""
    paths = [*it.profiles, *it.pages][:PAGES]
    crowd.ask_each(it.address, paths)
    return {f"memory of a worker after {len(paths):,} pages, MB": max(it.server.memory(), default=None)}


def publish_once(it: Steady) -> dict[str, float | None]:
    """What pages cost that are known, after one publication by another process."""
    known, text = it.profiles[:KNOWN], token()
    with it.portal.publisher() as publish:
        publish(token())
        client.get(it.address, PUBLISHED)
        it.learn(known)
        publish(text)
        visible, cpu = shows(it.address, text), it.server.cpu()
        seen = crowd.ask_each(it.address, known)
    name = "after a publication"
    return {
        f"{name}: visible on the next request (1 is yes)": int(visible),
        f"{name}: made anew of {len(known)}": seen.made,
        f"{name}: reused of {len(known)}": seen.answered - seen.made,
        f"{name}: errors of {len(known)}": seen.errors,
        f"{name}: requests/s": seen.requests / seen.seconds,
        f"{name}: CPU, µs": None if cpu is None else (it.server.cpu() - cpu) / seen.requests * 1e6,
        f"{name}: p50, ms": seen.p50 * 1e3,
        f"{name}: p99, ms": seen.p99 * 1e3,
    }


def visit(it: Steady) -> dict[str, float]:
    """A crowd by itself: what the others are compared with."""
    it.alone = it.walk()
    return described("visitors", it.alone) | {"visitors: the crowd's own share of a processor, %": it.alone.busy * 100}


def visit_while_publishing(it: Steady) -> dict[str, float]:
    with it.portal.publisher() as publish:
        publish(token())
        it.learn(list(it.pages))
        with repeating(lambda: publish(token()), PUBLISH_EACH * it.seconds):
            seen = it.walk_on()
    return described("visitors while publishing", seen, it.alone)


def visit_while_saving(it: Steady) -> dict[str, float]:
    signed_in, saved = it.portal.step("sign_in"), []

    def save():
        editing.save(it.address, signed_in["cookie"], signed_in["path"], token())
        saved.append(True)

    it.learn(list(it.pages))
    with repeating(save, SAVE_EACH * it.seconds):
        seen = it.walk_on()
    return described("visitors while saving", seen, it.alone) | {"visitors while saving: saved": len(saved)}


def visit_among_the_slow(it: Steady) -> dict[str, float]:
    it.learn(list(it.pages))
    told = {"people": it.scaled(SLOW), "each": BYTE_EACH * it.seconds}
    patience = PATIENCE * max(0.1, it.seconds)
    with crowd.dripping(it.address, f"/report/?member={seed.PREFIX}{0:06}", **told):
        seen = it.walk_on(patience=patience)
    it.server.first(rows.PROFILE)
    name = f"visitors while {told['people']} send slowly"
    answered = {f"{name}: answered within {patience:g} s, %": 100 * seen.answered / seen.requests}
    return answered | described(name, seen, it.alone)


def described(name: str, seen: crowd.Seen, alone: crowd.Seen | None = None) -> dict[str, float]:
    found = {
        f"{name}: requests/s": seen.requests / seen.seconds,
        f"{name}: made anew": seen.made,
        f"{name}: stale": seen.stale,
        f"{name}: errors": seen.errors,
        f"{name}: p50, ms": seen.p50 * 1e3,
        f"{name}: p99, ms": seen.p99 * 1e3,
        f"{name}: longest, ms": seen.longest * 1e3,
    }
    return found | ({f"{name}: p99 ÷ without": seen.p99 / alone.p99} if alone else {})


def read_two_nodes(it: Steady) -> dict[str, float]:
    """Whether two servers, each with pages of its own, show what another process has just published."""
    stale, publications = 0, it.scaled(PUBLICATIONS)
    with ExitStack() as stack:
        folder = it.portal.folder
        nodes = [stack.enter_context(it.portal.server(PAGE_DIR=str(folder / name))) for name in ("one", "two")]
        publish = stack.enter_context(it.portal.publisher())
        for node in nodes:
            node.first(rows.PROFILE)
        for _time in range(publications):
            text = token()
            publish(text)
            stale += sum(not shows(node.address, text) for node in nodes)
    return {f"two nodes: stale answers of {len(nodes) * publications}": stale}


def lose_the_database(it: Steady) -> dict[str, float]:
    """How many pages, served once before by any process, are answered while the database is away; and after a
    restart of the server in the midst of that."""
    paths, patience = it.profiles[:LOST], PATIENCE * max(0.1, it.seconds)
    crowd.ask_each(it.address, paths)
    it.server.settle(20 * it.seconds)
    with database.away(it.portal.url):
        Event().wait(AWAY * it.seconds)
        seen = crowd.ask_each(it.address, paths, patience=patience)
        it.server.__exit__()
        it.server.__enter__()
        it.server.first(rows.PROFILE, any_status=True)
        again = crowd.ask_each(it.address, paths, patience=patience)
    it.server.first(rows.PROFILE)
    return {
        "outage: known pages answered, %": 100 * seen.answered / seen.requests,
        "outage: known pages answered after a restart, %": 100 * again.answered / again.requests,
        "outage: p99, ms": seen.p99 * 1e3,
    }


MEASUREMENTS = (
    remember,
    publish_once,
    visit,
    visit_while_publishing,
    visit_while_saving,
    visit_among_the_slow,
    read_two_nodes,
    lose_the_database,
)


def measure(portals: list[Portal], size: int, *, seconds: float, rounds: int, say) -> list[dict[str, float | None]]:
    """The figures of each portal by name: the medians of the rounds, in which the portals take turns."""
    with ExitStack() as stack:
        them = [stack.enter_context(Steady(portal, size, seconds)) for portal in portals]
        found = [{} for _portal in portals]
        for turn in range(rounds):
            for measurement in MEASUREMENTS:
                say(f"{measurement.__name__.replace('_', ' ')}, round {turn + 1}")
                for it, figures in zip(them, found, strict=True):
                    for name, value in measurement(it).items():
                        figures.setdefault(name, []).append(value)
    return [{name: middle(values) for name, values in figures.items()} for figures in found]


def middle(values: list[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return statistics.median(there) if there else None
