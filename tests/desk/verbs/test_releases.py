"""What holds of releases whatever is done to them, in any order, by two at once."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from profiles.desk import verbs
from profiles.desk.models import Entity
from profiles.desk.verbs import publishing, releases
from profiles.published.models import Publication, Release
from tests import factories

HOUR = dt.timedelta(hours=1)
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

VERBS = ["publish", "schedule", "withdraw", "expire", "cancel", "move", "bundle", "bundle now", "wait"]

steps = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(1, 6)),
    max_size=14,
)


def take(step, rows, number, by):
    """One step, of one of two profiles, so many hours ahead (or that one in its line of releases to come); refused
    ones change nothing."""
    verb, which, hours = step
    entity, at = rows[which], timezone.now() + hours * HOUR
    for row in rows if verb.startswith("bundle") else [entity]:
        row.summary_en = f"Text {number}."
        row.save()
    future = list(Release.objects.of(entity).future(timezone.now()).order_by("live_from"))
    if verb == "publish":
        publishing.publish(entity, by=by)
    elif verb == "schedule":
        publishing.schedule(entity, by=by, at=at)
    elif verb == "withdraw":
        publishing.withdraw(entity, by=by, reason=("a", "b"))
    elif verb == "expire":
        publishing.withdraw(entity, by=by, reason=("a", "b"), at=at)
    elif verb == "bundle":
        publishing.publish_bundle(rows, by=by, at=at)
    elif verb == "bundle now":
        publishing.publish_bundle(rows, by=by)
    elif verb == "cancel" and future:
        publishing.cancel(future[(hours - 1) % len(future)], by=by)
    elif verb == "move" and future:
        publishing.move(future[0], by=by, at=at)


def assert_whole(rows):
    for row in rows:
        line = list(Release.objects.of(row).order_by("live_from"))
        following = [release.live_from for release in line[1:]]
        assert [release.live_until for release in line] == [*following, None][: len(line)]
        assert not line or line[0].publication_id, "the first release is a withdrawal of nothing"
        for moment in (timezone.now(), *(release.live_from for release in line)):
            assert Publication.objects.of(row).live(moment).count() <= 1
    moments = {}
    for release in Release.objects.exclude(bundle=None):
        moments.setdefault(release.bundle, set()).add(release.live_from)
    assert all(len(found) == 1 for found in moments.values())


RULES = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.django_db
@settings(max_examples=15, **RULES)
@example(steps=[("publish", 0, 1), ("schedule", 0, 3), ("cancel", 0, 1)])
@example(steps=[("publish", 0, 1), ("schedule", 0, 3), ("schedule", 0, 5), ("cancel", 0, 1)])
@example(steps=[("publish", 0, 1), ("schedule", 0, 3), ("schedule", 0, 5), ("cancel", 0, 2)])
@example(steps=[("bundle now", 0, 1), ("bundle", 0, 3), ("expire", 1, 5), ("cancel", 0, 1)])
@example(steps=[("publish", 0, 1), ("schedule", 0, 3), ("expire", 0, 5), ("move", 0, 4)])
@example(steps=[("schedule", 0, 3), ("expire", 0, 5), ("cancel", 0, 1)])
@example(steps=[("schedule", 0, 3), ("expire", 0, 5), ("move", 0, 6)])
@example(steps=[("bundle", 0, 3), ("expire", 1, 5), ("cancel", 0, 1)])
@example(steps=[("bundle", 0, 3), ("expire", 1, 5), ("move", 0, 6)])
@example(steps=[("publish", 0, 1), ("bundle", 0, 3), ("expire", 1, 5), ("withdraw", 0, 1)])
@example(steps=[("publish", 0, 1), ("bundle", 0, 3), ("bundle", 0, 4), ("expire", 1, 5), ("withdraw", 0, 1)])
@given(steps=steps)
def test_any_sequence_of_verbs_leaves_one_unbroken_line_of_releases(publisher, time_machine, steps):
    take_all(steps, publisher, time_machine)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=100, **RULES)
@given(steps=steps)
def test_any_other_sequence_of_verbs_leaves_one_unbroken_line_of_releases(publisher, time_machine, steps):
    take_all(steps, publisher, time_machine)


def take_all(steps, publisher, time_machine):
    """Step by step, some time apart; what is refused changes nothing."""
    time_machine.move_to(START, tick=False)
    rows = [factories.entity(), factories.entity()]
    now = START
    for number, step in enumerate(steps):
        before = state(rows)
        try:
            take(step, rows, number, publisher)
        except verbs.Refused:
            assert state(rows) == before
        assert_whole(rows)
        now += step[2] * HOUR if step[0] == "wait" else HOUR / 7
        time_machine.move_to(now, tick=False)
        assert_whole(rows)


def state(rows):
    return list(Release.objects.filter(entry_uid__in=[row.uid for row in rows]).order_by("pk").values())


@pytest.mark.django_db
def test_what_is_published_twice_at_one_moment_follows_one_tick_later(publisher, time_machine):
    time_machine.move_to(START, tick=False)
    entity = factories.published(by=publisher)
    factories.published_again(entity, by=publisher, summary_en="New.")
    assert list(Release.objects.of(entity).order_by("pk").values_list("live_from", "live_until")) == [
        (START, START + releases.TICK),
        (START + releases.TICK, None),
    ]


@pytest.mark.django_db
def test_what_is_published_a_while_later_is_live_from_that_moment(publisher, time_machine):
    time_machine.move_to(START, tick=False)
    entity = factories.published(by=publisher)
    time_machine.move_to(START + HOUR, tick=False)
    assert factories.published_again(entity, by=publisher, summary_en="New.").live_from == START + HOUR


@pytest.mark.django_db
def test_two_releases_of_a_profile_are_not_set_for_one_moment_but_those_of_two_are(publisher):
    at = timezone.now() + HOUR
    one, other = (publishing.schedule(factories.entity(), by=publisher, at=at + hours * HOUR) for hours in (0, 1))
    row = Entity.objects.get(uid=one.entry_uid)
    row.summary_en = "New."
    row.save()
    with pytest.raises(verbs.Refused, match="set for that very moment"):
        publishing.schedule(row, by=publisher, at=at)
    publishing.move(other, by=publisher, at=at)
    assert list(Release.objects.values_list("live_from", flat=True)) == [at, at]


@pytest.mark.django_db
def test_a_release_whose_moment_has_come_or_that_is_gone_is_neither_cancelled_nor_moved(publisher, time_machine):
    time_machine.move_to(START, tick=False)
    come, gone = (publishing.schedule(factories.entity(), by=publisher, at=START + HOUR) for _ in range(2))
    publishing.cancel(gone, by=publisher)
    time_machine.move_to(START + HOUR, tick=False)
    for release in (come, gone):
        for act in (
            lambda release=release: publishing.cancel(release, by=publisher),
            lambda release=release: publishing.move(release, by=publisher, at=START + 2 * HOUR),
        ):
            with pytest.raises(verbs.Refused, match="Only a release that lies in the future"):
                act()
    assert Release.objects.get().live_from == START + HOUR


@pytest.mark.django_db
def test_cancelling_one_of_several_leaves_the_others_of_a_profile_and_those_of_others(publisher):
    entity, at = factories.entity(), timezone.now() + HOUR
    first = publishing.schedule(entity, by=publisher, at=at)
    entity.summary_en = "New."
    entity.save()
    second = publishing.schedule(entity, by=publisher, at=at + HOUR)
    other = publishing.schedule(factories.entity(), by=publisher, at=at)
    publishing.cancel(first, by=publisher)
    assert set(Release.objects.values_list("pk", "live_until")) == {(second.pk, None), (other.pk, None)}


def at_once(*acts):
    """Run acts in threads of their own connections; the errors that were not refusals."""
    errors, gate = [], threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
        except verbs.Refused:
            pass
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_line_of_versions(publisher):
    entity = factories.entity()
    for number in range(15):
        Entity.objects.filter(pk=entity.pk).update(summary_en=f"Text {number}.")
        errors = at_once(
            lambda: publishing.publish(entity, by=publisher),
            lambda: publishing.publish(entity, by=publisher),
            lambda: publishing.withdraw(entity, by=publisher, reason=("a", "b")),
        )
        assert errors == []
        assert_whole([entity])
    numbers = list(Publication.objects.of(entity).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_cancel_and_move_at_once_leave_one_outcome(publisher):
    entity = factories.published(by=publisher)
    for number in range(10):
        Entity.objects.filter(pk=entity.pk).update(summary_en=f"Text {number}.")
        release = publishing.schedule(entity, by=publisher, at=timezone.now() + HOUR)
        errors = at_once(
            lambda release=release: publishing.cancel(release, by=publisher),
            lambda release=release: publishing.move(release, by=publisher, at=timezone.now() + 2 * HOUR),
        )
        assert errors == []
        assert_whole([entity])
        for left in Release.objects.future(timezone.now()):
            publishing.cancel(left, by=publisher)
