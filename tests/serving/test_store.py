"""The store: encodings as browsers like them, and a bound that holds whatever is asked for."""

import itertools
import os

import pytest

from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Reader
from profiles.serving.store import Store, choose_encoding
from tests.serving.applications import Counting
from tests.serving.server import ask, cache_status


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", ""),
        ("br;q=nonsense", ""),
        ("br;q=", ""),
        (";;;,,,q=1", ""),
        ("x" * 10_000, ""),
    ],
)
def test_the_encoding_is_what_the_browser_likes_best(accepted, expected):
    assert choose_encoding(accepted) == expected


def test_a_flood_of_made_up_addresses_pushes_out_no_page(db):
    pages = Counting()
    cached = PageCache(pages, store=Store(2**20, {"testserver"}), reader=Reader())
    own = [f"/members/state-{number}/" for number in range(20)]
    for address in own:
        ask(cached, address)
    for number in range(300):
        ask(cached, f"/members/?q={number}")
        ask(cached, "/", host=f"made-up-{number}.example")
    assert {cache_status(ask(cached, address)) for address in own} == {"addportal; hit"}
    assert cached.store.side.used <= cached.store.side.room == 2**18
    assert cached.store.main.used <= cached.store.main.room


def test_the_store_stays_within_its_bytes_in_every_encoding(db):
    pages = Counting(body=os.urandom(5000).hex().encode())
    cached = PageCache(pages, store=Store(2**20), reader=Reader())
    for number, encoding in itertools.product(range(80), ("", "gzip", "br")):
        ask(cached, f"/members/state-{number}/", accept_encoding=encoding)
    for shelf in (cached.store.main, cached.store.side):
        kept = sum(page.size for page in shelf.answers.values())
        assert shelf.used == kept <= shelf.room
    page = next(reversed(cached.store.main.answers.values()))
    bodies = {id(v.body): len(v.body) for v in page.variants.values()}
    assert sum(bodies.values()) < page.size


def test_what_is_asked_for_often_stays(db):
    pages = Counting()
    cached = PageCache(pages, store=Store(2**19), reader=Reader())
    for number in range(40):
        ask(cached, f"/rare/{number}/")
        ask(cached, "/often/")
    assert pages.asked.count("/often/") == 1


def test_a_page_larger_than_the_store_is_answered_and_not_kept(db):
    cached = PageCache(Counting(body=b"x" * 2**20), store=Store(2**20), reader=Reader())
    assert len(ask(cached, "/large/").body) == 3 * 2**20
    assert cached.store.main.used == 0
