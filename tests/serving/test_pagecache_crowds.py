"""The page cache over an application of our own: many at once, errors, streams."""

import threading

import pytest
from django.test import RequestFactory

from profiles.serving import pagecache
from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store
from profiles.site.public import DOWN
from tests.desk.verbs.test_releases import at_once
from tests.serving.applications import Body, Counting, Crowd
from tests.serving.server import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(monkeypatch):
    """Four who want one page at once. Nobody of them gives up, however busy the machine is."""
    for name in ("PATIENCE", "IN_TROUBLE"):
        monkeypatch.setattr(pagecache, name, 60)
    return Crowd(4)


def test_many_who_want_one_cold_page_have_it_made_once(crowd):
    slow = Counting(crowd.there)
    cached = PageCache(slow, store=Store(2**20), reader=crowd)
    answers = []
    assert at_once(*[lambda: answers.append(ask(cached, "/cold/"))] * 4) == []
    assert len(slow.asked) == 1
    assert [answer.body for answer in answers] == [slow.body * 3] * 4
    assert cached.flights == {}


def test_who_waits_for_a_page_that_cannot_be_kept_asks_for_it_themselves(crowd):
    slow = Counting(crowd.there, cookie=True)
    cached = PageCache(slow, store=Store(2**20), reader=crowd)
    assert at_once(*[lambda: ask(cached, "/cold/")] * 4) == []
    assert len(slow.asked) == 4
    assert cached.store.main.used == 0


def test_an_error_beneath_reaches_everybody_and_keeps_nobody_waiting(crowd):
    given_up = []

    def broken(environ, start_response):
        given_up.append(DOWN in environ)
        assert crowd.there.wait(60)
        raise RuntimeError

    cached = PageCache(broken, store=Store(2**20), reader=crowd)
    errors = at_once(*[lambda: ask(cached, "/cold/")] * 4)
    assert [type(error) for error in errors] == [RuntimeError] * 4
    assert given_up == [False] * 4
    assert cached.flights == {}


def test_who_has_waited_long_enough_is_told_that_there_is_none(monkeypatch):
    for name in ("PATIENCE", "IN_TROUBLE", "LOOK"):
        monkeypatch.setattr(pagecache, name, 0)
    told, crowd = threading.Event(), Crowd(2)

    def stuck(environ, start_response):
        if DOWN in environ:
            told.set()
        else:
            assert crowd.there.wait(60)
            assert told.wait(60)
        start_response("503 Service Unavailable", [])
        return Body()

    cached = PageCache(stuck, store=Store(2**20), reader=crowd)
    assert at_once(*[lambda: ask(cached, "/cold/")] * 2) == []
    assert told.is_set()


@pytest.mark.parametrize("is_troubled", [False, True])
def test_only_where_the_database_is_in_trouble_nobody_waits_long(monkeypatch, is_troubled):
    monkeypatch.setattr(pagecache, "IN_TROUBLE", 0)
    monkeypatch.setattr(pagecache, "LOOK", 0)
    reader = Reader()
    monkeypatch.setattr(reader, "is_troubled", lambda: is_troubled)
    cached, flight = PageCache(Counting(), store=Store(2**20), reader=reader), pagecache.Flight()
    threading.Timer(0.05, flight.landed.set).start()
    assert cached.await_landing(flight) is not is_troubled


def test_streams_pass_through_unread():
    export = Counting(streams=True)
    cached = PageCache(export, store=Store(2**20), reader=Reader())
    answer = cached(RequestFactory().get("/members.csv").environ, lambda *args: None)
    assert isinstance(answer, Body)
    assert cached.store.main.used == 0


def test_what_a_view_takes_is_told_the_others_while_nobody_waits_for_the_lock():
    """What they share may hang."""
    waiting = []

    class Shared:
        def taken(self, most):
            return {}

        def take(self, path, takes):
            waiting.append(cached.lock.locked())

    cached = PageCache(None, store=Store(2**20), reader=None, shared=Shared())
    for _twice in range(2):
        assert cached.canonical_key(("host", "https", "/members/", "", "q=a&x=1"), ("q",))[-1] == "q=a"
    assert waiting == [False]
