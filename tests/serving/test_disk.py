"""The pages that processes share: as they were put, within their room, whatever befalls the file."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys

import pytest

from profiles.published.madeof import MadeOf
from profiles.serving import disk as disks
from profiles.serving.disk import Disk, pack, unpack
from profiles.serving.stampreader import Table
from profiles.serving.store import StoredAnswer

SQLITE = (7, "2026-05-04 10:00:00.000000", 739_000, (8, 1234))
POSTGRESQL = (7, b"2026-05-04 10:00:00+00", 739_000, Table(b"771", 16_400))
KEY = ("example.org", "https", "/members/nepal/", "", "")


def answer(body=b"<p>Nepal</p>" * 100, stamp=SQLITE, made_of=None):
    headers = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')]
    return StoredAnswer(stamp, headers, body, dt.datetime(2026, 5, 4, tzinfo=dt.UTC), made_of)


@pytest.fixture
def disk(tmp_path):
    return Disk(tmp_path / "kept" / "a.pages", 2**20)


@pytest.mark.parametrize("stamp", [SQLITE, POSTGRESQL, (0, None, 739_000, None)])
@pytest.mark.parametrize("body", [b"", b"short", os.urandom(3000), b"long " * 3000])
def test_an_answer_comes_back_as_it_was_put(disk, stamp, body):
    made_of = MadeOf((("SELECT 1", ("a", 1, None), "digest"),), (("part", ("en", ("x", "y")), "digest"),))
    put = answer(body, stamp, made_of)
    disk.put(KEY, put, made_up=False)
    got = Disk(disk.path, 2**20).get(KEY)
    for name in ("stamp", "headers", "digest", "made_at", "made_of", "body"):
        assert getattr(got, name) == getattr(put, name), name
    for encoding in ("", "gzip", "br"):
        variants = [(found.variants.get(encoding) or found.encode(encoding)) for found in (got, put)]
        assert variants[0] == variants[1], encoding


def test_what_nobody_put_is_not_there_and_what_was_dropped_neither(disk):
    assert disk.get(KEY) is None
    disk.put(KEY, answer(), made_up=False)
    disk.drop(KEY)
    assert disk.get(KEY) is None


def test_which_parameters_views_take_is_known_to_the_next_process(disk):
    disk.take("/members/", ("q", "page"))
    assert Disk(disk.path, 2**20).taken(10) == {"/members/": ("q", "page")}


LATER, NEXT_DAY = (8, *SQLITE[1:]), (8, SQLITE[1], SQLITE[2] + 1, SQLITE[3])


def test_pages_that_nobody_has_checked_under_a_stamp_are_named(disk):
    put = answer()
    disk.put(KEY, put, made_up=False)
    assert disk.unchecked(SQLITE) == []
    assert disk.unchecked(LATER) == [KEY]
    disk.check(KEY, put, LATER)
    assert (disk.unchecked(LATER), disk.get(KEY).stamp) == ([], LATER)


def test_what_says_the_same_the_next_day_stays_and_is_of_its_day_still(disk):
    put = answer()
    disk.put(KEY, put, made_up=False)
    disk.check(KEY, put, NEXT_DAY)
    assert (disk.unchecked(NEXT_DAY), disk.get(KEY).stamp) == ([], SQLITE)


def test_what_has_come_meanwhile_is_neither_thrown_away_nor_checked(disk):
    seen, newer = answer(), answer(b"<p>newer</p>")
    disk.put(KEY, seen, made_up=False)
    disk.put(KEY, newer, made_up=False)
    disk.check(KEY, seen, LATER)
    assert disk.unchecked(LATER) == [KEY]
    disk.drop(KEY, seen)
    assert disk.get(KEY).body == newer.body
    disk.drop(KEY, newer)
    assert disk.get(KEY) is None


def test_what_was_read_earlier_takes_no_place(disk):
    newer, older = answer(b"<p>newer</p>"), answer()
    older.made_at -= dt.timedelta(seconds=1)
    disk.put(KEY, newer, made_up=False)
    disk.put(KEY, older, made_up=False)
    assert disk.get(KEY).body == newer.body


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


def test_it_stays_within_its_room_and_made_up_addresses_push_out_no_page(tmp_path, monkeypatch):
    monkeypatch.setattr(disks, "PUTS_BETWEEN", 1)
    disk = Disk(tmp_path / "a.pages", 400_000)
    for number in range(20):
        disk.put((f"page-{number}",), answer(os.urandom(5000)), made_up=False)
    for number in range(60):
        disk.put((f"made-up-{number}",), answer(os.urandom(5000)), made_up=True)
    sizes = dict(disk.connection.execute("SELECT made_up, sum(size) FROM page GROUP BY 1"))
    assert sizes[1] <= 100_000
    assert all(disk.get((f"page-{number}",)) for number in range(20))
    assert disk.get(("made-up-59",))
    assert disk.get(("made-up-0",)) is None


def test_who_was_asked_for_last_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(disks, "PUTS_BETWEEN", 1)
    monkeypatch.setattr(disks, "NOTED_EACH", -1)
    disk = Disk(tmp_path / "a.pages", 100_000)
    for number in range(60):
        disk.put((number,), answer(os.urandom(5000)), made_up=False)
        disk.get((0,))
    assert disk.get((0,))
    assert disk.get((1,)) is None


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


NAMES = """
import django
django.setup()
from profiles.serving.disk import name_of_pages
print(name_of_pages())
"""


def test_all_processes_of_a_portal_name_the_file_alike():
    names = {
        subprocess.run(
            [sys.executable, "-c", NAMES], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(names) == 1


def test_packing_is_plain_text(disk):
    stamp, kept, encoding, body = pack(answer())
    assert all(isinstance(text, str) for text in (stamp, kept, encoding))
    assert unpack(stamp, kept, encoding, body).body == answer().body
