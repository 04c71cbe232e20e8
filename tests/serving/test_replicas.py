"""Public pages from a replica, whose owner a test plays: it has what was copied there last."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

from profiles.desk.doctor import stores
from profiles.published import replica
from profiles.serving.pagecache import PageCache
from profiles.serving.replicas import EitherReader, TurningBack, with_replica
from profiles.serving.store import Store
from tests.serving.server import ask, cache_status, without_database
from tests.serving.test_pagecache import republish

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL wants a second server for that"),
]
PAGE = "/members/nepal/"
MADE, HIT = "addportal; fwd=miss; stored", "addportal; hit"


@pytest.fixture
def copy(tmp_path):
    """Brings the replica to where the database is now; its file."""
    path = tmp_path / "replica.sqlite3"

    def bring():
        with closing(sqlite3.connect(path)) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        return path

    # Django lets a test connect to no other name than those that it knew at its start.
    connections[replica.ALIAS] = connections["default"].copy()
    connections[replica.ALIAS].settings_dict["NAME"] = str(bring())
    connections.settings[replica.ALIAS] = connections[replica.ALIAS].settings_dict
    yield bring
    replica.turn_back()
    connections[replica.ALIAS].close()
    del connections[replica.ALIAS]
    del connections.settings[replica.ALIAS]


@pytest.fixture
def cached(nepal, copy, django):
    application, reader = with_replica(django)
    return PageCache(application, store=Store(2**23, {"testserver"}), reader=reader)


def test_a_page_is_of_the_replica_and_new_when_that_has_what_was_published(cached, nepal, publisher, copy):
    assert isinstance(cached.reader, EitherReader)
    copy()
    before = ask(cached, PAGE)
    republish(nepal, "Orchids.", by=publisher)
    assert cache_status(ask(cached, PAGE)) == HIT
    copy()
    after = ask(cached, PAGE)
    assert (cache_status(after), b"Orchids." in after.body, b"Orchids." in before.body) == (MADE, True, False)


def test_a_page_made_while_the_replica_lags_is_not_kept_under_a_newer_stamp(cached, nepal, publisher, copy):
    copy()
    republish(nepal, "Orchids.", by=publisher)
    late = ask(cached, PAGE)
    assert (cache_status(late), b"Orchids." in late.body) == (MADE, False)
    copy()
    assert b"Orchids." in ask(cached, PAGE).body


def test_what_says_the_same_is_asked_of_the_replica_and_held(cached, nepal, publisher, copy):
    copy()
    ask(cached, "/sources/")
    republish(nepal, "Orchids.", by=publisher)
    copy()
    with without_database(PageCache(None, store=None, reader=cached.reader.primary)):
        assert cache_status(ask(cached, "/sources/")) == "addportal; hit; detail=held"


def test_while_the_replica_is_away_the_database_is_asked(cached, nepal, publisher, copy):
    path = copy()
    ask(cached, PAGE)
    republish(nepal, "Orchids.", by=publisher)
    Path(path).unlink()
    cached.reader.other.disconnect(cached.reader.other.idle[0])
    answer = ask(cached, PAGE)
    assert (answer.status, b"Orchids." in answer.body) == (200, True)


def test_while_the_database_is_away_public_pages_are_the_replicas(cached, copy):
    copy()
    with without_database(PageCache(None, store=None, reader=cached.reader.primary)):
        answer = ask(cached, PAGE)
    assert (answer.status, cache_status(answer)) == (200, MADE)


@pytest.mark.parametrize("address", ["/members.csv", PAGE])
def test_after_an_answer_its_thread_asks_the_database_again(cached, copy, address):
    copy()
    primary = connections["default"]
    assert ask(cached, address).status == 200
    assert connections["default"] is primary


def test_a_page_of_the_desk_is_never_the_replicas(cached, copy, administrator):
    """An account that was made since signs in, and a form of a report is kept."""
    for address in ("/admin/login/", "/report/?about=nepal"):
        with without_database(PageCache(None, store=None, reader=cached.reader.primary)):
            asked = ask(cached, address).status
        assert asked in (200, 503)
        assert replica.primary() is None


def test_a_body_that_nobody_closed_turns_no_later_request(copy, nepal):
    primary = connections["default"]
    replica.turn_to()
    TurningBack(lambda environ, start_response: [b""])({}, None)
    assert connections["default"] is primary


def test_a_state_before_one_that_was_shown_is_not_shown():
    class Says:
        def __init__(self, *counters):
            self.stamps = [(counter, None, 1, "here") for counter in counters]

        def read(self):
            return None, self.stamps.pop(0)

    reader = EitherReader(Says(3, 2, 4), Says(4))
    assert [(reader.read()[1][0], bool(reader.notes)) for _ in range(3)] == [(3, True), (4, False), (4, True)]


def test_the_doctor_says_how_far_it_is_behind(nepal, publisher, copy):
    copy()
    assert [finding.sentence for finding in stores.copy()] == ["The replica of REPLICA_URL has all that was written."]
    republish(nepal, "Orchids.", by=publisher)
    (finding,) = stores.copy()
    assert finding.sentence.startswith("The replica of REPLICA_URL is ")
    connections[replica.ALIAS].close()
    connections[replica.ALIAS].settings_dict["NAME"] = "/nowhere/at/all"
    (finding,) = stores.copy()
    assert finding.sentence.startswith("The replica of REPLICA_URL does not answer")
