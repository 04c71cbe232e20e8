"""Who keeps a copy of the directory learns of everything, once."""

import base64
import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.published.models import Release
from profiles.site.api import changes
from tests import factories
from tests.site.api.test_schemas import complaints, schema_of

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/changes/"
HOUR = dt.timedelta(hours=1)


def poll(client, address=ADDRESS):
    """All that is new at an address, and where to ask later."""
    found = []
    while True:
        answer = client.get(address).json()
        found += answer["changes"]
        if answer["next"] is None:
            return found, answer["later"]
        address = answer["next"]


def told(rows):
    return [(row["act"], row["slug"], row["version"]) for row in rows]


# ── What is told ────────


def test_everything_that_is_published_is_told_in_the_order_of_becoming_so(client, nepal, publisher):
    for entry in (factories.paper(), factories.programme(), factories.text("about")):
        factories.published(entry, by=publisher)
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    rows, _later = poll(client)
    assert [(row["act"], row["kind"], row["slug"]) for row in rows] == [
        ("published", "meeting", "first"),
        ("published", "profile", "nepal"),
        ("published", "document", "p1"),
        ("published", "programme", "skills"),
        ("published", "text", "about"),
        ("changed", "profile", "nepal"),
    ]
    latest = rows[-1]
    document = client.get(latest["links"]["self"])
    assert document.json()["uid"] == latest["uid"]
    (version, _first) = client.get("/api/v1/members/nepal/versions/").json()["versions"]
    assert (latest["version"], latest["digest"]) == (version["number"], version["digest"]) == (2, version["digest"])
    assert [row["links"]["self"] for row in rows if row["kind"] == "text"] == [None]
    assert client.get(rows[-2]["links"]["pages"]["ar"]).status_code == 200


def test_a_withdrawal_is_told_for_ever_and_what_was_withdrawn_says_nothing_else(client, nepal, publisher):
    gone = factories.published(factories.entity("gone", name_en="SECRET"), by=publisher)
    publishing.withdraw(gone, by=publisher, reason=("Merged.", "دُمج."), successor="nepal")
    (row,) = [row for row in poll(client)[0] if row["slug"] == "gone"]
    assert row | {"cursor": "", "moment": "", "links": ""} == {
        "cursor": "",
        "moment": "",
        "act": "withdrawn",
        "kind": "profile",
        "slug": "gone",
        "uid": str(gone.uid),
        "version": None,
        "digest": None,
        "reason": {"en": "Merged.", "ar": "دُمج."},
        "successor": "http://testserver/api/v1/members/nepal/",
        "links": "",
    }
    assert b"SECRET" not in client.get(ADDRESS).content
    publishing.publish(gone, by=publisher)
    rows = [row for row in poll(client)[0] if row["slug"] == "gone"]
    assert told(rows) == [("published", "gone", 1), ("withdrawn", "gone", None), ("published_again", "gone", 2)]


def test_a_successor_that_cannot_be_read_is_not_named(client, nepal, publisher):
    heir = factories.entity("heir")
    publishing.schedule(heir, by=publisher, at=timezone.now() + HOUR)
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."), successor="heir")
    assert poll(client)[0][-1]["successor"] is None
    assert b"heir" not in client.get(ADDRESS).content


def test_an_answer_has_the_shape_that_is_described(client, gone):
    described = client.get("/api/v1/openapi.json").json()
    answer = client.get(ADDRESS).json()
    assert complaints(answer, schema_of(described, ADDRESS), described) == []
    assert set(answer["changes"][0]) == set(described["components"]["schemas"]["Change"]["required"])


# ── From when on ────────


def test_a_moment_says_from_when_on(client, publisher):
    with time_machine.travel(dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC), tick=False) as clock:
        for number in (1, 2, 3):
            factories.published(factories.entity(f"state-{number}"), by=publisher)
            clock.shift(dt.timedelta(days=1))
        for since, slugs in (
            ("2026-03-02", ["state-2", "state-3"]),
            ("2026-03-02T08:00:00Z", ["state-2", "state-3"]),
            ("2026-03-02T12:00:01%2B04:00", ["state-3"]),
            ("0001-01-01T00:00:00%2B14:00", ["state-1", "state-2", "state-3"]),
        ):
            rows, later = poll(client, f"{ADDRESS}?since={since}")
            assert [row["slug"] for row in rows] == slugs
            assert poll(client, later)[0] == []


@pytest.mark.parametrize("since", ["x", "2026-13-01", "2999-01-01", "9999-12-31T23:59:59-14:00", "10:00", "\u0660"])
def test_what_is_no_moment_or_still_to_come_is_refused(client, nepal, since):
    answer = client.get(ADDRESS, {"since": since}).json()
    assert (answer["status"], [error["parameter"] for error in answer["errors"]]) == (400, ["since"])


def word(*place):
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


UID = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        word(),
        word(1, 2, 3),
        word(-1, "2026-01-01T00:00:00+00:00", UID),
        word(True, "2026-01-01T00:00:00+00:00", UID),
        word(1, "9999-12-31T23:59:59-14:00", UID),
        word(1, "2026-01-01T00:00:00+00:00", "\ud800"),
        word(10**30, "2026-01-01T00:00:00+00:00", UID),
        "W" * 1500,
    ],
)
def test_what_is_no_cursor_is_refused(client, nepal, cursor):
    answer = client.get(ADDRESS, {"after": cursor}).json()
    assert (answer["status"], [error["parameter"] for error in answer["errors"]]) == (400, ["after"])


def test_a_cursor_of_a_database_that_was_put_back_is_refused(client, nepal):
    (*_rows, last), _later = poll(client)
    written, moment, uid = json.loads(base64.urlsafe_b64decode(last["cursor"] + "=" * (-len(last["cursor"]) % 4)))
    assert client.get(ADDRESS, {"after": word(written, moment, uid)}).json()["changes"] == []
    assert client.get(ADDRESS, {"after": word(written + 1, moment, uid)}).status_code == 400


def test_a_cursor_and_a_moment_at_once_are_refused(client, nepal):
    _rows, later = poll(client)
    answer = client.get(f"{later}&since=2026-01-01").json()
    assert [error["parameter"] for error in answer["errors"]] == ["after", "since"]


# ── Nothing is missed ────────


def test_what_is_scheduled_is_told_when_its_moment_has_come(client, publisher):
    with time_machine.travel(dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC), tick=False) as clock:
        publishing.schedule(factories.entity("later"), by=publisher, at=timezone.now() + 2 * HOUR)
        rows, later = poll(client)
        assert rows == []
        clock.shift(HOUR)
        factories.published(factories.entity("sooner"), by=publisher)
        rows, later = poll(client, later)
        assert told(rows) == [("published", "sooner", 1)]
        clock.shift(HOUR)
        assert told(poll(client, later)[0]) == [("published", "later", 1)]


def test_releases_of_one_moment_are_told_apart_over_the_edge_of_a_page(client, publisher, monkeypatch):
    monkeypatch.setattr(changes, "AT_ONCE", 2)
    publishing.publish_bundle([factories.entity(f"state-{number}") for number in range(5)], by=publisher)
    rows, later = poll(client)
    assert sorted(row["slug"] for row in rows) == [f"state-{number}" for number in range(5)]
    assert len({row["moment"] for row in rows}) == 1
    assert poll(client, later)[0] == []
    for index, row in enumerate(rows):
        rest, _later = poll(client, f"{ADDRESS}?after={row['cursor']}")
        assert told(rest) == told(rows[index + 1 :])


@pytest.mark.parametrize("verb", ["publish", "move"])
def test_what_is_committed_after_its_moment_is_told_to_who_knows_what_comes_behind_it(client, publisher, verb):
    """A transaction takes its moment, and is committed when another's, a later one, has come and was told."""
    with time_machine.travel(dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC), tick=False) as clock:
        publishing.schedule(factories.entity("behind"), by=publisher, at=timezone.now() + dt.timedelta(seconds=2))
        moment = timezone.now() + dt.timedelta(seconds=1)
        if verb == "move":
            late = publishing.schedule(factories.entity("late"), by=publisher, at=timezone.now() + HOUR)
        clock.shift(dt.timedelta(seconds=3))
        rows, later = poll(client)
        assert [row["slug"] for row in rows] == ["behind"]
        if verb == "move":
            publishing.move(late, by=publisher, at=timezone.now() + HOUR)
        else:
            factories.published(factories.entity("late"), by=publisher)
        Release._base_manager.filter(slug="late").update(live_from=moment)
        rows, later = poll(client, later)
        assert [row["slug"] for row in rows] == ["late"]
        assert poll(client, later)[0] == []


def test_it_asks_as_much_for_many_as_for_one(client, publisher):
    asked = []
    client.get(ADDRESS)
    for number in (1, 3):
        for _ in range(number):
            factories.published(factories.entity(), by=publisher)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        asked.append(len(captured))
    assert asked[1] <= asked[0] <= 5
