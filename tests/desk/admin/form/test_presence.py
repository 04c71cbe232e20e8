"""Who else has the form open: who counts, who is told, for how long, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from profiles.desk.admin.form import presence
from profiles.desk.models import Assignment, Presence
from profiles.desk.verbs import savedcopies
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 30, 10, 5, tzinfo=dt.UTC)  # 14:05 in the zone of the portal
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def clock(entity, focal, editor, time_machine):
    """A clock that stands at 14:05 until a test moves it, when everybody is there."""
    time_machine.move_to(AT, tick=False)
    return lambda moment: time_machine.move_to(moment, tick=False)


def sign(client, entity, person):
    """What somebody is told who has the form open."""
    client.force_login(person)
    return client.post(url("present", entity.pk)).json()["others"]


def test_each_reads_of_the_others_and_not_of_themselves(client, clock, entity, focal, editor):
    assert sign(client, entity, focal) == []
    clock(AT + MINUTE)
    assert sign(client, entity, editor) == [f"{focal} has had this open since 14:05."]
    assert sign(client, entity, focal) == ["editor has had this open since 14:06."]


def test_of_another_entry_nobody_is_told(client, clock, entity, focal, editor):
    sign(client, entity, focal)
    assert sign(client, factories.entity("kuwait"), editor) == []


def test_it_says_when_they_last_saved_it_meanwhile(client, clock, entity, focal, editor):
    savedcopies.save(entity, by=editor)
    clock(AT + MINUTE)
    sign(client, entity, editor)
    assert sign(client, entity, focal) == ["editor has had this open since 14:06."]
    for number in (1, 2):
        clock(AT + MINUTE + number * 20 * SECOND)
        entity.summary_en = f"Newer {number}."
        entity.save()
        savedcopies.save(entity, by=editor)
    clock(AT + 2 * MINUTE)
    sign(client, entity, editor)
    entity.summary_en = "Mine."
    entity.save()
    savedcopies.save(entity, by=focal)
    assert sign(client, entity, focal) == ["editor has had this open since 14:06, and last saved at 14:06."]


def test_who_gives_no_sign_for_a_minute_and_a_half_is_forgotten(client, clock, entity, focal, editor):
    sign(client, entity, focal)
    clock(AT + 89 * SECOND)
    assert len(sign(client, entity, editor)) == 1
    clock(AT + 90 * SECOND)
    assert sign(client, entity, editor) == []


def test_who_comes_back_after_that_has_opened_it_then(client, clock, entity, focal, editor):
    sign(client, entity, focal)
    clock(AT + 5 * MINUTE)
    sign(client, entity, focal)
    assert sign(client, entity, editor) == [f"{focal} has had this open since 14:10."]


def test_a_sign_is_stored_at_most_twice_a_minute(client, clock, entity, focal):
    stored = []
    for second in range(0, 91, 10):
        clock(AT + second * SECOND)
        sign(client, entity, focal)
        row = Presence.objects.get()
        stored.append((row.seen_at - AT).seconds)
        assert row.opened_at == AT
    assert sorted(set(stored)) == [0, 30, 60, 90]


def test_whoever_comes_sweeps_away_who_has_gone(client, clock, entity, focal, editor):
    sign(client, entity, focal)
    clock(AT + 5 * MINUTE)
    sign(client, factories.entity("kuwait"), editor)
    assert [row.person for row in Presence.objects.all()] == [editor]


def test_yesterday_is_said_with_its_day(clock):
    assert presence.clock(AT) == "14:05"
    assert presence.clock(AT - dt.timedelta(days=1)) == "2026-11-29 14:05"


def test_a_name_stays_whole_among_arabic_words(clock, entity, focal, editor):
    presence.note(entity, focal, AT)
    with translation.override("ar"):
        (sentence,) = presence.sentences(entity, editor, AT)
    assert f"\u2068{focal}\u2069" in sentence


@pytest.mark.parametrize("who", ["administrator", "other", "stranger", "ended"])
def test_who_may_not_edit_neither_counts_nor_is_told(client, clock, entity, focal, administrator, who):
    sign(client, entity, focal)
    people = {
        "administrator": administrator,
        "other": factories.focal_point("other", factories.entity("kuwait")),
        "stranger": factories.person("stranger"),
        "ended": factories.focal_point("ended", entity),
    }
    Assignment.objects.filter(user=people["ended"]).delete()
    client.force_login(people[who])
    response = client.post(url("present", entity.pk))
    assert response.status_code in (302, 403, 404)
    assert str(focal) not in response.content.decode()
    assert Presence.objects.count() == 1


def test_a_form_gives_signs_only_of_who_may_edit_and_looking_writes_nothing(client, entity, focal, administrator):
    pages = {}
    for person in (focal, administrator):
        client.force_login(person)
        pages[person.username] = client.get(url("change", entity.pk)).content.decode()
    assert f'data-address="{url("present", entity.pk)}"' in pages[focal.username]
    assert url("present", entity.pk) not in pages[administrator.username]
    assert not Presence.objects.exists()


@pytest.mark.parametrize("number", [1, 4])
def test_a_sign_costs_a_fixed_number_of_queries(clock, entity, focal, number, django_assert_num_queries):
    for place in range(number):
        presence.note(entity, factories.person(f"editor{place}", "Editors"), AT)
    presence.note(entity, focal, AT)
    with django_assert_num_queries(3):
        presence.note(entity, focal, AT)
        assert len(presence.sentences(entity, focal, AT)) == number


def test_one_statement_stores_a_sign(clock, entity, focal):
    presence.note(entity, focal, AT)
    with CaptureQueriesContext(connection) as captured:
        presence.note(entity, focal, AT + 31 * SECOND)
    assert [
        query["sql"].split()[0] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ] == ["INSERT"]
