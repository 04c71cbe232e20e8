"""The pages that nodes share in a Redis: locks, seals, and what is done while it is away. What is kept there is in
`test_shared.py`."""

import json
import shutil
import socket
import subprocess
import threading
import time

import pytest
import redis
from django.core.exceptions import ImproperlyConfigured

from bench.door import Door
from profiles.serving import redisstore
from profiles.serving.redisstore import RedisStore
from tests.serving.test_shared import KEY, LATER, SQLITE, answer

# ── One at a time ────────


def test_of_all_nodes_one_does_it_and_the_others_wait_for_that(redis_store):
    one, another, is_over, seen = redis_store(), redis_store(), threading.Event(), []

    def wait():
        with another.alone(KEY, 60) as got:
            seen.append((got, is_over.is_set()))

    with one.alone(KEY, 60) as got:
        assert got
        waiting = threading.Thread(target=wait)
        waiting.start()
        with another.alone(KEY, 0) as got:
            assert not got
        with another.alone(("another",), 0) as got:
            assert got
        is_over.set()
    waiting.join()
    assert seen == [(True, True)]


def test_who_has_died_holds_nobody_up_for_long(redis_store, monkeypatch):
    monkeypatch.setattr(redisstore, "LEASED", 0.2)
    store = redis_store()
    assert store.try_lock(f"{store.base}alone:{json.dumps(KEY)}", "of the dead")
    with store.alone(KEY, 60) as got:
        assert got


def test_who_still_works_keeps_the_lock(redis_store, monkeypatch):
    monkeypatch.setattr(redisstore, "LEASED", 60)
    one, another = redis_store(), redis_store()
    with one.alone("sweep", 0):
        one.client.pexpire(f'{one.base}alone:"sweep"', 50_000)
        one.get(KEY)
        assert one.client.pttl(f'{one.base}alone:"sweep"') <= 50_000
        lock, token, since = one.held.lease
        one.held.lease = (lock, token, since - 30)
        one.get(KEY)
        assert one.client.pttl(f'{one.base}alone:"sweep"') > 50_000
        with another.alone("sweep", 0) as got:
            assert not got
    with another.alone("sweep", 0) as got:
        assert got


# ── What others write there ────────


def forge(store, field, value):
    (page,) = store.client.scan_iter(match=f"{store.base}page:*")
    store.client.hset(page, field, value)


def test_what_nobody_of_the_portal_sealed_is_no_answer(redis_store, caplog):
    store = redis_store()
    store.put(KEY, answer(), made_up=False)
    _seal, content, stamp = store.packed(json.dumps(KEY), answer(b"<p>Forged.</p>"))
    for field, value in (("content", content), ("stamp", stamp), ("seal", b"x" * 16), ("seal", b"")):
        store.put(KEY, answer(), made_up=False)
        forge(store, field, value)
        assert store.get(KEY) is None
    assert "not sealed by this portal" in caplog.text
    assert not store.broken
    store.put(KEY, answer(), made_up=False)
    assert store.get(KEY).body == answer().body


def test_a_page_of_another_address_or_of_another_secret_is_no_answer(redis_store, settings):
    store, other = redis_store(), ("example.org", "https", "/members/oman/", "", "")
    store.put(KEY, answer(), made_up=False)
    (page,) = store.client.scan_iter(match=f"{store.base}page:*")
    store.put(other, answer(b"<p>Oman</p>"), made_up=False)
    store.client.copy(page, page.replace(b"nepal", b"oman"), replace=True)
    assert store.get(other) is None
    settings.SECRET_KEY = "another"
    assert redis_store().get(KEY) is None
    assert store.get(KEY)


def test_what_views_take_is_sealed_too(redis_store):
    store = redis_store()
    store.take("/members/", ("q", "page"))
    store.client.hset(f"{store.base}takes", "/members/", b"x" * 16 + b"[]")
    assert store.taken(10) == {}


def test_one_note_that_is_not_sealed_blinds_nobody_for_the_others(redis_store):
    store = redis_store()
    store.take("/members/", ("q", "page"))
    store.client.hset(f"{store.base}takes", mapping={"/map/": b"", b"\xff": b"x"})
    assert store.taken(10) == {"/members/": ("q", "page")}
    assert store.client.hkeys(f"{store.base}takes") == [b"/members/"]


@pytest.mark.parametrize("odd", [b"garbage", b"\xff", b"5", b'"abc"', b'[ "x"]', b"[" * 100_000])
def test_one_name_that_is_none_blinds_nobody_for_the_others(redis_store, odd):
    store = redis_store()
    store.put(KEY, answer(), made_up=False)
    checked = f"{store.base}checked"
    store.client.zadd(checked, {odd: 1})
    assert store.unchecked(LATER) == [KEY]
    assert store.client.zrange(checked, 0, -1) == [json.dumps(KEY).encode()]


def test_no_more_paths_are_kept_with_what_they_take_than_some(redis_store, monkeypatch):
    monkeypatch.setattr(redisstore, "MOST_TAKES", 3)
    store = redis_store()
    for number in range(10):
        store.take(f"/{number}/", ("q",))
        assert store.client.hlen(f"{store.base}takes") <= 3
    assert store.taken(10) == {"/8/": ("q",), "/9/": ("q",)}


# ── Away ────────

DOINGS = {
    "get": lambda store: store.get(KEY) is None,
    "put": lambda store: store.put(KEY, answer(), made_up=False) is None,
    "drop": lambda store: store.drop(KEY) is None,
    "check": lambda store: store.check(KEY, answer(), LATER) is None,
    "unchecked": lambda store: list(store.unchecked(SQLITE)) == [],
    "is_checked": lambda store: store.is_checked(SQLITE) is True,
    "take": lambda store: store.take("/members/", ("q",)) is None,
    "taken": lambda store: store.taken(10) == {},
    "alone": lambda store: store.alone(KEY, 60).__enter__() is False,
}


@pytest.fixture
def hanging():
    door = Door()
    yield door
    door.shut()


def store_at(port, name="addportal-test"):
    return RedisStore(f"redis://127.0.0.1:{port}/0", name, 2**20)


@pytest.mark.parametrize("doing", DOINGS)
def test_a_redis_that_hangs_is_asked_once_and_then_left_alone(hanging, doing, monkeypatch, caplog):
    monkeypatch.setattr(redisstore, "PAUSE", 600)
    store = store_at(hanging.port)
    assert DOINGS[doing](store)
    for each in DOINGS.values():
        assert each(store)
    assert hanging.count(1) == 1
    assert store.broken
    assert [record.message.partition(" (")[0] for record in caplog.records] == ["Redis cannot be used"]


def test_nothing_waits_for_a_redis_that_hangs_longer_than_its_patience(hanging):
    began = time.monotonic()
    assert store_at(hanging.port).get(KEY) is None
    assert redisstore.PATIENCE <= time.monotonic() - began < 30


def test_one_thread_tries_again_and_the_others_are_told_at_once(hanging, monkeypatch):
    store = store_at(hanging.port)
    store.get(KEY)
    monkeypatch.setattr(redisstore, "PAUSE", 600)
    store.try_again = 1.0
    threads = [threading.Thread(target=store.get, args=[KEY]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hanging.count(2) == 2


def test_where_nothing_listens_nothing_is_kept(caplog):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    store = store_at(port)
    assert all(each(store) for each in DOINGS.values())
    assert len(caplog.records) == 1


def test_what_is_stopped_and_comes_back_is_said_twice(redis_url, redis_name, caplog, monkeypatch):
    monkeypatch.setattr(redisstore, "PAUSE", 0.01)
    told = redis.Redis.from_url(redis_url).connection_pool.connection_kwargs
    door = Door((told.get("host", "127.0.0.1"), told.get("port", 6379)))
    store = store_at(door.port, redis_name)
    store.put(KEY, answer(), made_up=False)
    door.shut()
    for _time in range(3):
        time.sleep(0.02)
        assert store.get(KEY) is None
    door.open()
    time.sleep(0.02)
    assert store.get(KEY).body == answer().body
    assert not store.broken
    assert [record.message.partition(",")[0].partition(" (")[0] for record in caplog.records] == [
        "Redis cannot be used",
        "Redis can be used again",
    ]
    door.shut()


@pytest.fixture
def full(tmp_path):
    """A Redis of its own that is full from the beginning, and throws nothing away."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        pytest.skip("No redis-server to be started.")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--port", str(port), "--save", "", "--dir", str(tmp_path), "--maxmemory", "1kb"]
    process = subprocess.Popen([program, *options, "--maxmemory-policy", "noeviction"], stdout=subprocess.DEVNULL)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            assert process.poll() is None
    yield port
    process.terminate()
    process.wait()


def test_a_full_redis_is_said_once_and_still_says_what_it_has(full, caplog, monkeypatch):
    monkeypatch.setattr(redisstore, "PATIENCE", 60)
    store = store_at(full)
    for _time in range(3):
        store.put(KEY, answer(), made_up=False)
        assert store.get(KEY) is None
        with store.alone(KEY, 60) as got:
            assert not got
    assert [record.message.partition(":")[0] for record in caplog.records] == ["Redis cannot be used (put"]
    store.client.config_set("maxmemory", "100mb")
    store.put(KEY, answer(), made_up=False)
    assert store.get(KEY).body == answer().body
    assert (store.broken, len(caplog.records)) == (False, 2)


# ── The setting ────────


def test_without_an_address_or_room_there_is_none(settings):
    settings.CACHE_URL = ""
    assert RedisStore.of_settings() is None
    settings.CACHE_URL, settings.CACHE_MB = "redis://127.0.0.1:1", 0
    assert RedisStore.of_settings() is None


def test_all_its_names_begin_with_the_prefix_and_name_the_build(settings):
    settings.CACHE_URL, settings.CACHE_PREFIX, settings.CACHE_MB = "valkey://user:word@cache.example.org:7000/3", "a", 2
    store = RedisStore.of_settings()
    told = store.client.connection_pool.connection_kwargs
    assert [told[name] for name in ("host", "port", "db", "username", "password")] == [
        "cache.example.org", 7000, 3, "user", "word",
    ]  # fmt: skip
    assert (store.base.count(":"), store.base.partition(":")[0], store.room) == (2, "a", 2**21)
    settings.CACHE_URL = "valkeys://cache.example.org"
    assert RedisStore.of_settings().client.connection_pool.connection_class is redis.SSLConnection


@pytest.mark.parametrize("url", ["redis://cache:port", "redis://cache/0?no_such=1", "http://cache"])
def test_an_address_that_cannot_be_read_is_said_when_it_starts(settings, url):
    settings.CACHE_URL = url
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL cannot be read"):
        RedisStore.of_settings()
