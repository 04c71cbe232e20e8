"""What is digested of the trail."""

import datetime as dt
import hashlib
import uuid

import pytest

from profiles.desk.models import Event
from profiles.published import chain
from profiles.published.models import Head, Release

UTC, DUBAI = dt.UTC, dt.timezone(dt.timedelta(hours=4))
MOMENT = dt.datetime(2026, 11, 30, 8, 0, 0, 12, tzinfo=DUBAI)


def test_a_link_is_digested_as_canonical_json():
    line = chain.line(chain="events", number=2, previous="ab", row=7, said="cd")
    text = '{"chain":"events","number":2,"previous":"ab","row":7,"said":"cd"}'
    assert chain.digest(line) == hashlib.sha256(text.encode()).hexdigest()


def test_an_event_says_all_of_its_columns_that_are_not_empty_alike_from_each_database():
    uid = uuid.uuid4()
    event = Event(pk=3, verb=Event.Verb.PUBLISH, subject="nepal", actor_id=None, at=MOMENT, entry_uid=uid)
    assert chain.words(event) == {
        "id": 3,
        "verb": "publish",
        "subject": "nepal",
        "at": "2026-11-30T04:00:00.000012+00:00",
        "entry_uid": str(uid),
        "details": {},
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("message", "x"),
        ("subject", "nepaI"),
        ("at", MOMENT + dt.timedelta(microseconds=1)),
        ("actor_id", 2),
        ("details", {"a": 1}),
        ("pk", 4),
    ],
)
def test_each_column_of_an_event_tells(name, value):
    event = Event(pk=3, verb="publish", subject="nepal", actor_id=1, at=MOMENT)
    before = chain.said_of(event)
    setattr(event, name, value)
    assert chain.said_of(event) != before


def test_half_a_character_is_digested_too():
    assert chain.said_of(Event(pk=3, at=MOMENT, details={"a": "\ud800"}))


def test_a_release_says_its_publication_but_not_its_end():
    release = Release(pk=1, slug="nepal", live_from=MOMENT, created_at=MOMENT, reason_en="Gone.")
    before = chain.said_of(release)
    release.live_until, release.written = MOMENT + dt.timedelta(days=1), 9
    assert chain.said_of(release) == before
    release.live_from = release.live_until
    assert chain.said_of(release) != before != chain.cancelled(1)


@pytest.mark.django_db
def test_the_heads_of_an_empty_trail_are_nothing():
    nothing = {"number": 0, "digest": ""}
    assert chain.heads() == {"events": nothing, "releases": nothing}
    Head.objects.create(chain="events", number=2, digest="ab")
    assert chain.heads() == {"events": {"number": 2, "digest": "ab"}, "releases": nothing}
