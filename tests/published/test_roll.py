"""The roll: brought up to date it equals the one read anew, whatever was published, scheduled or withdrawn."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk import verbs
from profiles.desk.verbs import publishing, vocabulary
from profiles.published import roll, search, stamp
from profiles.published.models import Release, ThematicArea
from profiles.reading import facts
from profiles.reading.facts import GroupKey
from profiles.reading.listings import Listing
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def now(moment=None):
    moment = moment or timezone.now()
    return roll.current(moment, stamp.at(moment))


def said(members, day=None):
    """Everything that a roll says, without the numbers that it keeps facts under."""
    order = members.order("name", "en")
    held = order.day(day or timezone.localdate())
    codes = {key: set(order.chosen(bits)) for key, bits in held.possible.items() if bits}
    sure = {key: set(order.chosen(bits)) for key, bits in held.certain.items() if bits}
    return order.pks, members.released, codes, sure, {kind: bits for kind, bits in order.stating.items() if bits}


def test_bits_and_members_are_two_ways_to_write_one_thing(publisher):
    for slug in ("c", "a", "b"):
        factories.published(factories.entity(slug), by=publisher)
    order = now().order("name", "en")
    assert [list(order.chosen(order.bits(order.pks[i:]))) for i in range(4)] == [order.pks[i:] for i in range(4)]
    assert order.bits([10**9]) == 0
    assert list(order.chosen(order.everybody)) == order.pks


def test_an_empty_roll_has_nobody(db):
    order = now().order("name", "en")
    assert (order.pks, order.everybody, list(order.chosen(0)), order.bits([1])) == ([], 0, [], 0)


def test_nothing_is_read_while_the_stamp_stands(publisher, django_assert_num_queries):
    factories.published(by=publisher)
    found = stamp.at(timezone.now())
    first = roll.current(timezone.now(), found)
    with django_assert_num_queries(0):
        assert roll.current(timezone.now(), found) is first


def test_a_publication_costs_the_same_few_queries_however_many_are_live(publisher, django_assert_num_queries):
    for _ in range(3):
        factories.published(by=publisher)
    now()
    factories.published(by=publisher)
    moment = timezone.now()
    found = stamp.at(moment)
    with django_assert_num_queries(3):
        roll.current(moment, found)


def test_a_word_that_is_renamed_leaves_the_orders_as_they_are(publisher):
    factories.published(by=publisher)
    order = now().order("name", "en")
    vocabulary.change(factories.area(), by=publisher)
    assert now().order("name", "en") is order


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "rename", "schedule", "withdraw", "cancel", "wait", "look"]), st.integers(0, 2)
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_was_brought_up_to_date_equals_what_is_read_anew(db, time_machine, steps):
    from django.db import transaction

    roll.forget()
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    with transaction.atomic():
        by = factories.person("publisher", "Publishers")
        entities = [factories.entity() for _ in range(3)]
        moment = start
        for number, (verb, index) in enumerate(steps, 1):
            entity = entities[index]
            moment += dt.timedelta(seconds=1)
            time_machine.move_to(moment, tick=False)
            try:
                with transaction.atomic():
                    step(verb, entity, by, moment, number)
            except verbs.Refused:
                pass
            if verb == "wait":
                moment += dt.timedelta(minutes=5)
                time_machine.move_to(moment, tick=False)
            found = stamp.at(moment)
            assert said(roll.current(moment, found)) == said(roll.read(moment, found))
        transaction.set_rollback(True)
    roll.forget()


def step(verb, entity, by, moment, number):
    if verb in ("publish", "schedule"):
        entity.summary_en = f"Summary {number}."
        entity.save()
        if number % 3 == 0:
            entity.areas.add(factories.area(f"area-{number}"))
    if verb == "rename":
        entity.name_en = f"{'ZAM'[number % 3]} {number}"
        entity.save()
    if verb in ("publish", "rename"):
        publishing.publish(entity, by=by, override="Alone.")
    if verb == "schedule":
        publishing.schedule(entity, by=by, at=moment + dt.timedelta(minutes=3), override="Alone.")
    if verb == "withdraw":
        publishing.withdraw(entity, by=by, reason=("Gone.", "ذهب."))
    if verb == "cancel":
        for release in Release.objects.of(entity).future(moment):
            publishing.cancel(release, by=by)


def test_a_clock_that_goes_back_shows_what_was_live_then(publisher):
    entity = factories.published(by=publisher)
    entity.summary_en = "New."
    entity.save()
    publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(hours=1))
    before, later = timezone.now(), timezone.now() + dt.timedelta(hours=2)
    first = now(before).order("name", "en").pks
    assert now(later).order("name", "en").pks != first
    assert now(before).order("name", "en").pks == first


@pytest.mark.parametrize("day", [dt.date(2007, 6, 1), dt.date(2012, 4, 18), dt.date(2016, 1, 1), dt.date(2026, 1, 1)])
def test_on_any_day_the_bits_say_what_the_profiles_say(publisher, day):

    for slug, start, columns in (
        ("a", "2008", {}),
        ("b", "2012", {"end": "2016"}),
        ("c", "", {}),
        ("d", "2007", {"certainty": "disputed"}),
        ("e", "2012-04", {"start_qualifier": "at_latest"}),
    ):
        entity = factories.entity(slug, type=None)
        factories.membership(entity, "sending", start, **columns)
        factories.published(entity, by=publisher)
    members = now()
    order = members.order("name", "en")
    found = Listing(members, order, [(GroupKey(), order.everybody)])
    profiles = facts.profiles(found, Reading.now().on(day))
    key = ("type", "sending")
    for held, bits in (("certain", order.day(day).certain), ("possible", order.day(day).possible)):
        said = {row.publication.pk for row in profiles if row.membership and row.membership.held in ("certain", held)}
        assert set(order.chosen(bits.get(key, 0))) == said


@pytest.mark.parametrize(
    ("day", "former"),
    [("2007-06-01", []), ("2010-06-01", ["gap"]), ("2013-06-01", ["left"]), ("2026-06-01", ["left"])],
)
def test_who_was_something_and_is_nothing_on_the_day_is_former(client, publisher, day, former):
    """The filter, the groups of the list and the API say the same."""
    for slug, periods in (
        ("left", [("2008", "2012-04-19", {})]),
        ("gap", [("2008", "2010-01-01", {}), ("2012-01-01", "", {})]),
        ("perhaps", [("2008", "2011", {"end_qualifier": "at_earliest"})]),
        ("later", [("2025-01-01", "", {})]),
    ):
        entity = factories.entity(slug, type=None)
        for start, end, columns in periods:
            factories.membership(entity, "sending", start, end=end, **columns)
        factories.published(entity, by=publisher)
    listed = client.get(f"/members/?on={day}&standing=former").context["groups"]
    assert [row["slug"] for group in listed for row in group.rows] == former
    assert {group.held for group in listed} <= {"former"}
    everybody = client.get(f"/api/v1/members/?on={day}").json()["members"]
    assert [row["slug"] for row in everybody if row["standing"] == "former"] == former


def test_every_index_that_a_search_needs_is_used(publisher):
    """A table that Django remakes loses its triggers: then nothing would be found any more."""
    factories.published(factories.entity("india"), by=publisher)
    sql, query = {"sqlite": search_sql("fts5"), "postgresql": search_sql("tsquery")}[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", [query])
        plan = str(cursor.fetchall())
    assert "VIRTUAL TABLE INDEX" in plan or "published_search" in plan, plan


def search_sql(name):

    return getattr(search, name)([["india"]], "search_names", False)


def test_areas_that_nobody_states_can_be_asked_for(client, publisher):
    with_area = factories.entity("with-area")
    with_area.areas.add(factories.area())
    factories.published(with_area, by=publisher)
    factories.published(factories.entity("without"), by=publisher)
    assert ThematicArea.objects.count() == 1
    response = client.get("/members/?area=not-stated")
    assert [row["slug"] for group in response.context["groups"] for row in group.rows] == ["without"]


def test_a_request_that_began_before_a_publication_costs_nobody_a_reading(publisher, django_assert_num_queries):
    factories.published(by=publisher)
    moment, found = timezone.now(), stamp.at(timezone.now())
    slow = roll.current(moment, found)
    factories.published(by=publisher)
    newer = now()
    later = stamp.at(timezone.now())
    with django_assert_num_queries(0):
        assert roll.current(moment, found) is slow
        assert roll.current(timezone.now(), later) is newer
