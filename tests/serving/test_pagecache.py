"""The page cache: what it answers is what Django would answer, at once after every write, whoever wrote it."""

import datetime as dt
import gzip
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import brotli
import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk import publishing, verbs, vocabulary
from profiles.desk.models import Entity
from profiles.published.models import Page, Release, Role, ThematicArea
from profiles.serving import stampreader
from profiles.serving.pagecache import PageCache
from profiles.serving.stampreader import Down, Reader
from profiles.serving.store import Store, encoding_for
from profiles.site.public import TAKES
from tests import factories
from tests.desk.test_releases import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/",
    "/ar/",
    "/members/",
    "/ar/members/",
    "/members/?q=alpha&sort=name",
    "/members/?on=2012&unknown=1",
    "/members/alpha/",
    "/ar/members/alpha/",
    "/members/beta/",
    "/members/beta/?on=2010",
    "/members/alpha/versions/1/",
    "/areas/",
    "/areas/fair-recruitment/",
    "/roles/chair/",
    "/about/",
]


def ask(application, address, method="GET", **headers):
    """One request, as a server hands it to an application: status, headers and body."""
    environ = RequestFactory().generic(method, address, headers={"host": "testserver"} | headers).environ
    told = []
    answer = application(environ, lambda status, headers, exc_info=None: told.extend([status, headers]))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    status, sent = told[-2:]
    return SimpleNamespace(status=int(status[:3]), headers={name.lower(): value for name, value in sent}, body=body)


def note(answer):
    return answer.headers.get("cache-status", "")


@pytest.fixture
def django():
    return WSGIHandler()


@pytest.fixture
def cached(django):
    return PageCache(django, store=Store(2**23, {"testserver"}), reader=Reader())


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def changed(entity, text, *, by, **when):
    Entity.objects.filter(pk=entity.pk).update(summary_en=text)
    return publishing.publish(Entity.objects.get(pk=entity.pk), by=by, override="Alone.", **when)


# ── The same as without it ────────


@pytest.fixture
def directory(publisher):
    alpha, beta = factories.entity("alpha"), factories.organization("beta", start="2010")
    factories.role_term(alpha, "chair", "2014", end="2016")
    beta.areas.add(factories.area())
    Page.objects.create(code="about", label_en="About", label_ar="حول", body_en="<p>Text.</p>", body_ar="<p>نص.</p>")
    for entity in (alpha, beta):
        factories.published(entity, by=publisher)
    return SimpleNamespace(entities=[alpha, beta], by=publisher)


def rename(row, text, by):
    row.label_en = text
    vocabulary.change(row, by=by)


ACTS = {
    "publish": lambda world, entity, text, clock: changed(entity, text, by=world.by),
    "schedule": lambda world, entity, text, clock: changed(
        entity, text, by=world.by, at=timezone.now() + dt.timedelta(hours=clock)
    ),
    "cancel": lambda world, entity, text, clock: [
        publishing.cancel(release, by=world.by)
        for release in Release.objects.of(entity).future(timezone.now()).order_by("live_from")[:1]
    ],
    "withdraw": lambda world, entity, text, clock: publishing.withdraw(entity, by=world.by, reason=(text, text)),
    "confirm": lambda world, entity, text, clock: publishing.confirm(
        entity, by=world.by, facts=[str(entity.memberships.get().uid)]
    ),
    "rename theme": lambda world, entity, text, clock: rename(ThematicArea.objects.get(), text, world.by),
    "rename role": lambda world, entity, text, clock: rename(Role.objects.get(), text, world.by),
    "rename page": lambda world, entity, text, clock: rename(Page.objects.get(), text, world.by),
    "save a draft": lambda world, entity, text, clock: Entity.objects.filter(pk=entity.pk).update(summary_en=text),
    "wait": lambda world, entity, text, clock: None,
}


STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 1), st.integers(1, 60), st.integers(-30, 90)),
    min_size=3,
    max_size=9,
)
RULES = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=4, **RULES)
@given(steps=STEPS)
def test_whatever_happens_the_cached_answer_is_the_one_that_django_gives(directory, django, cached, steps):
    the_same_with_and_without(directory, django, cached, steps)


@pytest.mark.slow
@settings(max_examples=25, **RULES)
@given(steps=STEPS)
def test_whatever_else_happens_the_cached_answer_is_the_one_that_django_gives(directory, django, cached, steps):
    the_same_with_and_without(directory, django, cached, steps)


def the_same_with_and_without(directory, django, cached, steps):
    now = timezone.now()
    for number, (act, which, hours, passes) in enumerate(steps):
        with time_machine.travel(now, tick=False):
            try:
                ACTS[act](directory, directory.entities[which], f"Text {number} at {hours}", hours)
            except verbs.Refused:
                pass
        # The clock goes on, or back.
        now += dt.timedelta(hours=passes)
        with time_machine.travel(now, tick=False):
            for address in ADDRESSES:
                fresh = ask(django, address)
                first, again = ask(cached, address), ask(cached, address)
                assert (first.status, first.body) == (fresh.status, fresh.body), (address, act)
                assert (again.status, again.body) == (fresh.status, fresh.body), (address, act)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_kept_answer_has_the_headers_of_a_new_one(directory, django, cached, address):
    own = {"etag", "vary", "content-length", "cache-status"}
    fresh = ask(django, address)
    ask(cached, address)
    kept = ask(cached, address)
    assert note(kept) == "addportal; hit"
    assert {k: v for k, v in kept.headers.items() if k not in own} == {
        k: v for k, v in fresh.headers.items() if k not in own
    }
    assert kept.headers["vary"] == "Accept-Encoding"
    assert kept.headers["cache-control"] == "public, no-cache"
    assert "set-cookie" not in kept.headers


def test_every_public_address_is_answered_as_without_the_cache(directory, django, cached):
    from tests.test_leaks import addresses

    own = {"etag", "vary", "content-length", "cache-status"}
    kept = 0
    with time_machine.travel(timezone.now(), tick=False):
        for address in addresses():
            fresh = ask(django, address)
            for answer in (ask(cached, address), ask(cached, address)):
                assert (answer.status, answer.body) == (fresh.status, fresh.body), address
                assert {k: v for k, v in answer.headers.items() if k not in own} == {
                    k: v for k, v in fresh.headers.items() if k not in own
                }, address
            kept += note(answer) == "addportal; hit"
    assert kept > 20


def test_midnight_in_the_time_zone_makes_pages_anew(nepal, cached):
    midnight = dt.datetime.combine(timezone.localdate() + dt.timedelta(1), dt.time(), timezone.get_default_timezone())
    with time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
        before = ask(cached, "/members/nepal/").body
        assert note(ask(cached, "/members/nepal/")) == "addportal; hit"
    with time_machine.travel(midnight, tick=False):
        after = ask(cached, "/members/nepal/")
    assert note(after) == "addportal; fwd=miss; stored"
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
        assert (answer.status, note(answer)) == (status, "")
    assert cached.store.main.used == cached.store.side.used == 0


def test_a_query_that_is_not_text_is_refused_on_a_known_page_too(nepal, cached):
    ask(cached, "/members/nepal/")
    for query in ("x=%00", "x=%FF", "x=" + "a" * 3000):
        assert ask(cached, f"/members/nepal/?{query}").status == 400


def test_a_withdrawn_page_is_forgotten(nepal, publisher, cached):
    ask(cached, "/members/nepal/")
    publishing.withdraw(nepal, by=publisher, reason=("Gone.", "زال."))
    assert ask(cached, "/members/nepal/").status == 410
    assert cached.store.main.used == 0


def test_posts_go_past_it(nepal, cached):
    ask(cached, "/members/nepal/")
    answer = ask(cached, "/members/nepal/", "POST")
    assert (answer.status, note(answer)) == (403, "")


def test_unknown_parameters_order_and_blanks_make_no_other_page(directory, cached):
    ask(cached, "/members/?q=alpha&sort=name")
    for query in ("sort=name&q=alpha", "q=alpha&utm=7&sort=name&type=", "x=1&q=%61lpha&sort=name"):
        assert note(ask(cached, f"/members/?{query}")) == "addportal; hit", query
    ask(cached, "/members/alpha/")
    assert note(ask(cached, "/members/alpha/?fbclid=1")) == "addportal; hit"
    assert note(ask(cached, "/members/?q=alpha&q=beta&sort=name")) == "addportal; fwd=miss; stored"


def test_cookies_languages_and_an_editors_session_change_nothing(nepal, cached, editor, publisher):
    client = Client()
    client.force_login(editor)
    session = client.cookies["sessionid"].value
    addresses = ("/members/nepal/", "/", "/members/")
    as_editor = [ask(cached, address, cookie=f"sessionid={session}") for address in addresses]
    assert [note(answer) for answer in as_editor] == ["addportal; fwd=miss; stored"] * 3
    for headers in ({}, {"cookie": "sessionid=nonsense"}, {"accept-language": "ar", "cookie": "x=1"}):
        for address, first in zip(addresses, as_editor, strict=True):
            answer = ask(cached, address, **headers)
            assert (note(answer), answer.body) == ("addportal; hit", first.body)
            assert "set-cookie" not in answer.headers
            assert "editor" not in answer.body.decode()


def test_host_and_scheme_are_part_of_the_address(nepal, cached):
    first = ask(cached, "/members/nepal/")
    other = ask(cached, "/members/nepal/", host="localhost")
    assert b"http://testserver/" in first.body
    assert b"http://localhost/" in other.body
    assert ask(cached, "/members/nepal/", host="evil.example").status == 400
    assert note(ask(cached, "/members/nepal/", x_forwarded_proto="https")) == "addportal; hit"


def test_behind_a_trusted_proxy_the_scheme_is_what_it_says(nepal, django, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cached = PageCache(django, store=Store(2**20), reader=Reader())
    assert b"http://testserver/" in ask(cached, "/members/nepal/", x_forwarded_proto="http").body
    assert b"https://testserver/" in ask(cached, "/members/nepal/", x_forwarded_proto="https").body
    assert note(ask(cached, "/members/nepal/", x_forwarded_proto="https, http")) == "addportal; hit"


# ── HTTP ────────


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
    assert encoding_for(accepted) == expected


def test_each_encoding_holds_the_same_page_under_an_etag_of_its_own(nepal, cached):
    plain, packed, small = (ask(cached, "/members/nepal/", accept_encoding=x) for x in ("", "gzip", "gzip, br"))
    assert gzip.decompress(packed.body) == brotli.decompress(small.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert [a.headers["content-encoding"] for a in (packed, small)] == ["gzip", "br"]
    assert len({a.headers["etag"] for a in (plain, packed, small)}) == 3
    for answer in (plain, packed, small):
        assert int(answer.headers["content-length"]) == len(answer.body)


def test_an_unchanged_page_is_304_without_django(nepal, cached):
    etag = ask(cached, "/members/nepal/", accept_encoding="br").headers["etag"]
    for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = ask(cached, "/members/nepal/", accept_encoding="br", if_none_match=asked)
        assert (answer.status, answer.body, note(answer)) == (304, b"", "addportal; hit")
        assert answer.headers["etag"] == etag
        assert answer.headers["vary"] == "Accept-Encoding"
    assert ask(cached, "/members/nepal/", accept_encoding="gzip", if_none_match=etag).status == 200


def test_a_page_that_a_write_elsewhere_left_as_it_was_is_still_304(directory, cached):
    etag = ask(cached, "/about/").headers["etag"]
    changed(directory.entities[0], "New.", by=directory.by)
    answer = ask(cached, "/about/", if_none_match=etag)
    assert (answer.status, note(answer)) == (304, "addportal; fwd=miss; stored")


def test_head_has_the_headers_and_no_body(nepal, cached):
    page = ask(cached, "/members/nepal/")
    head = ask(cached, "/members/nepal/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(page.body))


def test_a_range_is_answered_with_the_whole_page(nepal, cached):
    for _ in range(2):
        answer = ask(cached, "/members/nepal/", range="bytes=0-10")
        assert answer.status == 200
        assert answer.body.endswith(b"</html>\n")


# ── An application of our own beneath, to count and to wait ────────


class Counting:
    """Answers any address with a public page, slowly if need be, and counts how often it is asked."""

    def __init__(self, seconds=0.0, body=b"x" * 10_000, cookie=False, streams=False):
        self.seconds, self.body, self.cookie, self.streams, self.asked = seconds, body, cookie, streams, []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        time.sleep(self.seconds)
        if not self.streams:
            environ[TAKES] = ("q", "page")
        start_response("200 OK", [("Content-Type", "text/html")] + [("Set-Cookie", "a=1")] * self.cookie)
        return Body([self.body] * 3)


class Body(list):
    closed = 0

    def close(self):
        Body.closed += 1


def test_many_who_want_one_cold_page_have_it_made_once(db):
    slow = Counting(seconds=0.3)
    cached = PageCache(slow, store=Store(2**20), reader=Reader())
    answers = []
    assert at_once(*[lambda: answers.append(ask(cached, "/cold/"))] * 12) == []
    assert len(slow.asked) == 1
    assert {answer.body for answer in answers} == {slow.body * 3}
    assert cached.flights == {}


def test_who_waits_for_a_page_that_cannot_be_kept_asks_for_it_themselves(db):
    slow = Counting(seconds=0.1, cookie=True)
    cached = PageCache(slow, store=Store(2**20), reader=Reader())
    assert at_once(*[lambda: ask(cached, "/cold/")] * 4) == []
    assert len(slow.asked) == 4
    assert cached.store.main.used == 0


def test_an_error_beneath_reaches_everybody_and_keeps_nobody_waiting(db):
    def broken(environ, start_response):
        time.sleep(0.1)
        raise RuntimeError

    cached = PageCache(broken, store=Store(2**20), reader=Reader())
    begun = time.monotonic()
    errors = at_once(*[lambda: ask(cached, "/cold/")] * 3)
    assert [type(error) for error in errors] == [RuntimeError] * 3
    assert time.monotonic() - begun < 2
    assert cached.flights == {}


def test_streams_pass_through_unread(db):
    export = Counting(streams=True)
    cached = PageCache(export, store=Store(2**20), reader=Reader())
    told = []
    answer = cached(RequestFactory().get("/members.csv").environ, lambda *args: told.append(args))
    assert isinstance(answer, Body)
    assert cached.store.main.used == 0


def test_a_flood_of_made_up_addresses_pushes_out_no_page(db):
    pages = Counting()
    cached = PageCache(pages, store=Store(2**20, {"testserver"}), reader=Reader())
    own = [f"/members/state-{number}/" for number in range(20)]
    for address in own:
        ask(cached, address)
    for number in range(300):
        ask(cached, f"/members/?q={number}")
        ask(cached, "/", host=f"made-up-{number}.example")
    assert {note(ask(cached, address)) for address in own} == {"addportal; hit"}
    assert cached.store.side.used <= cached.store.side.room == 2**18
    assert cached.store.main.used <= cached.store.main.room


def test_the_store_stays_within_its_bytes_in_every_encoding(db):
    pages = Counting(body=os.urandom(5000).hex().encode())
    cached = PageCache(pages, store=Store(2**20), reader=Reader())
    for number, encoding in itertools.product(range(80), ("", "gzip", "br")):
        ask(cached, f"/members/state-{number}/", accept_encoding=encoding)
    for shelf in (cached.store.main, cached.store.side):
        kept = sum(page.size for page in shelf.pages.values())
        assert shelf.used == kept <= shelf.room
    page = next(reversed(cached.store.main.pages.values()))
    bodies = {id(v.body): len(v.body) for v in page.variants.values()} | {id(page.body): len(page.body)}
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


# ── At once after a write of another process ────────

CHILD = """
import datetime as dt, json, sys
import django
django.setup()
from django.utils import timezone
from profiles.desk import publishing, savedcopies, vocabulary
from profiles.desk.models import Entity, User
from profiles.published.models import Page, Publication, Release

by = User.objects.get(username="publisher")
for line in sys.stdin:
    kind, text = json.loads(line)
    entity = Entity.objects.get(slug="nepal")
    if kind in ("publish", "schedule", "restore", "note"):
        if kind == "restore":
            entity = savedcopies.restore(Publication.objects.of(entity).order_by("number").first(), by=by)
        Entity.objects.filter(pk=entity.pk).update(summary_en=text)
        entity.refresh_from_db()
        at = timezone.now() + dt.timedelta(seconds=0.2) if kind == "schedule" else None
        publishing.publish(entity, by=by, override="Alone.", at=at)
    elif kind == "withdraw":
        publishing.withdraw(entity, by=by, reason=(text, text))
    elif kind == "page":
        page = Page.objects.get(code="about")
        page.label_en = text
        vocabulary.change(page, by=by)
    elif kind == "type":
        row = entity.memberships.get().type
        row.label_en = text
        vocabulary.change(row, by=by)
    elif kind == "confirm":
        day = dt.date(2020, 1, 1) + dt.timedelta(days=int(text.split()[-1]))
        publishing.confirm(entity, by=by, facts=[str(entity.memberships.get().uid)], day=day)
    print(json.dumps(True), flush=True)
"""


@pytest.fixture
def other_process(nepal):
    """A process of its own that publishes; it answers once its transaction has been committed."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def act(kind, text):
        child.stdin.write(json.dumps([kind, text]) + "\n")
        child.stdin.flush()
        assert json.loads(child.stdout.readline()) is True

    yield act
    child.stdin.close()
    child.wait(10)


KINDS = {
    "publish": "/members/nepal/",
    "schedule": "/members/nepal/",
    "withdraw": "/members/nepal/",
    "restore": "/members/nepal/",
    "page": "/about/",
    "type": "/members/",
    "confirm": "/members/nepal/",
    "note": "/ar/members/nepal/",
}


def rounds_of_another_process(number, other_process, cached, django):
    Page.objects.create(code="about", label_en="About", label_ar="حول", body_en="<p>Text.</p>", body_ar="<p>نص.</p>")
    kinds = itertools.cycle(KINDS)
    for index, kind in zip(range(number), kinds, strict=False):
        text, address = f"Words {index}", KINDS[kind]
        before = ask(cached, address)
        other_process(kind, text)
        if kind == "schedule":
            time.sleep(0.25)
        after = ask(cached, address)
        assert after.body != before.body or kind == "note", (index, kind)
        assert (after.status, after.body) == (lambda a: (a.status, a.body))(ask(django, address)), (index, kind)
        if kind not in ("confirm", "note"):
            assert text in after.body.decode(), (index, kind)


def test_the_answer_after_another_process_wrote_is_new(other_process, cached, django):
    rounds_of_another_process(16, other_process, cached, django)


@pytest.mark.slow
def test_two_hundred_answers_after_another_process_wrote_are_new(other_process, cached, django):
    rounds_of_another_process(200, other_process, cached, django)


def race(seconds, nepal, publisher, cached):
    """Publish again and again while four read: what each saw, with the newest that was public before it asked."""
    published, seen, over = [0], [], threading.Event()
    changed(nepal, "Words 0.", by=publisher)

    def write():
        number, end = 0, time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                number += 1
                changed(nepal, f"Words {number}.", by=publisher)
                published[0] = number
        finally:
            over.set()

    def read():
        while not over.is_set():
            before = published[0]
            body = ask(cached, "/members/nepal/").body.decode()
            seen.append((before, int(body.split("Words ")[1].split(".")[0])))

    assert at_once(write, read, read, read, read) == []
    return published[0], seen


def no_answer_is_older(seconds, nepal, publisher, cached):
    writes, seen = race(seconds, nepal, publisher, cached)
    assert writes > seconds
    assert [pair for pair in seen if pair[1] < pair[0]] == []


def test_in_a_race_no_answer_is_older_than_what_was_public_when_it_was_asked_for(nepal, publisher, cached):
    no_answer_is_older(2, nepal, publisher, cached)


@pytest.mark.slow
def test_in_a_long_race_no_answer_is_older_either(nepal, publisher, cached):
    no_answer_is_older(20, nepal, publisher, cached)


# ── When the database does not answer ────────


@contextmanager
def gone(cached):
    """The database is away, for the cache and for Django."""
    database = connections["default"].settings_dict
    name, database["NAME"] = database["NAME"], f"{database['NAME']}-is-missing"
    cached.reader.local.__dict__.clear()
    connections["default"].close()
    try:
        yield
    finally:
        connections["default"].close()
        database["NAME"] = name


@pytest.fixture
def no_pause(monkeypatch):
    monkeypatch.setattr(stampreader, "PAUSE", 0.2)


def test_without_the_database_known_pages_are_served_as_they_were(nepal, cached, caplog, no_pause):
    page = ask(cached, "/members/nepal/", accept_encoding="br")
    with gone(cached):
        for _ in range(5):
            answer = ask(cached, "/members/nepal/?utm=1", accept_encoding="br")
            assert (answer.status, answer.body) == (200, page.body)
            assert note(answer) == "addportal; hit; detail=stale"
            assert answer.headers["age"] == "0"
        etag = page.headers["etag"]
        assert ask(cached, "/members/nepal/", accept_encoding="br", if_none_match=etag).status == 304
    assert len([r for r in caplog.records if "does not answer" in r.getMessage()]) == 1
    time.sleep(0.25)
    assert note(ask(cached, "/members/nepal/")) == "addportal; hit"
    assert len([r for r in caplog.records if "answers again" in r.getMessage()]) == 1


@pytest.mark.parametrize(("prefix", "words"), [("", "not available just now"), ("/ar", '<html lang="ar" dir="rtl">')])
def test_without_the_database_what_is_not_known_is_503_in_the_language(nepal, cached, caplog, prefix, words):
    with gone(cached):
        for address in ("/members/", "/members/nepal/", "/nothing/", "/admin/login/"):
            answer = ask(cached, prefix + address)
            if address == "/admin/login/":
                assert answer.status in (200, 503)
                continue
            assert (answer.status, answer.headers["retry-after"]) == (503, "5")
            assert words in answer.body.decode()
            assert "no-store" in answer.headers["cache-control"]
            assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not [record for record in caplog.records if "Service Unavailable" in record.getMessage()]


def test_admin_and_readyz_say_503_without_the_database(nepal, cached, editor):
    client = Client()
    client.force_login(editor)
    session = client.cookies["sessionid"].value
    with gone(cached):
        answer = ask(cached, "/admin/", cookie=f"sessionid={session}")
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert ask(cached, "/readyz").status == 503
        assert ask(cached, "/healthz").status == 200


def test_a_database_that_falls_silent_while_a_page_is_made_leaves_the_known_page(nepal, publisher, cached):
    page = ask(cached, "/members/nepal/")
    changed(nepal, "New.", by=publisher)
    reader, read = cached.reader, cached.reader.read
    with gone(cached):
        reader.read = lambda: (timezone.now(), (0, None, 0, "another"))
        answer = ask(cached, "/members/nepal/")
    assert (answer.status, answer.body, note(answer)) == (200, page.body, "addportal; hit; detail=stale")
    reader.read = read
    assert b"New." in ask(cached, "/members/nepal/").body


def test_while_one_tries_again_the_others_do_not_wait(nepal, cached, monkeypatch):
    monkeypatch.setattr(stampreader, "PAUSE", 30)
    reader = cached.reader
    with gone(cached):
        with pytest.raises(Down):
            reader.read()
        begun = time.monotonic()
        for _ in range(1000):
            with pytest.raises(Down):
                reader.read()
        assert time.monotonic() - begun < 1


def test_a_lost_connection_is_made_anew_unnoticed(nepal, cached):
    ask(cached, "/members/nepal/")
    cached.reader.local.source.close()
    assert note(ask(cached, "/members/nepal/")) == "addportal; hit"


@pytest.mark.skipif("sqlite" not in django_settings.DATABASES["default"]["ENGINE"], reason="SQLite's file")
def test_another_database_file_is_another_source(nepal, cached, tmp_path):
    before = cached.reader.read()[1]
    path = connection.settings_dict["NAME"]
    connection.close()
    copy, kept = tmp_path / "copy.sqlite3", tmp_path / "kept.sqlite3"
    import sqlite3

    with sqlite3.connect(path) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        source.execute("VACUUM INTO ?", (str(copy),))
    source.close()
    os.rename(path, kept)
    os.rename(copy, path)
    time.sleep(1.1)
    try:
        after = cached.reader.read()[1]
        assert after[:3] == before[:3]
        assert after != before
    finally:
        cached.reader.local.source.close()
        os.rename(kept, path)


POSTGRESQL = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]


@pytest.mark.skipif(not POSTGRESQL, reason="a server that hangs")
def test_a_server_that_hangs_is_given_up_within_two_seconds(nepal, cached):
    ask(cached, "/members/nepal/")
    # The lock of a table alteration: the stamp cannot be read, and the server says nothing.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE published_stamp IN ACCESS EXCLUSIVE MODE")
        begun = time.monotonic()
        answer = ask(cached, "/members/nepal/")
        assert time.monotonic() - begun < 2
        assert note(answer) == "addportal; hit; detail=stale"


class Wire:
    """Stands between us and the database's server, and can stop passing anything on."""

    def __init__(self, host, port):
        self.target, self.flows, self.open = (host, port), threading.Event(), True
        self.flows.set()
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while self.open:
            ours, _ = self.socket.accept()
            theirs = socket.create_connection(self.target)
            for pair in ((ours, theirs), (theirs, ours)):
                threading.Thread(target=self.carry, args=pair, daemon=True).start()

    def carry(self, source, target):
        try:
            while data := source.recv(65536):
                self.flows.wait()
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            end.close()


@pytest.mark.skipif(not POSTGRESQL, reason="a server that hangs")
def test_no_answer_takes_five_seconds_while_the_server_hangs_and_it_heals_by_itself(nepal, cached, editor):
    database = connections["default"].settings_dict
    real = {key: database[key] for key in ("HOST", "PORT")}
    client = Client()
    client.force_login(editor)
    session = f"sessionid={client.cookies['sessionid'].value}"
    wire = Wire(real["HOST"], int(real["PORT"] or 5432))
    connection_created.connect(stampreader.give_up_in_time)
    connection.close()
    database.update(HOST="127.0.0.1", PORT=str(wire.socket.getsockname()[1]))
    try:
        page = ask(cached, "/members/nepal/")
        ask(cached, "/admin/", cookie=session)
        wire.flows.clear()
        for address, status in (("/members/nepal/", 200), ("/members/", 503), ("/admin/", 503), ("/admin/", 503)):
            begun = time.monotonic()
            answer = ask(cached, address, cookie=session)
            assert time.monotonic() - begun < 5, address
            assert answer.status == status
        assert ask(cached, "/members/nepal/").body == page.body
        wire.flows.set()
        begun = time.monotonic()
        while note(ask(cached, "/members/nepal/")) != "addportal; hit":
            assert time.monotonic() - begun < 5
            time.sleep(0.1)
        assert ask(cached, "/admin/", cookie=session).status == 200
    finally:
        connection_created.disconnect(stampreader.give_up_in_time)
        connection.close()
        database.update(real)
