"""The page cache: what it answers is what Django would answer, at once after every write, whoever wrote it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk.verbs import publishing
from profiles.published import stamp
from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Reader, decode
from profiles.serving.store import Store
from tests.serving import world
from tests.serving.server import ask, cache_status
from tests.serving.world import ACTS, ADDRESSES, republish
from tests.test_leaks import addresses

pytestmark = pytest.mark.django_db
# What the cache says in place of Django.
OWN = {"etag", "vary", "content-length", "cache-status"}

# ── The same as without it ────────


@pytest.fixture
def directory(publisher):
    return world.build(publisher)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)), st.integers(0, 2), st.integers(1, 60), st.sampled_from([0, 0, 1, 25, 90, -30])
    ),
    min_size=3,
    max_size=9,
)
RULES = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.turns
@pytest.mark.django_db(transaction=True)
@settings(max_examples=4, **RULES)
@given(steps=STEPS)
def test_whatever_happens_the_cached_answer_is_the_one_that_django_gives(directory, django, cached, steps):
    the_same_with_and_without(directory, django, cached, steps)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@settings(max_examples=25, **RULES)
@given(steps=STEPS)
def test_whatever_else_happens_the_cached_answer_is_the_one_that_django_gives(directory, django, cached, steps):
    the_same_with_and_without(directory, django, cached, steps)


def headers_of_django(answer):
    return {name: value for name, value in answer.headers.items() if name not in OWN}


def the_same_with_and_without(directory, django, cached, steps):
    now = latest = timezone.now()
    for number, (act, which, hours, passes) in enumerate(steps):
        # Where the clock has gone back nothing is written: it would cancel what has been public.
        if now >= latest:
            with time_machine.travel(now, tick=False):
                world.do(directory, act, which, f"Text {number} at {hours}", hours)
            latest = now
        # The clock goes on, or back.
        now += dt.timedelta(hours=passes)
        with time_machine.travel(now, tick=False):
            moment, read = cached.reader.read()
            assert (moment, decode(read)) == stamp.now()
            # All that there is to keep; then a third each, and the others grow older by a write or two.
            for address in ADDRESSES[number % 3 :: 3] if number else ADDRESSES:
                first, again = ask(cached, address), ask(cached, address)
                # What was not kept Django has made just now, of this very moment and stamp.
                kept = cache_status(first).startswith("addportal; hit")
                fresh = ask(django, address) if kept else first
                assert (first.status, first.body) == (fresh.status, fresh.body), (address, act)
                assert (again.status, again.body) == (fresh.status, fresh.body), (address, act)


def test_a_kept_answer_has_the_headers_of_a_new_one(directory, django, cached):
    for address in ADDRESSES:
        fresh = ask(django, address)
        ask(cached, address)
        kept = ask(cached, address)
        assert cache_status(kept) == "addportal; hit", address
        assert headers_of_django(kept) == headers_of_django(fresh), address
        assert kept.headers["vary"] == "Accept-Encoding"
        assert kept.headers["cache-control"] == "public, no-cache"
        assert "set-cookie" not in kept.headers


@pytest.mark.django_db(transaction=True)
def test_every_public_address_is_answered_as_without_the_cache(directory, django, cached):
    kept = 0
    with time_machine.travel(timezone.now(), tick=False):
        for address in addresses():
            answers = [ask(django, address), ask(cached, address)]
            if stored := cache_status(answers[1]) == "addportal; fwd=miss; stored":
                answers.append(ask(cached, address))
                assert cache_status(answers[2]) == "addportal; hit", address
            fresh, *others = answers
            for answer in others:
                assert (answer.status, answer.body) == (fresh.status, fresh.body), address
                assert headers_of_django(answer) == headers_of_django(fresh), address
            kept += stored
    assert kept > 20


def test_midnight_in_the_time_zone_makes_pages_anew(nepal, cached):
    midnight = dt.datetime.combine(timezone.localdate() + dt.timedelta(1), dt.time(), timezone.get_default_timezone())
    with time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
        before = ask(cached, "/members/nepal/").body
        assert cache_status(ask(cached, "/members/nepal/")) == "addportal; hit"
    with time_machine.travel(midnight, tick=False):
        after = ask(cached, "/members/nepal/")
    assert cache_status(after) == "addportal; fwd=miss; stored"
    assert before != after.body


# ── What it keeps, and for whom ────────


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing/", 404),
        ("/members/nothing/", 404),
        ("/members/?type=nonsense", 400),
        ("/members/?q=%00", 400),
        ("/members/?q=" + "x" * 3000, 400),
        ("/admin/login/", 200),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/preview/" + "x" * 43 + "/", 404),
        ("/members/nepal", 301),
    ],
)
def test_what_is_not_a_public_page_is_not_kept(nepal, cached, address, status):
    for _ in range(2):
        answer = ask(cached, address)
        assert (answer.status, cache_status(answer)) == (status, "")
    assert cached.store.main.used == cached.store.side.used == 0


def test_a_query_that_is_not_text_is_refused_on_a_known_page_too(nepal, cached):
    ask(cached, "/members/nepal/")
    for query in ("x=%00", "x=%FF", "x=" + "a" * 3000):
        assert ask(cached, f"/members/nepal/?{query}").status == 400


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_page_is_forgotten(nepal, publisher, cached):
    ask(cached, "/members/nepal/")
    publishing.withdraw(nepal, by=publisher, reason=("Gone.", "زال."))
    assert ask(cached, "/members/nepal/").status == 410
    assert cached.store.main.used == 0


def test_posts_go_past_it(nepal, cached):
    ask(cached, "/members/nepal/")
    answer = ask(cached, "/members/nepal/", "POST")
    assert (answer.status, cache_status(answer)) == (403, "")


def test_order_blanks_and_what_campaigns_add_make_no_other_page(directory, cached):
    ask(cached, "/members/?q=alpha&sort=name")
    for query in ("sort=name&q=alpha", "q=alpha&utm_source=7&sort=name&type=", "fbclid=1&q=%61lpha&sort=name"):
        assert cache_status(ask(cached, f"/members/?{query}")) == "addportal; hit", query
    ask(cached, "/members/alpha/")
    assert cache_status(ask(cached, "/members/alpha/?x=1&fbclid=1")) == "addportal; hit"
    assert cache_status(ask(cached, "/members/?q=alpha&q=beta&sort=name")) == "addportal; fwd=miss; stored"


def test_a_page_that_says_what_it_ignored_is_not_kept_and_no_other_is_answered_for_it(directory, cached):
    first = ask(cached, "/members/?standings=member")
    plain = ask(cached, "/members/")
    again = ask(cached, "/members/?standings=member")
    assert (cache_status(first), cache_status(plain), cache_status(again)) == ("", "addportal; fwd=miss; stored", "")
    assert b"standings" in first.body
    assert first.body == again.body
    assert b"standings" not in plain.body
    assert cache_status(ask(cached, "/members/")) == "addportal; hit"


def test_a_file_refuses_what_it_does_not_know_though_the_whole_is_kept(directory, cached):
    assert cache_status(ask(cached, "/meetings.csv")) == "addportal; fwd=miss; stored"
    assert cache_status(ask(cached, "/meetings.csv?utm_source=x")) == "addportal; hit"
    assert ask(cached, "/meetings.csv?kinds=ministerial").status == 400


def test_cookies_languages_and_an_editors_session_change_nothing(nepal, cached, editor, publisher):
    client = Client()
    client.force_login(editor)
    session = client.cookies["sessionid"].value
    addresses = ("/members/nepal/", "/", "/members/")
    as_editor = [ask(cached, address, cookie=f"sessionid={session}") for address in addresses]
    assert [cache_status(answer) for answer in as_editor] == ["addportal; fwd=miss; stored"] * 3
    for headers in ({}, {"cookie": "sessionid=nonsense"}, {"accept-language": "ar", "cookie": "x=1"}):
        for address, first in zip(addresses, as_editor, strict=True):
            answer = ask(cached, address, **headers)
            assert (cache_status(answer), answer.body) == ("addportal; hit", first.body)
            assert "set-cookie" not in answer.headers
            assert "editor" not in answer.body.decode()


def test_host_and_scheme_are_part_of_the_address(nepal, cached):
    first = ask(cached, "/members/nepal/")
    other = ask(cached, "/members/nepal/", host="localhost")
    assert b"http://testserver/" in first.body
    assert b"http://localhost/" in other.body
    assert ask(cached, "/members/nepal/", host="evil.example").status == 400
    assert cache_status(ask(cached, "/members/nepal/", x_forwarded_proto="https")) == "addportal; hit"


def test_behind_a_trusted_proxy_the_scheme_is_what_it_says(nepal, django, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cached = PageCache(django, store=Store(2**20), reader=Reader())
    assert b"http://testserver/" in ask(cached, "/members/nepal/", x_forwarded_proto="http").body
    assert b"https://testserver/" in ask(cached, "/members/nepal/", x_forwarded_proto="https").body
    assert cache_status(ask(cached, "/members/nepal/", x_forwarded_proto="https, http")) == "addportal; hit"


@pytest.mark.django_db(transaction=True)
def test_a_page_that_a_write_elsewhere_left_as_it_was_is_still_304(directory, cached):
    etag = ask(cached, "/about/").headers["etag"]
    republish(directory.entities[0], "New.", by=directory.by)
    answer = ask(cached, "/about/", if_none_match=etag)
    assert (answer.status, cache_status(answer)) == (304, "addportal; hit; detail=held")
