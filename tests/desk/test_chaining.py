"""Adding to the trail: each row once, in one line, whoever writes at the same time."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from profiles.desk import chaining, verifying
from profiles.desk.models import Event
from profiles.desk.verbs import log, publishing, takingup
from profiles.published import chain
from profiles.published.models import Link, Release
from profiles.published.models.chain import Chain
from tests import factories
from tests.desk.verbs.test_releases import at_once


def note(number: int) -> Event:
    return log(Event.Verb.ACCOUNT, None, None, "", subject=f"event {number}")


def numbers(name: str) -> list[int]:
    return list(Link.objects.filter(chain=name).order_by("number").values_list("number", flat=True))


@pytest.mark.django_db(transaction=True)
def test_what_is_logged_is_chained_when_it_stands(publisher):
    with transaction.atomic():
        note(1)
        assert numbers("events") == []
    with transaction.atomic():
        note(2)
        transaction.set_rollback(True)
    factories.published(by=publisher)
    chained = Link.objects.filter(chain="events").order_by("number")
    assert [Event.objects.get(pk=link.row).verb for link in chained] == ["account", "publish"]
    assert numbers("releases") == [1]
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_an_event_is_chained_once():
    event = note(1)
    chaining.chain_events([event.pk])
    chaining.chain_events([event.pk])
    assert numbers("events") == [1]


@pytest.mark.django_db
def test_a_release_that_is_moved_or_cancelled_has_a_further_link(publisher):
    entity = factories.published(by=publisher)
    entity.summary_en = "Later."
    entity.save()
    day = dt.timedelta(days=1)
    release = publishing.schedule(entity, by=publisher, at=timezone.now() + day)
    publishing.move(release, by=publisher, at=timezone.now() + 2 * day)
    chaining.take_up()
    assert list(verifying.faults()) == []
    publishing.cancel(Release.objects.get(pk=release.pk), by=publisher)
    chaining.take_up()
    rows = Link.objects.filter(chain="releases", row=release.pk).order_by("number")
    assert [row.said == chain.cancelled(release.pk) for row in rows] == [False, False, True]
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_more_than_a_batch_is_one_line(monkeypatch):
    monkeypatch.setattr(chaining, "BATCH", 2)
    chaining.chain_events([note(number).pk for number in range(5)])
    assert numbers("events") == [1, 2, 3, 4, 5]
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_what_was_left_out_is_taken_up_and_the_log_says_which(django_capture_on_commit_callbacks):
    event = note(1)
    with django_capture_on_commit_callbacks(execute=True):
        assert takingup.take_up() == {"events": 1, "releases": 0}
        assert takingup.take_up() == {"events": 1, "releases": 0}
    taken = Event.objects.filter(verb=Event.Verb.TAKE_UP).order_by("pk")
    assert taken[0].details == {"events": [event.pk], "releases": []}
    assert taken.count() == 2
    assert numbers("events") == [1, 2, 3]


@pytest.mark.django_db
def test_what_stood_before_there_was_a_trail_is_chained_by_migrating(directory):
    note(1)
    Link.objects.all()._raw_delete("default")
    chaining.Head.objects.all().delete()
    import_module("profiles.published.migrations.0017_chain").chain(apps, None)
    events = import_module("profiles.desk.migrations.0022_chained_events")
    events.chain(apps, None)
    assert list(verifying.faults()) == []
    assert len(numbers("events")) == Event.objects.count()
    assert len(numbers("releases")) == Release.objects.count()
    assert not any(chaining.unchained(name).exists() for name in Chain)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("logged_within", [1, 5])
def test_many_who_log_and_publish_at_once_make_one_line(publisher, logged_within):
    entities = [factories.entity(slug) for slug in ("one", "two", "three")]

    def several():
        with transaction.atomic():
            for number in range(logged_within):
                note(number)

    acts = [lambda row=row: publishing.publish(row, by=publisher, override="Alone.") for row in entities]
    assert at_once(*acts, several, several, several) == []
    assert numbers("events") == list(range(1, Event.objects.count() + 1))
    assert numbers("releases") == [1, 2, 3]
    assert list(verifying.faults()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_nobody_who_has_logged_keeps_another_waiting():
    with transaction.atomic():
        note(1)
        assert at_once(lambda: note(2)) == []
        assert numbers("events") == [1]
    assert numbers("events") == [1, 2]
