"""What another process or another thread writes is in the next answer."""

import itertools
import json
import os
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from profiles.published.models import Release
from tests import factories
from tests.desk.verbs.test_releases import at_once
from tests.serving.conftest import every_store
from tests.serving.server import ask
from tests.serving.test_pagecache import republish

pytestmark = pytest.mark.django_db(transaction=True)

# ── At once after a write of another process ────────


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
        [sys.executable, "-m", "tests.serving.another_process"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def act(kind, text):
        child.stdin.write(json.dumps([kind, text]) + "\n")
        child.stdin.flush()
        assert json.loads(child.stdout.readline()) is True

    yield act
    child.stdin.close()
    child.wait()


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
    factories.published(factories.text("about"))
    kinds = itertools.cycle(KINDS)
    for index, kind in zip(range(number), kinds, strict=False):
        text, address = f"Words {index}", KINDS[kind]
        before = ask(cached, address)
        other_process(kind, text)
        if kind == "schedule":
            live_from = Release.objects.latest("live_from").live_from
            time.sleep(max(0, (live_from - timezone.now()).total_seconds()))
        after = ask(cached, address)
        assert after.body != before.body or kind == "note", (index, kind)
        assert (after.status, after.body) == (lambda a: (a.status, a.body))(ask(django, address)), (index, kind)
        if kind not in ("confirm", "note"):
            assert text in after.body.decode(), (index, kind)


@every_store
def test_the_answer_after_another_process_wrote_is_new(other_process, cached_by_all, django):
    rounds_of_another_process(len(KINDS), other_process, cached_by_all, django)


@pytest.mark.slow
def test_two_hundred_answers_after_another_process_wrote_are_new(other_process, cached, django):
    rounds_of_another_process(200, other_process, cached, django)


def race(writes, nepal, publisher, cached):
    """Publish again and again while three read: what each saw, with the newest that was public before it asked."""
    published, seen, over = [0], [], threading.Event()
    republish(nepal, "Words 0.", by=publisher)

    def write():
        try:
            for number in range(1, writes + 1):
                republish(nepal, f"Words {number}.", by=publisher)
                published[0] = number
        finally:
            over.set()

    def read():
        last = False
        while not last:
            last, before = over.is_set(), published[0]
            body = ask(cached, "/members/nepal/").body.decode()
            seen.append((before, int(body.split("Words ")[1].split(".")[0])))

    assert at_once(write, read, read, read) == []
    return seen


def no_answer_is_older(writes, nepal, publisher, cached):
    seen = race(writes, nepal, publisher, cached)
    assert [pair for pair in seen if pair[1] < pair[0]] == []
    assert seen[-1] == (writes, writes)


@every_store
def test_in_a_race_no_answer_is_older_than_what_was_public_when_it_was_asked_for(nepal, publisher, cached_by_all):
    no_answer_is_older(10, nepal, publisher, cached_by_all)


@pytest.mark.slow
@every_store
def test_in_a_long_race_no_answer_is_older_either(nepal, publisher, cached_by_all):
    no_answer_is_older(100, nepal, publisher, cached_by_all)
