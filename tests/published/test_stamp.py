import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.verbs import publishing, vocabulary
from profiles.published import stamp
from profiles.published.models import Stamp
from profiles.published.stamp import Stamped
from tests import factories

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("later", "follows"),
    [
        (Stamped(5, NOON, "here"), True),
        (Stamped(6, NOON, "here"), True),
        (Stamped(5, NOON + HOUR, "here"), True),
        (Stamped(6, NOON + HOUR, "there"), False),
        (Stamped(6, NOON + HOUR), False),
        (Stamped(4, NOON + HOUR, "here"), False),
        (Stamped(6, NOON - HOUR, "here"), False),
        (Stamped(6, None, "here"), False),
    ],
)
def test_a_stamp_follows_an_earlier_one_of_the_same_database_alone(later, follows):
    assert later.follows(Stamped(5, NOON, "here")) is follows


@pytest.mark.parametrize("released", [None, NOON])
def test_before_anything_was_published_only_the_counter_counts(released):
    assert Stamped(1, released).follows(Stamped(1, None))
    assert not Stamped(0, released).follows(Stamped(1, None))


def test_every_write_raises_the_counter(publisher):
    vocabulary.change(factories.renamed(factories.area()), by=publisher)
    before = stamp.at(timezone.now())
    vocabulary.change(factories.renamed(factories.area()), by=publisher)
    assert stamp.at(timezone.now()) == (before.counter + 1, None, before.source)


def test_a_release_counts_from_its_moment_on(publisher):
    entity = factories.published(by=publisher)
    entity.summary_en = "To come."
    entity.save()
    first = stamp.at(timezone.now())
    moment = timezone.now() + HOUR
    publishing.schedule(entity, by=publisher, at=moment)
    scheduled = stamp.at(moment - dt.timedelta(seconds=1))
    assert (scheduled.released, scheduled.counter > first.counter) == (first.released, True)
    assert stamp.at(moment) == scheduled._replace(released=moment)


def test_a_database_without_a_counter_has_a_stamp_too(db):
    Stamp.objects.all().delete()
    assert stamp.at(timezone.now())[:2] == (0, None)


def test_the_stamp_of_now_comes_with_its_moment(publisher, time_machine):
    factories.published(by=publisher)
    time_machine.move_to(timezone.now() + HOUR, tick=False)
    assert stamp.now() == (timezone.now(), stamp.at(timezone.now()))


def test_a_file_that_was_put_in_place_of_another_is_another_source(tmp_path):
    path, other = tmp_path / "db.sqlite3", tmp_path / "restored.sqlite3"
    path.touch()
    before = stamp.file_of(path)
    assert stamp.file_of(path) == before
    other.touch()
    other.replace(path)
    assert stamp.file_of(path) not in (before, None)
    assert stamp.file_of(tmp_path / "nothing.sqlite3") is None


def test_a_write_leaves_the_source_as_it_is(publisher):
    vocabulary.change(factories.renamed(factories.area()), by=publisher)
    before = stamp.at(timezone.now())
    vocabulary.change(factories.renamed(factories.area()), by=publisher)
    assert before.source is not None
    assert stamp.at(timezone.now()).follows(before)
