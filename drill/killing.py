"""An act that is killed (SIGKILL) at one moment after another: what it leaves is looked at, and it is done again.

A process that has Django ready and no connection open forks one child for each round, so that a round costs what the
act costs.
"""

import json
import os
import signal
import time
import traceback
from collections.abc import Callable
from typing import Protocol


class Act(Protocol):
    """Something that can be killed. All are called in a child of their own; `said` is what `ready` gave, of that
    round."""

    def ready(self, number: int) -> dict:
        """Before each round: what is needed, not killed."""

    def do(self, said: dict) -> None:
        """What is killed."""

    def faults(self, said: dict) -> list[str]:
        """What is half after a kill."""

    def again(self, said: dict) -> list[str]:
        """Do it once more, whole; what is wrong then."""


def in_child(action: Callable, *told):
    """What an action gives, in a process of its own. Raises RuntimeError with what it raised."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        answer(writing, action, *told)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    found = json.loads(text or '{"error": "It ended without a word."}')
    if "error" in found:
        raise RuntimeError(found["error"])
    return found["value"]


def answer(writing: int, action: Callable, *told) -> None:
    try:
        found = {"value": action(*told)}
    except BaseException:
        found = {"error": traceback.format_exc()[-2000:]}
    with os.fdopen(writing, "w") as pipe:
        json.dump(found, pipe)
    os._exit(0)


def kill_after(seconds: float, action: Callable, *told) -> bool:
    """Whether an action was killed before it had come to its end."""
    pid = os.fork()
    if not pid:
        os.setpgid(0, 0)
        try:
            action(*told)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            if status:
                raise RuntimeError("The act failed by itself.")
            return False
        time.sleep(0.0005)
    kill_group(pid)
    os.waitpid(pid, 0)
    return True


def kill_group(pid: int) -> None:
    """The process, and whom it has started."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:  # It has no group of its own yet.
        os.kill(pid, signal.SIGKILL)


def rounds(act: Act, number: int) -> dict:
    """Kill an act so many times, at moments that lie evenly over how long it takes. How many were `killed` before the
    end, how long the whole act took, and what was wrong, with the round."""
    said = in_child(act.ready, 0)
    began = time.monotonic()
    in_child(act.do, said)
    took = time.monotonic() - began
    wrong = [f"without a kill: {fault}" for fault in in_child(act.faults, said)]
    killed = 0
    for turn in range(1, number + 1):
        said = in_child(act.ready, turn)
        moment = took * (turn - 0.5) / number
        killed += kill_after(moment, act.do, said)
        found = [*in_child(act.faults, said), *in_child(act.again, said)]
        wrong += [f"killed after {moment:.3f} of {took:.3f} s: {fault}" for fault in found]
    return {"rounds": number, "killed": killed, "seconds": took, "wrong": wrong}
