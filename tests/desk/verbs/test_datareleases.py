"""Releasing the data: who may, when there is something to release, what is left of one that was broken off."""

import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from profiles.desk.models import Entity, Event
from profiles.desk.verbs import Refused, datareleases, publishing
from profiles.published import documents, stamp
from profiles.published.models import DataRelease
from profiles.site.releases import building
from profiles.values import files
from tests import factories, releases

pytestmark = pytest.mark.django_db


def test_a_publisher_releases_and_the_log_says_so(directory, publisher):
    before = stamp.now()[1].counter
    row = datareleases.release(by=publisher, note=("First.", "الأول."))
    assert (row.number, row.name, row.note) == (1, timezone.localdate().isoformat(), {"en": "First.", "ar": "الأول."})
    assert documents.digest(row.manifest) == row.digest
    event = Event.objects.get(verb=Event.Verb.RELEASE)
    assert (event.actor, event.subject, event.details) == (publisher, row.name, {"number": 1, "digest": row.digest})
    assert stamp.now()[1].counter > before


@pytest.mark.parametrize("group", ["Editors", "Administrators", "Focal points"])
def test_nobody_else_releases(directory, group):
    with pytest.raises(PermissionDenied):
        datareleases.release(by=factories.person("somebody", group))
    assert not DataRelease.objects.exists()


def test_a_timer_releases_in_nobodys_name(directory):
    datareleases.release(by=None)
    assert Event.objects.get(verb=Event.Verb.RELEASE).actor is None


def test_what_is_left_of_a_file_that_was_broken_off_goes_with_the_next(directory, settings):
    left = Path(
        default_storage.path(default_storage.save(f"releases/{'a' * 64}.{'0' * 16}.part", ContentFile(b"half")))
    )
    os.utime(left, (0, 0))
    datareleases.release(by=None)
    assert not left.exists()


def test_where_nothing_changed_there_is_no_release(directory, publisher):
    datareleases.release(by=publisher)
    with pytest.raises(datareleases.Unchanged, match="Nothing has changed since the release of"):
        datareleases.release(by=publisher)
    assert DataRelease.objects.count() == 1


def test_several_of_a_day_are_numbered(directory, publisher, time_machine):
    time_machine.move_to("2031-03-03T12:00:00+04:00", tick=False)
    names = []
    for slug in ("one", "two", "three"):
        factories.published(factories.entity(slug), by=publisher)
        time_machine.shift(1)
        names.append(datareleases.release(by=publisher).name)
    assert names == ["2031-03-03", "2031-03-03.2", "2031-03-03.3"]
    assert [row.number for row in DataRelease.objects.all()] == [3, 2, 1]


def test_what_becomes_public_by_itself_is_in_the_next(directory, publisher, time_machine):
    time_machine.move_to("2031-03-03T12:00:00+04:00", tick=False)
    india = Entity.objects.get(slug="india")
    india.name_en = "Bharat"
    india.save()
    publishing.schedule(india, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    time_machine.shift(60)
    datareleases.release(by=publisher)
    time_machine.shift(86_400)
    row = datareleases.release(by=publisher)
    assert row.counts == {"renamed": 1}


def test_what_is_published_by_a_clock_that_was_set_back_is_told(directory, publisher, time_machine):
    time_machine.move_to("2031-03-03T12:00:00+04:00", tick=False)
    time_machine.shift(5)
    first = datareleases.release(by=publisher)
    time_machine.shift(-3)
    factories.published(factories.entity("oman"), by=publisher)
    second = datareleases.release(by=publisher)
    assert second.moment > first.moment
    assert second.counts == {"first": 1}
    assert second.file("members.csv").rows == 5
    assert second.said["counter"] == second.counter > first.counter


@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_it_is_made_is_in_the_next(directory, publisher, monkeypatch):
    build = building.build

    def publish():
        factories.published(factories.entity("oman"), by=publisher)
        connection.close()

    def meanwhile(*args):
        thread = threading.Thread(target=publish)
        thread.start()
        thread.join()
        return build(*args)

    monkeypatch.setattr(building, "build", meanwhile)
    first = datareleases.release(by=publisher)
    assert first.file("members.csv").rows == 4
    monkeypatch.undo()
    second = datareleases.release(by=publisher)
    assert (second.file("members.csv").rows, second.counts) == (5, {"first": 1})


def test_two_that_are_made_at_once_are_one(directory, publisher, monkeypatch):
    keep, made = files.keep_released, []

    def other(path):
        if not made:
            made.append(True)
            made.append(datareleases.release(by=publisher))
        return keep(path)

    monkeypatch.setattr(files, "keep_released", other)
    with pytest.raises(Refused, match="Another release was made meanwhile"):
        datareleases.release(by=publisher)
    assert list(DataRelease.objects.all()) == [made[1]]


class Killed(BaseException):
    """As when the process is killed: nothing catches it."""


@pytest.mark.parametrize("stored", [0, 1, 7])
def test_who_is_stopped_on_the_way_leaves_no_release_and_the_next_is_whole(directory, publisher, monkeypatch, stored):
    save, number = default_storage.save, []

    def half(name, content, **more):
        number.append(name)
        if len(number) <= stored:
            return save(name, content, **more)
        # What was being written is there in part.
        save(name, ContentFile(content.read(10)))
        raise Killed

    monkeypatch.setattr(default_storage, "save", half)
    with pytest.raises(Killed):
        datareleases.release(by=publisher)
    monkeypatch.undo()
    assert not DataRelease.objects.exists()
    assert not Event.objects.filter(verb=Event.Verb.RELEASE).exists()
    datareleases.release(by=publisher)
    assert list(datareleases.faults()) == []


def test_whatever_was_altered_or_taken_out_is_found(directory, publisher):
    first, second = releases.two(publisher)
    assert list(datareleases.faults()) == []
    file = second.file("delta-members.jsonl")
    default_storage.delete(files.RELEASED.format(file.sha256))
    assert list(datareleases.faults()) == [f"{second.name}: delta-members.jsonl is missing or altered."]
    rows = DataRelease._base_manager
    rows.filter(pk=first.pk).update(manifest=first.manifest.replace("members", "others"))
    assert f"{first.name}: the manifest is not that of its digest." in list(datareleases.faults())
    rows.filter(pk=first.pk).delete()
    assert list(datareleases.faults())[:2] == [
        f"{second.name}: release 1 is missing before it.",
        f"{second.name}: the release before is not the one that it names.",
    ]
