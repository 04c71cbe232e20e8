"""Several nodes with one Redis: what one has made is a hit on the others, and is never stale, whatever Redis does."""

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings as django_settings
from django.db import connection

from bench.door import Door
from profiles.desk.verbs import datareleases, publishing
from profiles.serving import redisstore
from profiles.serving.pagecache import PageCache
from profiles.serving.redisstore import RedisStore
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store
from tests import buckets, factories
from tests.serving.server import ask, cache_status, without_database
from tests.serving.test_pagecache import republish

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/members/nepal/"
MADE, HELD = "addportal; fwd=miss; stored", "addportal; hit; detail=held"


@pytest.fixture
def node(django):
    """A node with what it shares: memory, and reading, of its own."""
    return lambda shared: PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader(), shared=shared)


def forget_all(store):
    """What FLUSHDB does, of what this test has written."""
    for key in store.client.scan_iter(match=f"{store.base}*"):
        store.client.delete(key)


def test_a_page_that_one_node_has_made_is_a_hit_on_the_other(nepal, node, redis_store):
    one, another = node(redis_store()), node(redis_store())
    made, found = ask(one, PAGE), ask(another, PAGE)
    assert (cache_status(made), cache_status(found)) == (MADE, HELD)
    assert found.body == made.body
    assert found.headers["etag"] == made.headers["etag"]
    assert cache_status(ask(another, PAGE)) == "addportal; hit"


def test_after_each_publication_both_nodes_are_new_and_one_makes_the_page(nepal, publisher, node, redis_store):
    nodes = [node(redis_store()), node(redis_store())]
    for number in range(6):
        republish(nepal, f"Words {number}.", by=publisher)
        answers = [ask(cache, PAGE) for cache in (nodes if number % 2 else reversed(nodes))]
        assert [cache_status(answer) for answer in answers] == [MADE, HELD]
        assert all(f"Words {number}.".encode() in answer.body for answer in answers)


def test_what_says_the_same_is_made_by_neither(nepal, publisher, node, redis_store):
    one, another = node(redis_store()), node(redis_store())
    ask(one, "/about/")
    before = ask(one, "/sources/")
    republish(nepal, "Words.", by=publisher)
    after = ask(another, "/sources/")
    assert (cache_status(after), after.body) == (HELD, before.body)


def test_a_redis_that_was_flushed_costs_a_page_and_no_answer(nepal, publisher, node, redis_store, caplog):
    one, another = node(redis_store()), node(redis_store())
    made = ask(one, PAGE)
    forget_all(one.shared)
    assert cache_status(ask(one, PAGE)) == "addportal; hit"
    again = ask(another, PAGE)
    assert (cache_status(again), again.body) == (MADE, made.body)
    republish(nepal, "Words.", by=publisher)
    assert b"Words." in ask(one, PAGE).body
    assert cache_status(ask(another, PAGE)) == HELD
    assert "Redis" not in caplog.text


def test_after_a_flush_an_outage_of_the_database_finds_what_memory_has(nepal, node, redis_store):
    one = node(redis_store())
    made = ask(one, PAGE)
    forget_all(one.shared)
    with without_database(one):
        answer = ask(one, PAGE)
        assert (answer.status, answer.body, cache_status(answer)) == (200, made.body, "addportal; hit; detail=stale")


def test_an_earlier_copy_that_comes_back_is_no_stale_page(nepal, publisher, node, redis_store):
    one, another = node(redis_store()), node(redis_store())
    ask(one, PAGE)
    copy = {key: one.shared.client.dump(key) for key in one.shared.client.scan_iter(match=f"{one.shared.base}*")}
    republish(nepal, "Words.", by=publisher)
    ask(one, PAGE)
    forget_all(one.shared)
    for key, value in copy.items():
        one.shared.client.restore(key, 60_000, value)
    answer = ask(another, PAGE)
    assert (cache_status(answer), b"Words." in answer.body) == (MADE, True)


@pytest.fixture
def door():
    """Nothing behind it, and it hangs."""
    door = Door()
    yield door
    door.shut()


@pytest.mark.parametrize("state", ["hanging", "shut"])
def test_without_redis_every_answer_is_made_and_new(nepal, publisher, node, door, state, caplog, monkeypatch):
    monkeypatch.setattr(redisstore, "PAUSE", 600)
    if state == "shut":
        door.shut()
    nodes = [node(RedisStore(f"redis://127.0.0.1:{door.port}", "addportal-test", 2**20)) for _ in range(2)]
    for number in range(3):
        republish(nepal, f"Words {number}.", by=publisher)
        for cache in nodes:
            answer = ask(cache, PAGE)
            assert (answer.status, cache_status(answer)) == (200, MADE)
            assert f"Words {number}.".encode() in answer.body
            assert cache_status(ask(cache, PAGE)) == "addportal; hit"
    expected = 2 if state == "hanging" else 0
    assert door.count(expected) == expected
    assert len([record for record in caplog.records if "Redis cannot be used" in record.message]) == 2


def test_a_redis_that_comes_back_has_no_page_that_was_changed_meanwhile(
    nepal, publisher, node, redis_url, redis_name, monkeypatch
):
    monkeypatch.setattr(redisstore, "PAUSE", 0)
    told = redis.Redis.from_url(redis_url).connection_pool.connection_kwargs
    door = Door((told.get("host", "127.0.0.1"), told.get("port", 6379)))
    one, another = (node(RedisStore(f"redis://127.0.0.1:{door.port}", redis_name, 2**20)) for _ in range(2))
    ask(one, PAGE)
    door.shut()
    republish(nepal, "Words.", by=publisher)
    assert cache_status(ask(one, PAGE)) == MADE
    door.open()
    answer = ask(another, PAGE)
    assert (cache_status(answer), b"Words." in answer.body) == (MADE, True)
    door.shut()


def test_without_redis_and_database_memory_is_known(nepal, node, door):
    cache = node(RedisStore(f"redis://127.0.0.1:{door.port}", "addportal-test", 2**20))
    made = ask(cache, PAGE)
    with without_database(cache):
        answer = ask(cache, PAGE)
        assert (answer.status, answer.body) == (200, made.body)


# ── As servers ────────


@contextmanager
def served(folder: Path, **environment):
    """The address of a server of the portal with a process and a PAGE_DIR of its own."""
    options = re.search(r"granian (.*?) \\\n", (django_settings.BASE_DIR / "Makefile").read_text())[1]
    options = options.replace("$(WORKERS)", "1").split()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    told = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings", "PAGE_DIR": str(folder)}
    command = [
        Path(sys.executable).with_name("granian"),
        *options,
        "--port",
        str(port),
        "tests.serving.node:application",
    ]
    server = subprocess.Popen(command, env=os.environ | told | environment, cwd=django_settings.BASE_DIR)
    try:
        while True:
            try:
                get(f"http://127.0.0.1:{port}/healthz")
                break
            except OSError:
                assert server.poll() is None
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def get(address: str, **headers) -> tuple[str, bytes]:
    """What became of a request, and its body. All ask for one address, whichever node they ask."""
    request = urllib.request.Request(address, headers={"Host": "testserver"} | headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return answer.headers.get("Cache-Status", ""), answer.read()


def test_twenty_who_ask_two_nodes_at_once_have_a_page_made_once(nepal, publisher, redis_url, redis_name, tmp_path):
    with ExitStack() as stack:
        told = {"CACHE_URL": f"{redis_url}?socket_timeout=60&socket_connect_timeout=60", "CACHE_PREFIX": redis_name}
        nodes = [stack.enter_context(served(tmp_path / name, **told)) for name in ("one", "two")]
        for number in range(2):
            republish(nepal, f"Words {number}.", by=publisher)
            with ThreadPoolExecutor(20) as visitors:
                answers = list(visitors.map(get, [f"{node}{PAGE}" for node in nodes * 10]))
            # None, where the thread that makes pages ready was there first.
            assert [status for status, _body in answers].count(MADE) <= 1
            assert {f"Words {number}.".encode() in body for _status, body in answers} == {True}
        assert not list(tmp_path.glob("*/*.pages"))


def test_two_servers_with_a_database_a_redis_and_a_bucket_in_common_are_one_portal(
    nepal, publisher, redis_url, redis_name, tmp_path, settings
):
    with ExitStack() as stack:
        bucket = stack.enter_context(buckets.served())
        buckets.use(settings, bucket.address, tmp_path / "here")
        told = {"CACHE_URL": f"{redis_url}?socket_timeout=60&socket_connect_timeout=60", "CACHE_PREFIX": redis_name}
        told |= {"MEDIA_STORE": bucket.address}
        one, another = nodes = [stack.enter_context(served(tmp_path / name, **told)) for name in ("one", "two")]

        nepal.logo = factories.logo()
        nepal.save()
        republish(nepal, "Words.", by=publisher)
        release = datareleases.release(by=publisher)
        released = f"/data/releases/{release.name}/{release.files[0].name}"
        for path in (PAGE, f"/media/{nepal.logo}", released, "/members.csv"):
            found = [get(f"{node}{path}")[1] for node in nodes]
            assert found[0] == found[1] != b""
        assert b"Words." in get(f"{one}{PAGE}")[1]

        session = sign_in(one)
        assert b"publisher" in get(f"{another}/admin/", Cookie=session)[1].lower()

        publishing.withdraw(nepal, by=publisher, reason=("For a test.", "للاختبار."))
        for node in nodes:
            with pytest.raises(urllib.error.HTTPError, match="410"):
                get(f"{node}{PAGE}")
        assert set(buckets.names(bucket)) >= {nepal.logo}
        assert [path.name for path in tmp_path.glob("*/media/**/*.png")] == [nepal.logo] * 2


def sign_in(node) -> str:
    """The cookie of a session of the publisher's."""
    form = urllib.request.Request(f"{node}/admin/login/", headers={"Host": "testserver"})  # noqa: S310
    with urllib.request.urlopen(form, timeout=60) as page:  # noqa: S310
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        cookie = page.headers["Set-Cookie"].partition(";")[0]
    fields = {"username": "publisher", "password": "a long password", "csrfmiddlewaretoken": token}
    told = urllib.parse.urlencode(fields | {"next": "/admin/jsi18n/"}).encode()
    form = urllib.request.Request(f"{node}/admin/login/", told, {"Host": "testserver", "Cookie": cookie})  # noqa: S310
    with urllib.request.build_opener(Stay).open(form, timeout=60) as answer:
        return "; ".join(said.partition(";")[0] for said in answer.headers.get_all("Set-Cookie"))


class Stay(urllib.request.HTTPRedirectHandler):
    """Where an answer leads elsewhere it is the answer."""

    def http_error_302(self, request, answer, *rest):
        return answer
