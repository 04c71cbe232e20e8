"""After a write: what is wanted most is made anew before it is asked for, and what no longer holds is thrown away."""

import threading

import pytest

from profiles.serving import warming
from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store
from profiles.serving.warming import Warmer, request_for
from tests.serving import world
from tests.serving.server import ask, cache_status, without_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def directory(publisher):
    return world.build(publisher)


@pytest.fixture
def node(django, shared):
    """A process of a node, as often as it is called."""

    def begin():
        cache = PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader(), shared=shared())
        cache.looks_after = Warmer(cache)
        return cache

    return begin


def work(cache, *, first=False) -> bool:
    """Whether all that is shared holds afterwards."""
    cache.looks_after.warm(first=first)
    return cache.looks_after.sweep(cache.reader.read()[1])


def test_what_is_wanted_most_is_ready_before_it_is_asked_for(directory, node):
    cache = node()
    for address in ("/members/alpha/", "/members/?q=alpha", "/ar/members/alpha/"):
        ask(cache, address)
    world.republish(directory.entities[0], "New.", by=directory.by)
    work(cache)
    for address in ("/members/alpha/", "/members/?q=alpha", "/ar/members/alpha/"):
        answer = ask(cache, address)
        assert (answer.status, cache_status(answer)) == (200, "addportal; hit"), address
    assert b"New." in ask(cache, "/members/alpha/").body


def test_another_process_of_the_node_need_not_make_it(directory, node, django_assert_num_queries):
    one, another = node(), node()
    ask(one, "/members/alpha/")
    with django_assert_num_queries(0):
        answer = ask(another, "/members/alpha/")
    assert cache_status(answer) == "addportal; hit; detail=held"
    assert answer.body == ask(one, "/members/alpha/").body


def test_what_one_process_has_made_anew_is_the_others_too(directory, node):
    one, another = node(), node()
    for process in (one, another):
        ask(process, "/members/alpha/")
    world.republish(directory.entities[0], "New.", by=directory.by)
    assert cache_status(ask(one, "/members/alpha/")) == "addportal; fwd=miss; stored"
    answer = ask(another, "/members/alpha/")
    assert cache_status(answer) == "addportal; hit; detail=held"
    assert b"New." in answer.body


def test_a_process_that_begins_in_an_outage_knows_what_any_has_served(directory, node):
    addresses = ["/", "/members/alpha/", "/members/?q=alpha&sort=name", "/ar/members/beta/"]
    before = node()
    made = {address: ask(before, address).body for address in addresses}
    after = node()
    with without_database(after):
        for address in addresses:
            answer = ask(after, address)
            assert (answer.status, cache_status(answer)) == (200, "addportal; hit; detail=stale"), address
            assert answer.body == made[address]
        assert ask(after, "/members/gamma/").status == 503


def test_an_outage_finds_nothing_shared_that_was_withdrawn_or_changed(directory, node):
    before = node()
    for address in ("/members/alpha/", "/members/gamma/", "/about/"):
        ask(before, address)
    world.do(directory, "withdraw", 0, "Gone.", 0)
    work(node(), first=True)
    after = node()
    with without_database(after):
        assert ask(after, "/members/alpha/").status == 503
        assert ask(after, "/about/").status == 200


def test_what_holds_still_is_noted_so(directory, node):
    cache = node()
    ask(cache, "/about/")
    ask(cache, "/members/alpha/")
    world.republish(directory.entities[0], "New.", by=directory.by)
    work(node(), first=True)
    _moment, stamp = cache.reader.read()
    assert cache.shared.unchecked(stamp) == []
    assert cache.shared.get(("testserver", "http", "/about/", "", "")).stamp == stamp
    assert cache.shared.get(("testserver", "http", "/members/alpha/", "", "")) is None


def test_its_thread_begins_with_the_first_stamp_and_follows_each(directory, node, monkeypatch):
    cache, seen, done = node(), [], threading.Event()

    def sweep(stamp):
        seen.append(stamp)
        done.set()
        return len(seen) != 2

    cache.warmer = Warmer(cache)
    monkeypatch.setattr(cache.warmer, "sweep", sweep)
    ask(cache, "/about/")
    assert done.wait(60)
    done.clear()
    world.republish(directory.entities[0], "New.", by=directory.by)
    ask(cache, "/about/")
    assert done.wait(60)
    done.clear()
    # The second time there was something left.
    assert done.wait(60)
    assert (len(set(seen)), len(seen)) == (2, 3)
    cache.warmer.end()


def test_what_holds_is_looked_at_again_after_a_while(directory, node, monkeypatch):
    cache, seen, done = node(), [], threading.Event()

    def sweep(stamp):
        seen.append(stamp)
        if len(seen) == 2:
            done.set()
        return True

    monkeypatch.setattr(warming, "AGAIN", 0)
    cache.warmer = Warmer(cache)
    monkeypatch.setattr(cache.warmer, "sweep", sweep)
    ask(cache, "/about/")
    assert done.wait(60)
    assert len(set(seen)) == 1
    cache.warmer.end()


def test_a_sweep_that_was_broken_off_is_taken_up_again(directory, node, monkeypatch):
    cache = node()
    for address in ("/members/alpha/", "/about/"):
        ask(cache, address)
    world.do(directory, "withdraw", 0, "Gone.", 0)
    with monkeypatch.context() as patched:
        patched.setattr(cache, "sweep", lambda key: None)
        assert not work(cache, first=True)
    with cache.shared.alone("sweep", 0), monkeypatch.context() as patched:
        patched.setattr(cache.shared, "try_lock", lambda *lock: False)
        assert not work(cache, first=True)
    assert work(cache, first=True)
    assert cache.shared.get(("testserver", "http", "/members/alpha/", "", "")) is None


def test_an_outage_brings_nothing_back_that_memory_alone_knows(directory, node):
    cache = node()
    ask(cache, "/members/alpha/")
    world.do(directory, "withdraw", 0, "Gone.", 0)
    work(cache, first=True)
    with without_database(cache):
        assert ask(cache, "/members/alpha/").status == 503


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_request_of_its_own_finds_the_page_of_a_visitor_s(directory, django, settings, scheme):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.USE_X_FORWARDED_HOST = True
    cache = PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader())
    ask(cache, "/members/?q=alpha", x_forwarded_proto=scheme, x_forwarded_host="testserver")
    (key,) = cache.store.most_asked(5)
    heads = []
    cache(request_for(key, cache.host), lambda status, headers, exc_info=None: heads.append((status, dict(headers))))
    assert [(status, headers["Cache-Status"]) for status, headers in heads] == [("200 OK", "addportal; hit")]
