"""Whatever is done to the trail past the portal is found, with its place."""

import re

import pytest
from django.db import connection

from profiles.desk import chaining, verifying
from profiles.desk.models import Event
from profiles.desk.verbs import datareleases, log
from profiles.published import chain
from profiles.published.models import Head, Link, Publication, Release
from tests import factories

pytestmark = pytest.mark.django_db


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults() -> list[str]:
    """Without keys, moments and digests."""
    found = [re.sub(r" \([^()]*UTC\)|[0-9a-f]{64}", "", sentence) for sentence in verifying.faults()]
    return [re.sub(r"(Event|Release|Publication) \d+", r"\1", sentence) for sentence in found]


@pytest.fixture
def rows(publisher):
    """Five events, two of them of releases; chained."""
    for slug in ("one", "two"):
        factories.published(factories.entity(slug), by=publisher)
    for number in range(3):
        log(Event.Verb.ACCOUNT, publisher, None, "Words.", subject=f"event {number}")
    chaining.take_up()
    assert faults() == []
    return list(Event.objects.order_by("pk"))


ALTERED = "was altered: it does not say what was chained."


@pytest.mark.parametrize("column", ["message = 'x'", "subject = 'y'", "actor_id = NULL", "at = '2020-01-01 00:00:00Z'"])
def test_an_event_that_was_altered(rows, column):
    sql(f"UPDATE profiles_event SET {column} WHERE id = %s", rows[1].pk)  # noqa: S608
    assert faults() == [f"Event, no. 2 of the chain, {ALTERED}"]


def test_it_is_said_which_event_and_when_it_was(rows):
    sql("UPDATE profiles_event SET message = 'x' WHERE id = %s", rows[1].pk)
    (sentence,) = verifying.faults()
    assert sentence.startswith(f"Event {rows[1].pk} (publish, {rows[1].at:%Y-%m-%d %H:%M:%S} UTC), no. 2 ")


def test_an_event_that_was_taken_out_in_the_middle_and_at_the_end(rows):
    for row in (rows[2], rows[4]):
        sql("DELETE FROM profiles_event WHERE id = %s", row.pk)
    assert faults() == [f"Event, no. {number} of the chain, was taken out." for number in (3, 5)]


def test_an_event_that_was_taken_out_with_its_link(rows):
    for row in (rows[2], rows[4]):
        sql("DELETE FROM profiles_event WHERE id = %s", row.pk)
        sql("DELETE FROM published_link WHERE chain = 'events' AND row = %s", row.pk)
    assert faults() == [
        "Event, no. 4 of the chain, follows no. 2 of the chain: what was between is missing.",
        "The chain of events ends at no. 4, and should at no. 5 ().",
    ]


def test_events_that_were_swapped(rows):
    first, second = rows[3].subject, rows[4].subject
    sql("UPDATE profiles_event SET subject = %s WHERE id = %s", second, rows[3].pk)
    sql("UPDATE profiles_event SET subject = %s WHERE id = %s", first, rows[4].pk)
    assert faults() == [f"Event, no. {number} of the chain, {ALTERED}" for number in (4, 5)]


def test_links_that_were_swapped(rows):
    for number, other in ((4, 90), (5, 4), (90, 5)):
        sql("UPDATE published_link SET number = %s WHERE chain = 'events' AND number = %s", other, number)
    broken = "does not follow the link before it: one of the two was altered or put in."
    other = "has another digest than what its link says: the link was altered."
    assert faults()[:4] == [
        f"Event, no. {number} of the chain, {what}" for number in (4, 5) for what in (broken, other)
    ]


def test_an_event_that_was_put_in(rows):
    sql(
        "INSERT INTO profiles_event (verb, subject, at, message, details)"
        " VALUES ('publish', 'one', '2020-01-01 00:00:00Z', '', '{}')"
    )
    (sentence,) = faults()
    assert sentence.startswith("Event is not in the chain: it was put in by hand")


def test_one_that_is_dated_to_come_is_found_and_one_of_just_now_is_about_to_be_chained(rows):
    log(Event.Verb.ACCOUNT, None, None, "", subject="just now")
    assert faults() == []
    sql("UPDATE profiles_event SET at = '2090-01-01 00:00:00Z' WHERE subject = 'just now'")
    assert len(faults()) == 1


def test_an_event_that_was_altered_with_its_link_and_all_that_follow_is_found_by_a_release_of_the_data(rows):
    release = datareleases.release(by=None)
    chaining.take_up()
    assert release.heads["events"]["number"] == 5
    sql("UPDATE profiles_event SET message = 'x' WHERE id = %s", rows[1].pk)
    sql("DELETE FROM published_link WHERE chain = 'events'")
    Head.objects.filter(pk="events").delete()
    chaining.take_up()
    assert faults() == [
        f"Release of the data ({release.name}) names  as no. 5 of the chain of events, which does not stand there: "
        "the chain was made anew."
    ]


def test_a_release_that_was_altered_or_taken_out(rows):
    first, second = Release.objects.order_by("pk")
    sql("UPDATE published_release SET public_note_en = 'x' WHERE id = %s", first.pk)
    sql("UPDATE profiles_proposal SET release_id = NULL")
    sql("DELETE FROM published_release WHERE id = %s", second.pk)
    assert faults() == [
        f"Release, no. 1 of the chain, {ALTERED}",
        "Release, no. 2 of the chain, was taken out.",
    ]


def test_a_release_whose_end_was_altered(rows):
    sql("UPDATE published_release SET live_until = '2090-01-01 00:00:00Z' WHERE slug = 'one'")
    assert faults() == [
        "Release lasts until 2090-01-01 00:00:00+00:00, and should until further notice.",
    ]


def test_a_release_that_was_put_in_its_end_too(rows):
    one = Release.objects.get(slug="one")
    copy = {"entry_uid": one.entry_uid, "kind": one.kind, "slug": "one", "publication": one.publication}
    Release(live_from=one.live_from.replace(year=2020), live_until=one.live_from, **copy).save()
    (sentence,) = faults()
    assert sentence.startswith("Release is not in the chain")


def test_a_publication_that_was_altered(rows):
    one = Publication.objects.get(slug="one")
    sql("UPDATE published_publication SET document = %s WHERE id = %s", one.document + " ", one.pk)
    assert faults() == ["Publication (one, version 1) was altered: its document is not that of its digest."]


def test_a_publication_that_was_altered_with_its_digest(rows):
    one = Publication.objects.get(slug="one")
    text = one.document.replace('"slug":"one"', '"slug":"uno"')
    digest = verifying.documents.digest(text)
    sql("UPDATE published_publication SET document = %s, digest = %s WHERE id = %s", text, digest, one.pk)
    assert faults() == [
        f"Release, no. 1 of the chain, {ALTERED}",
        "Publication (one, version 1) says another thing than the digest of what it says.",
        "Publication (one, version 1) is not listed under the name and address that its document says.",
    ]


def test_a_fact_that_is_counted_otherwise(rows):
    sql("UPDATE published_facet SET code = 'x' WHERE kind = 'type'")
    assert faults() == [
        f"Publication ({slug}, version 1) is counted by other facts than its document says." for slug in ("one", "two")
    ]


def test_a_link_that_was_altered(rows):
    said = chain.digest({})
    sql("UPDATE published_link SET said = %s WHERE chain = 'events' AND number = 5", said)
    assert faults() == [
        "Event, no. 5 of the chain, has another digest than what its link says: the link was altered.",
        f"Event, no. 5 of the chain, {ALTERED}",
    ]


@pytest.mark.parametrize("number", [1, 40])
def test_it_costs_as_many_queries_however_much_is_in_a_batch(rows, django_assert_num_queries, number):
    chaining.chain_events([log(Event.Verb.ACCOUNT, None, None, "", subject="x").pk for _ in range(number)])
    with django_assert_num_queries(17):
        assert list(verifying.faults()) == []
    assert Link.objects.filter(chain="events").count() == 5 + number
