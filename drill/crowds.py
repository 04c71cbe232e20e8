"""Visitors who send slowly, or too much; and a clock that is wrong."""

import time
from pathlib import Path

from bench import crowd, steady

from .editor import post
from .field import TREE, Field, Ground
from .outcome import Outcome
from .public import watching

PEOPLE, BYTE_EACH, WALK, LARGE = 200, 2, 10, 10 * 2**20
DAYS = (400, 0, -400, 0)
BY_CLOCK = ((200,), (200, 404))
# Python reads it in each process before anything else.
CLOCK = """
import os, time, datetime
import time_machine
now = datetime.datetime.fromtimestamp(time.time(), datetime.UTC)
time_machine.travel(now + datetime.timedelta(days=int(os.environ["DRILL_DAYS"])), tick=True).start()
"""


def slow_people(field: Field) -> Outcome:
    """200 send a form, a byte of it every two seconds."""
    with field.ground() as ground, ground.server() as server:
        server.first("/members/")
        dripping = crowd.dripping(server.address, "/report/?member=nepal", people=PEOPLE, each=BYTE_EACH)
        with dripping, watching(server.address, calm=(200,)) as seen:
            time.sleep(WALK)
        server.first("/members/")
        return Outcome(f"{PEOPLE} send a byte every {BYTE_EACH} s", ground.state()["faults"], seen)


def large_bodies(field: Field) -> Outcome:
    """Anybody sends 10 MB wherever something may be sent, and where nothing may."""
    with field.ground() as ground, ground.server() as server:
        server.first("/members/")
        found = []
        with watching(server.address, calm=(200,)) as seen:
            for path in ("/report/?member=nepal", "/members/", "/admin/login/", "/api/v1/members/") * 5:
                found.append((path, post(server.address, path, LARGE)))
        lost = [f"{path}: {status}" for path, status in set(found) if status >= 500]
        told = ", ".join(str(status or "cut off") for status in sorted({status for _path, status in found}))
        return Outcome(f"{len(found)} bodies of 10 MB: {told}", lost + ground.state()["faults"], seen)


def wrong_clock(field: Field) -> Outcome:
    """The clock is 400 days ahead, right again, 400 days behind, right again: nothing that was published is gone, and
    it shows at once. Not where the clock is behind: there, what was published before is still to come (404), and a
    release never comes before the last."""
    with field.ground() as ground:
        before, lost, seen = ground.inside("published")["digests"], [], None
        for days in DAYS:
            with clock(ground, days), ground.server() as server:
                server.first("/members/")
                with (
                    watching(server.address, calm=BY_CLOCK[days < 0]) as now,
                    ground.portal.publisher() as publish,
                ):
                    text = steady.token()
                    publish(text)
                    time.sleep(0.5)
                    shown = steady.shows(server.address, text)
                lost += [] if shown or days < 0 else [f"{days:+} days: what was published does not show"]
                seen = now if seen is None else seen + now
        state = ground.state()
        lost += state["faults"] + gone(before, ground.inside("published")["digests"], len(DAYS))
        return Outcome(f"the clock wrong by {', '.join(f'{days:+}' for days in DAYS)} days", lost, seen)


def gone(before: list[str], after: list[str], more: int) -> list[str]:
    lost = [f"the publication {digest} is gone" for digest in set(before) - set(after)]
    return lost + ([] if len(after) == len(before) + more else [f"{len(after)} publications after {len(before)}"])


class clock:
    """Within, all processes that a portal starts have another day."""

    def __init__(self, ground: Ground, days: int):
        self.env, self.days = ground.portal.env, days
        self.folder = ground.folder / "clock"

    def __enter__(self):
        self.folder.mkdir(exist_ok=True)
        Path(self.folder, "sitecustomize.py").write_text(CLOCK)
        self.env |= {"DRILL_DAYS": str(self.days), "PYTHONPATH": f"{self.folder}:{TREE}"}

    def __exit__(self, *error):
        self.env["PYTHONPATH"] = str(TREE)
