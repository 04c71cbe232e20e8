"""An act is killed at moments that lie over how long it takes; what it leaves half is found."""

import os
import time
from pathlib import Path

import pytest

from drill import killing


class Torn:
    """Writes two halves into a file, one after the other: killed between them it leaves one."""

    def __init__(self, folder: Path, *, whole: bool):
        self.file, self.whole = folder / "file", whole

    def ready(self, number):
        self.file.unlink(missing_ok=True)
        return {}

    def do(self, said):
        target = self.file.with_suffix(".part") if self.whole else self.file
        target.write_text("one half")
        time.sleep(0.3)
        target.write_text("both halves")
        os.replace(target, self.file)

    def faults(self, said):
        there = self.file.exists() and self.file.read_text() != "both halves"
        return ["half of it is there"] if there else []

    def again(self, said):
        self.do(said)
        return self.faults(said)


def test_what_is_half_after_a_kill_is_found(tmp_path):
    found = killing.rounds(Torn(tmp_path, whole=False), 2)
    assert found["killed"] >= 1
    assert {text.rpartition(": ")[2] for text in found["wrong"]} == {"half of it is there"}


def test_what_is_whole_or_not_there_is_well(tmp_path):
    assert killing.rounds(Torn(tmp_path, whole=True), 2)["wrong"] == []


def test_what_fails_by_itself_is_no_kill(tmp_path):
    def fail():
        raise ValueError("by itself")

    with pytest.raises(RuntimeError, match="by itself"):
        killing.in_child(fail)
    with pytest.raises(RuntimeError, match="failed by itself"):
        killing.kill_after(60, fail)
