"""What Redis does at one go: the index says what is there, whatever is put, replaced, thrown away or lost."""

import datetime as dt
import os
import random

import pytest

from profiles.serving.redisscripts import LEASE
from tests.serving.test_shared import KEY, LATER, SQLITE, answer


@pytest.fixture
def store(redis_store):
    return redis_store(300_000)


def names(store, what):
    """The names in a part of the index, as bytes."""
    client = store.client
    if what == "pages":
        start = f"{store.base}page:".encode()
        return {key.removeprefix(start) for key in client.scan_iter(match=f"{store.base}page:*")}
    if what == "sizes":
        return {name for shelf in (0, 1) for name in client.hkeys(f"{store.base}sizes:{shelf}") if name}
    if what == "used":
        return {name for shelf in (0, 1) for name in client.zrange(f"{store.base}used:{shelf}", 0, -1)}
    return set(client.zrange(f"{store.base}checked", 0, -1))


def is_whole(store) -> bool:
    """Whether each part of the index names the pages that are there, and the sums are right."""
    told = [names(store, what) for what in ("pages", "sizes", "used", "checked")]
    sizes = [store.client.hgetall(f"{store.base}sizes:{shelf}") for shelf in (0, 1)]
    sums = [int(found.pop(b"", 0)) == sum(map(int, found.values())) for found in sizes]
    return all(each == told[0] for each in told) and all(sums)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_is_whole_after_whatever_is_done(store, seed):
    chance = random.Random(seed)
    for step in range(80):
        key, made_up = (chance.randrange(25),), chance.random() < 0.3
        put = answer(os.urandom(chance.randrange(1, 20_000)))
        put.made_at += dt.timedelta(seconds=step)
        seen = store.get(key)
        match chance.randrange(4):
            case 0:
                store.drop(key, chance.choice([seen, None]))
            case 1 if seen:
                store.check(key, seen, LATER)
            case _:
                store.put(key, put, made_up=made_up)
    assert is_whole(store)
    assert names(store, "pages")
    for shelf, room in ((0, 225_000), (1, 75_000)):
        assert int(store.client.hget(f"{store.base}sizes:{shelf}", "")) <= room


def test_an_answer_that_is_larger_than_the_room_is_not_kept(store):
    store.put(KEY, answer(os.urandom(400_000)), made_up=False)
    assert store.get(KEY) is None
    assert is_whole(store)


def test_all_that_is_written_expires(store):
    store.put(KEY, answer(), made_up=False)
    store.take("/members/", ("q",))
    with store.alone(KEY, 0):
        keys = list(store.client.scan_iter(match=f"{store.base}*"))
        assert len(keys) == 6
        assert min(store.client.ttl(key) for key in keys) > 0


def test_a_page_that_has_expired_leaves_the_index_when_it_is_looked_at(store):
    store.put(KEY, answer(), made_up=False)
    store.client.delete(f"{store.base}page:{next(iter(names(store, 'used'))).decode()}")
    assert store.get(KEY) is None
    assert store.unchecked(LATER) == [KEY]
    store.drop(KEY)
    assert names(store, "used") == set()
    assert is_whole(store)


@pytest.mark.parametrize("part", ["checked", "used:0", "sizes:0"])
def test_where_a_part_of_the_index_is_lost_nothing_wrong_is_answered_and_pages_come_back(store, part):
    store.put(KEY, answer(), made_up=False)
    store.client.delete(f"{store.base}{part}")
    assert (store.get(KEY) is None) is (part == "checked")
    later = answer()
    later.made_at += dt.timedelta(seconds=1)
    store.put(KEY, later, made_up=False)
    assert store.get(KEY).body == answer().body
    assert is_whole(store)


def test_a_sum_without_its_pages_is_begun_anew(store):
    for number in range(10):
        store.put((number,), answer(os.urandom(20_000)), made_up=False)
    store.client.delete(f"{store.base}used:0")
    for number in range(10, 22):
        store.put((number,), answer(os.urandom(20_000)), made_up=False)
    assert store.get((21,))
    assert 100_000 < int(store.client.hget(f"{store.base}sizes:0", "")) <= 225_000


def test_what_is_not_in_the_index_is_not_checked_into_it(store):
    put = answer()
    store.put(KEY, put, made_up=False)
    store.client.delete(f"{store.base}checked")
    store.check(KEY, put, SQLITE)
    assert names(store, "checked") == set()


def test_only_who_holds_a_lease_ends_it(store):
    lease = store.client.register_script(LEASE)
    key = f"{store.base}alone:x"
    store.client.set(key, "mine", px=60_000)
    lease(keys=[key], args=["another's", 0])
    assert store.client.get(key) == b"mine"
    lease(keys=[key], args=["mine", 90_000])
    assert store.client.pttl(key) > 60_000
    lease(keys=[key], args=["mine", 0])
    assert store.client.get(key) is None
