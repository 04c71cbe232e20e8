"""What an answer was made of: asked again, it says whether the answer would be another."""

import datetime as dt
import time
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published import madeof, stamp, vocabularies
from profiles.published.madeof import MadeOf, hearing, part, remembered, unheard
from profiles.published.models import Publication, Release, Source, ThematicArea
from profiles.published.stamp import Stamped
from tests import factories

pytestmark = pytest.mark.django_db


def heard_while(ask) -> MadeOf | None:
    moment, read = stamp.now()
    with hearing(moment, read) as heard:
        ask(moment, read)
    return heard.sealed()


def holds(made_of) -> bool:
    return made_of.holds(*stamp.now())


def area_labels(moment, read):
    return list(ThematicArea.objects.values_list("label_en", flat=True))


def test_it_holds_until_a_statement_says_something_else(db):
    row = factories.area("gender")
    made_of = heard_while(area_labels)
    factories.word(Source, "minutes")
    assert holds(made_of)
    ThematicArea.objects.update(label_en="Women")
    assert not holds(made_of)
    ThematicArea.objects.update(label_en=row.label_en)
    assert holds(made_of)
    row.delete()
    assert not holds(made_of)


def test_the_moment_and_the_latest_release_are_those_of_the_asking(publisher):
    profile = factories.published(by=publisher)
    made_of = heard_while(
        lambda moment, read: [
            list(Release.objects.live(moment).values_list("pk")),
            list(Publication.objects.live(read.released).values_list("pk")),
        ]
    )
    assert len(made_of.statements) == 2
    assert holds(made_of)
    factories.published_again(profile, by=publisher, summary_en="Another.")
    assert not holds(made_of)


def test_a_time_that_may_follow_from_the_moment_cannot_be_asked_again(publisher):
    factories.published(by=publisher)
    assert heard_while(lambda moment, read: Release.objects.live(moment - dt.timedelta(1)).exists()) is None


@pytest.mark.parametrize("value", [uuid.uuid4(), dt.date(2008, 1, 21), "text", 7, None])
def test_plain_values_are_asked_again(db, value):
    columns = {uuid.UUID: "entry_uid", dt.date: "live_from__date", str: "slug", int: "number", type(None): "media"}
    name = columns[type(value)]
    model = Release if name == "live_from__date" else Publication
    query = model.objects.exclude(**{name: value}) if value is not None else model.objects.extra(where=["1 = 1"])
    made_of = heard_while(lambda moment, read: query.filter(pk__gt=0).exists())
    assert holds(made_of)


def test_a_write_while_it_is_made_leaves_nothing_to_ask_again(publisher):
    def write(moment, read):
        area_labels(moment, read)
        factories.published(factories.entity("nepal"), by=publisher)

    assert heard_while(write) is None


def test_so_does_a_write_between_the_reading_and_the_sealing(publisher):
    moment, read = stamp.now()
    with hearing(moment, read) as heard:
        area_labels(moment, read)
    factories.published(factories.entity("nepal"), by=publisher)
    assert heard.sealed() is None


def test_more_than_a_few_statements_are_not_asked_again(db):
    def many(moment, read):
        for number in range(madeof.MOST_STATEMENTS + 1):
            ThematicArea.objects.filter(position=number).exists()

    assert heard_while(many) is None


def test_what_is_asked_unheard_is_not_asked_again(db):
    def ask(moment, read):
        with unheard():
            area_labels(moment, read)

    assert heard_while(ask) == MadeOf([], [])


@part
def shouted(stamp: Stamped, code: str) -> str:
    return ThematicArea.objects.get(code=code).label_en.upper()


def test_a_part_is_asked_for_what_it_says_and_not_how_it_found_that(db, django_assert_num_queries):
    factories.area("gender")
    made_of = heard_while(lambda moment, read: shouted(read, "gender"))
    assert (made_of.statements, [name for name, *_rest in made_of.parts]) == ([], [f"{__name__}.shouted"])
    ThematicArea.objects.update(label_ar="غير ذلك")
    assert holds(made_of)
    ThematicArea.objects.update(label_en="Women")
    assert not holds(made_of)


def test_a_part_of_another_build_does_not_hold(db):
    assert not holds(MadeOf([], [("gone.with.the.code", (), "x")]))


def test_a_part_says_what_it_has_a_digest_of(db):
    made_of = heard_while(lambda moment, read: vocabularies.current(read))
    assert made_of.parts == [
        ("profiles.published.vocabularies.current", (), vocabularies.current(stamp.now()[1]).digest)
    ]


def test_what_is_remembered_is_worked_out_again_when_what_it_was_made_of_changed(publisher):
    times = []

    @remembered
    def counted(stamp: Stamped) -> int:
        times.append(stamp)
        return ThematicArea.objects.count()

    now = stamp.now
    factories.published(by=publisher)
    assert [counted(now()[1]), counted(now()[1])] == [0, 0]
    factories.published(factories.entity("nepal"), by=publisher)
    assert counted(now()[1]) == 0
    assert len(times) == 1
    factories.area("gender")
    factories.published(factories.entity("india"), by=publisher)
    assert counted(now()[1]) == 1
    assert len(times) == 2


def test_nothing_is_remembered_of_another_database(publisher):
    @remembered
    def count(stamp: Stamped) -> int:
        return ThematicArea.objects.count()

    _moment, read = stamp.now()
    assert count(read) == 0
    factories.area("gender")
    assert count(read) == 0
    assert count(read._replace(source="another")) == 1


def test_a_statement_that_writes_is_not_asked_again(db):
    def write(moment, read):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE published_thematicarea SET position = position")

    assert heard_while(write) is None


def test_a_release_that_comes_is_another_answer_and_one_that_is_still_to_come_is_not(publisher, time_machine):

    profile = factories.published(factories.entity("nepal"), by=publisher)
    now = timezone.now()
    Entity.objects.update(summary_en="Another.")
    profile.refresh_from_db()
    publishing.schedule(profile, by=publisher, at=now + dt.timedelta(hours=1))
    made_of = heard_while(lambda moment, read: list(Publication.objects.live(moment).values_list("pk")))
    assert holds(made_of)
    time_machine.move_to(now + dt.timedelta(hours=2))
    assert not holds(made_of)


def test_a_slow_database_is_not_asked_for_long(publisher, monkeypatch):
    def ask(moment, read):
        for position in (1, 2):
            list(ThematicArea.objects.filter(position=position))
        shouted(read, "gender")

    factories.area("gender")
    made_of = heard_while(ask)
    assert len(made_of.statements) == 2
    monkeypatch.setattr(madeof, "PATIENCE", -1)
    with pytest.raises(TimeoutError):
        holds(made_of)
    assert heard_while(ask) is None


def test_what_a_slow_database_does_not_say_is_worked_out(publisher, monkeypatch):
    times = []

    @remembered
    def count(stamp: Stamped) -> int:
        times.append(stamp)
        return ThematicArea.objects.count()

    factories.published(by=publisher)
    count(stamp.now()[1])
    factories.published(by=publisher)
    monkeypatch.setattr(madeof, "PATIENCE", -1)
    count(stamp.now()[1])
    assert len(times) == 2


def test_time_is_counted_where_the_database_is_waited_for_and_nowhere_else(monkeypatch):
    monkeypatch.setattr(madeof, "PATIENCE", 0.01)
    waited = madeof.Waited()
    for _question in waited.for_each(range(3)):
        time.sleep(0.02)  # A process that has little of a processor.
    waited(lambda *_told: time.sleep(0.02), "SELECT 1", (), False, {})
    with pytest.raises(TimeoutError, match="database"):
        next(waited.for_each(range(3)))
