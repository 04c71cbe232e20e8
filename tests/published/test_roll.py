"""The roll: brought up to date it equals the one read anew, whatever was published, scheduled or withdrawn."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk import verbs
from profiles.desk.verbs import publishing, vocabulary
from profiles.published import roll, stamp, vocabularies
from profiles.published.models import Publication, Release
from tests import factories

pytestmark = pytest.mark.django_db


def now(moment=None):
    moment = moment or timezone.now()
    return roll.current(stamp.at(moment))


def said(members, day=None):
    """Everything that a roll says, without the numbers that it keeps facts under."""
    order = members.order("name", "en")
    held = order.day(day or timezone.localdate())
    codes = {key: set(order.primary_keys(bits)) for key, bits in held.possible.items() if bits}
    sure = {key: set(order.primary_keys(bits)) for key, bits in held.certain.items() if bits}
    return order.pks, members.released, codes, sure, {kind: bits for kind, bits in order.stating.items() if bits}


def test_bits_and_members_are_two_ways_to_write_one_thing(publisher):
    for slug in ("c", "a", "b"):
        factories.published(factories.entity(slug), by=publisher)
    order = now().order("name", "en")
    assert [list(order.primary_keys(order.bits(order.pks[i:]))) for i in range(4)] == [order.pks[i:] for i in range(4)]
    assert order.bits([10**9]) == 0
    assert list(order.primary_keys(order.everybody)) == order.pks


def test_an_empty_roll_has_nobody(db):
    order = now().order("name", "en")
    assert (order.pks, order.everybody, list(order.primary_keys(0)), order.bits([1])) == ([], 0, [], 0)


def test_nothing_is_read_while_the_stamp_stands(publisher, django_assert_num_queries):
    factories.published(by=publisher)
    found = stamp.at(timezone.now())
    first = roll.current(found)
    with django_assert_num_queries(0):
        assert roll.current(found) is first


def test_a_publication_costs_the_same_few_queries_however_many_are_live(publisher, django_assert_num_queries):
    for _ in range(3):
        factories.published(by=publisher)
    now()
    factories.published(by=publisher)
    moment = timezone.now()
    found = stamp.at(moment)
    vocabularies.current(found)
    with django_assert_num_queries(3):
        roll.current(found)


def test_a_word_that_is_renamed_leaves_the_orders_as_they_are(publisher):
    factories.published(by=publisher)
    order = now().order("name", "en")
    vocabulary.change(factories.renamed(factories.area()), by=publisher)
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
            assert said(roll.current(found)) == said(roll.read(moment, found))
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


def test_a_request_that_began_before_a_publication_costs_nobody_a_reading(publisher, django_assert_num_queries):
    factories.published(by=publisher)
    found = stamp.at(timezone.now())
    slow = roll.current(found)
    factories.published(by=publisher)
    newer = now()
    later = stamp.at(timezone.now())
    with django_assert_num_queries(0):
        assert roll.current(found) is slow
        assert roll.current(later) is newer


@pytest.mark.parametrize("writes", [0, 1])
def test_nothing_is_reused_of_a_database_that_another_was_put_in_place_of(publisher, writes):
    """Its counter and its latest release may be the same, or further on; what it says is something else."""
    factories.published(by=publisher)
    _moment, found = stamp.now()
    before = roll.current(found._replace(source="the database"))
    assert len(before.order("name", "en").pks) == 1
    Release._base_manager.all().delete()
    after = roll.current(found._replace(source="another", counter=found.counter + writes))
    assert (after.live, after.order("name", "en").pks) == ({}, [])


def test_only_the_last_two_rolls_are_kept(publisher):
    factories.published(by=publisher)
    _moment, found = stamp.now()
    first = roll.current(found)
    factories.published(by=publisher)
    now()
    assert roll.current(found) is first
    factories.published(by=publisher)
    now()
    assert roll.current(found) is not first


def test_what_was_replaced_leaves_the_roll_with_its_rows(publisher):
    publishing.withdraw(factories.published(by=publisher), by=publisher, reason=("Gone.", "ذهب."))
    row = factories.published(by=publisher)
    now()
    factories.published_again(row, by=publisher, summary_en="New.")
    members = now()
    assert set(members.rows) == set(members.released) == {Publication.objects.latest("pk").pk}


def test_a_roll_knows_no_facts_but_those_of_its_rows(publisher):
    row = factories.entity(start="2008")
    factories.published(row, by=publisher)
    row.memberships.update(start="2009")
    factories.published(row, by=publisher)
    moment, found = stamp.now()
    members = roll.read(moment, found)
    assert {number for entry in members.rows.values() for number in entry.facts} == set(members.facts.values())


def test_rows_are_read_however_many_are_asked_for(publisher):
    factories.published(by=publisher)
    last = Publication.objects.get().pk
    assert set(roll.rows_of([*range(last + 1, last + 501), last], {})) == {last}


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_release_around_the_moment_of_the_roll_is_taken_up_though_a_later_written_one_is_known(publisher, seconds):
    """It was written before, and was not there to be seen or had not come."""
    first, second = (factories.published(by=publisher) for _ in range(2))
    moment, found = stamp.now()
    members = roll.read(moment, found)
    del members.live[first.uid]
    Release._base_manager.filter(entry_uid=second.uid).update(live_from=moment - dt.timedelta(days=1))
    Release._base_manager.filter(entry_uid=first.uid).update(live_from=moment + dt.timedelta(seconds=seconds))
    later = roll.advance(members, moment + dt.timedelta(hours=1), found)
    assert set(later.live) == {first.uid, second.uid}


def test_a_merged_word_is_held_as_the_other_by_each_once_until_that_is_undone(publisher):
    both, one = factories.entity("both"), factories.entity("one")
    both.areas.add(factories.area("old"), factories.area("new"))
    one.areas.add(factories.area("old"))
    for entity in (both, one):
        factories.published(entity, by=publisher)

    def held():
        order = now().order("name", "en")
        found = order.day(dt.date(2026, 5, 4)).certain
        return {code: bits.bit_count() for (kind, code), bits in found.items() if kind == "area"}

    assert held() == {"old": 2, "new": 1}
    vocabulary.merge(factories.area("old"), factories.area("new"), by=publisher)
    assert held() == {"new": 2}
    assert len(now().order("name", "en").latest("area", "new", 9)) == 2
    factories.published_again(one, by=publisher, summary_en="Other.")
    assert held() == {"new": 2}
    vocabulary.undo_merging(factories.area("old"), by=publisher)
    assert held() == {"old": 1, "new": 2}


def test_who_publishes_prose_stays_in_its_place_without_sorting(publisher):
    nepal = [factories.published(factories.entity(slug), by=publisher) for slug in ("oman", "nepal", "india")][1]
    before = now().order("name", "en").pks
    new = factories.published_again(nepal, by=publisher, summary_en="Another summary.").publication_id
    found = now().orders["name", "en"].pks
    assert (len(found), [pk for pk in found if pk not in before], found.index(new)) == (3, [new], 1)
    roll.forget()
    assert now().order("name", "en").pks == found


def test_among_those_of_one_name_whoever_publishes_is_sorted_anew(publisher):
    oman, _nepal = [
        factories.published(factories.entity(slug, name_en="Alike"), by=publisher) for slug in ("oman", "nepal")
    ]
    assert now().order("name", "en")
    factories.published_again(oman, by=publisher, summary_en="Another summary.")
    found = now().order("name", "en").pks
    roll.forget()
    assert now().order("name", "en").pks == found


def test_a_fact_that_is_new_is_in_the_order(publisher):
    oman = factories.published(factories.entity("oman"), by=publisher)
    assert now().order("name", "en")
    factories.role_term(oman, "chair", "2012")
    factories.published_again(oman, by=publisher)
    order, day = now().order("name", "en"), dt.date(2020, 1, 1)
    assert order.certain_on("role", "chair", [day]) == {day: order.pks}
