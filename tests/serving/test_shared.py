"""What processes share, in a file or in a Redis: as it was put, and within its room."""

import datetime as dt
import os

import pytest

from profiles.published.madeof import MadeOf
from profiles.serving import disk as disks
from profiles.serving.stampreader import Table
from profiles.serving.store import StoredAnswer

SQLITE = (7, "2026-05-04 10:00:00.000000", 739_000, (8, 1234))
POSTGRESQL = (7, b"2026-05-04 10:00:00+00", 739_000, Table(b"771", 16_400))
LATER, NEXT_DAY = (8, *SQLITE[1:]), (8, SQLITE[1], SQLITE[2] + 1, SQLITE[3])
KEY = ("example.org", "https", "/members/nepal/", "", "")


def answer(body=b"<p>Nepal</p>" * 100, stamp=SQLITE, made_of=None):
    headers = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')]
    return StoredAnswer(stamp, headers, body, dt.datetime(2026, 5, 4, tzinfo=dt.UTC), made_of)


@pytest.mark.parametrize("stamp", [SQLITE, POSTGRESQL, (0, None, 739_000, None)])
@pytest.mark.parametrize("body", [b"", b"short", os.urandom(3000), b"long " * 3000])
def test_an_answer_comes_back_as_it_was_put(shared, stamp, body):
    made_of = MadeOf((("SELECT 1", ("a", 1, None), "digest"),), (("part", ("en", ("x", "y")), "digest"),))
    put = answer(body, stamp, made_of)
    shared().put(KEY, put, made_up=False)
    got = shared().get(KEY)
    for name in ("stamp", "headers", "digest", "made_at", "made_of", "body"):
        assert getattr(got, name) == getattr(put, name), name
    for encoding in ("", "gzip", "br"):
        variants = [(found.variants.get(encoding) or found.encode(encoding)) for found in (got, put)]
        assert variants[0] == variants[1], encoding


def test_what_nobody_put_is_not_there_and_what_was_dropped_neither(shared):
    store = shared()
    assert store.get(KEY) is None
    store.put(KEY, answer(), made_up=False)
    store.drop(KEY)
    assert store.get(KEY) is None


def test_which_parameters_views_take_is_known_to_the_next_process(shared):
    shared().take("/members/", ("q", "page"))
    assert shared().taken(10) == {"/members/": ("q", "page")}
    assert shared().taken(0) == {}


def test_pages_that_nobody_has_checked_under_a_stamp_are_named(shared):
    store, put = shared(), answer()
    store.put(KEY, put, made_up=False)
    assert (store.unchecked(SQLITE), store.is_checked(SQLITE)) == ([], True)
    assert (store.unchecked(LATER), store.is_checked(LATER)) == ([KEY], False)
    store.check(KEY, put, LATER)
    assert (store.unchecked(LATER), store.is_checked(LATER), store.get(KEY).stamp) == ([], True, LATER)


def test_what_was_asked_for_last_is_checked_first(shared, monkeypatch):
    monkeypatch.setattr(disks, "NOTED_EACH", -1)
    store = shared()
    for number in range(4):
        store.put((number,), answer(), made_up=number % 2 == 0)
    store.get((1,))
    assert store.unchecked(LATER) == [(1,), (3,), (2,), (0,)]


def test_what_says_the_same_the_next_day_stays_and_is_of_its_day_still(shared):
    store, put = shared(), answer()
    store.put(KEY, put, made_up=False)
    store.check(KEY, put, NEXT_DAY)
    assert (store.unchecked(NEXT_DAY), store.get(KEY).stamp) == ([], SQLITE)


def test_what_has_come_meanwhile_is_neither_thrown_away_nor_checked(shared):
    store, seen, newer = shared(), answer(), answer(b"<p>newer</p>")
    store.put(KEY, seen, made_up=False)
    store.put(KEY, newer, made_up=False)
    store.check(KEY, seen, LATER)
    assert store.unchecked(LATER) == [KEY]
    store.drop(KEY, seen)
    assert store.get(KEY).body == newer.body
    store.drop(KEY, newer)
    assert store.get(KEY) is None


def test_what_was_read_earlier_takes_no_place(shared):
    store, newer, older = shared(), answer(b"<p>newer</p>"), answer()
    older.made_at -= dt.timedelta(seconds=1)
    store.put(KEY, newer, made_up=False)
    store.put(KEY, older, made_up=False)
    assert store.get(KEY).body == newer.body


def test_it_stays_within_its_room_and_made_up_addresses_push_out_no_page(shared, monkeypatch):
    monkeypatch.setattr(disks, "PUTS_BETWEEN", 1)
    store = shared(400_000)
    for number in range(20):
        store.put((f"page-{number}",), answer(os.urandom(5000)), made_up=False)
    for number in range(60):
        store.put((f"made-up-{number}",), answer(os.urandom(5000)), made_up=True)
    assert all(store.get((f"page-{number}",)) for number in range(20))
    kept = [number for number in range(60) if store.get((f"made-up-{number}",))]
    assert kept == list(range(60 - len(kept), 60))
    assert 10 < len(kept) <= 20


def test_who_was_asked_for_last_stays(shared, monkeypatch):
    monkeypatch.setattr(disks, "PUTS_BETWEEN", 1)
    monkeypatch.setattr(disks, "NOTED_EACH", -1)
    store = shared(100_000)
    for number in range(60):
        store.put((number,), answer(os.urandom(5000)), made_up=False)
        store.get((0,))
    assert store.get((0,))
    assert store.get((1,)) is None
