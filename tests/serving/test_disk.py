"""The file that processes share: whatever befalls it, and who else may use it. What it keeps is in `test_shared.py`."""

import os
import sqlite3
import subprocess
import sys

import pytest

from profiles.serving import disk as disks
from profiles.serving.disk import Disk
from tests.serving.test_shared import KEY, answer


@pytest.fixture
def disk(tmp_path):
    return Disk(tmp_path / "kept" / "a.pages", 2**20)


def test_nobody_else_can_read_what_visitors_asked_for(disk):
    disk.put(KEY, answer(), made_up=False)
    assert {path.stat().st_mode & 0o077 for path in (disk.path.parent, *disk.path.parent.iterdir())} == {0}


def test_a_row_that_nobody_packed_so_is_no_answer(disk):
    disk.put(KEY, answer(), made_up=False)
    for kept in ("[]", "7", '["x", null, [], null]', '["x", "2026-05-04", [["a"]], [1, 2, 3]]'):
        disk.connection.execute("UPDATE page SET kept = ?", [kept])
        assert disk.get(KEY) is None


def test_a_child_has_a_connection_of_its_own(disk):
    own = disk.connection
    disk.local.connection = (os.getpid() + 1, own)
    assert disk.connection is not own


def torn(path):
    content = bytearray(path.read_bytes())
    content[100:8000] = os.urandom(7900)
    path.write_bytes(content)


def shortened(path):
    path.write_bytes(path.read_bytes()[:5000])


def no_database(path):
    path.write_bytes(b"This is no database at all. " * 200)


@pytest.mark.parametrize("harm", [torn, shortened, no_database])
def test_a_torn_file_costs_its_pages_and_no_answer(disk, harm, caplog):
    for number in range(30):
        disk.put((number,), answer(os.urandom(2000)), made_up=False)
    disk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    disk.connection.close()
    harm(disk.path)
    after = Disk(disk.path, 2**20)
    for number in range(30):
        found = after.get((number,))
        assert found is None or found.body
    after.put(KEY, answer(), made_up=False)
    after.put(KEY, answer(), made_up=False)
    assert after.get(KEY).body == answer().body


def test_a_page_whose_body_is_not_what_it_was_is_not_answered(disk):
    disk.put(KEY, answer(), made_up=False)
    (body,) = disk.connection.execute("SELECT body FROM page").fetchone()
    disk.connection.execute("UPDATE page SET body = ?", [body[:-1] + b"!"])
    assert disk.get(KEY) is None


def test_a_full_or_locked_disk_is_said_once(disk, caplog, monkeypatch):
    monkeypatch.setattr(disks, "PATIENCE", 0.01)
    disk.put(KEY, answer(), made_up=False)
    del disk.local.connection
    other = sqlite3.connect(disk.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for _time in range(3):
        disk.put(("another",), answer(), made_up=False)
    other.execute("ROLLBACK")
    assert len([record for record in caplog.records if "cannot be used" in record.message]) == 1
    disk.put(("another",), answer(), made_up=False)
    assert disk.get(("another",))


def test_files_of_other_builds_go_after_a_day(disk):
    disk.path.parent.mkdir()
    for name in ("old", "written", "recent"):
        for suffix in (".pages", ".pages-wal", ".lock"):
            path = disk.path.with_name(f"{name}{suffix}")
            path.touch()
            if name == "old" or (name, suffix) == ("written", ".pages"):
                os.utime(path, (0, 0))
    disk.forget_other_builds()
    assert {path.stem for path in disk.path.parent.iterdir()} == {"written", "recent"}


HOLDS = """
import os, pathlib, sys
import django
django.setup()
from profiles.serving.disk import Disk
with Disk(pathlib.Path(sys.argv[1]), 2**20).alone(("a", "page"), 0) as got:
    print(got, flush=True)
    sys.stdin.readline()
    os._exit(0)  # It dies without letting go.
"""


def test_one_process_at_a_time_and_a_dead_one_holds_nobody_up(disk):
    command = [sys.executable, "-c", HOLDS, str(disk.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "True\n"
        with disk.alone(("a", "page"), 0) as got:
            assert not got
        with disk.alone(("another",), 0) as got:
            assert got
        other.stdin.write("\n")
        other.stdin.close()
        with disk.alone(("a", "page"), 60) as got:
            assert got


def test_without_room_there_is_no_file(settings, tmp_path):
    settings.PAGE_DIR, settings.PAGE_DISK_MB = tmp_path, 0
    assert Disk.of_settings() is None
    settings.PAGE_DISK_MB = 1
    assert (Disk.of_settings().path.parent, Disk.of_settings().room) == (tmp_path, 2**20)
