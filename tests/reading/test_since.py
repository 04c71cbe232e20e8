"""What became of entries from one moment to another, as who looked at both sees it."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published import stamp
from profiles.reading import since
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(directory):
    """A moment after which things happen."""
    return seen()


def seen():
    moment, stamped = stamp.now()
    return since.Seen(moment, stamped.counter)


def became(first):
    return [(row.release.slug, row.kind) for row in since.since(first, timezone.now()) if row.kind]


def change(slug, publisher, **columns):
    factories.published_again(Entity.objects.get(slug=slug), by=publisher, **columns)


def withdraw(slug, publisher):
    publishing.withdraw(Entity.objects.get(slug=slug), by=publisher, reason=("Merged.", "دُمج."))


def test_nothing_happened(first):
    assert became(first) == []


def test_each_is_told_once_however_often_it_changed(first, publisher):
    for text in ("One.", "Two.", "Three."):
        change("india", publisher, summary_en=text)
    (row,) = since.since(first, timezone.now())
    assert row.kind == "changed"
    assert [vars(line) for line in row.lines()["en"]] == [
        {"where": "summary, English", "before": "A summary.", "after": "Three."}
    ]
    assert row.lines()["ar"][0].where == "الملخص، الإنجليزية"


def test_of_a_long_text_what_changed_is_told_with_what_stands_beside_it(first, publisher):
    long = "All of this stays as it was. " * 40
    change("india", publisher, summary_en=f"{long}It sends. {long}")
    then = seen()
    change("india", publisher, summary_en=f"{long}It receives. {long}")
    (row,) = since.since(then, timezone.now())
    (line,) = row.lines()["en"]
    assert ("It sends." in line.before, "It receives." in line.after, "[…]" in line.before) == (True, True, True)
    assert max(len(line.before), len(line.after)) <= since.BRIEF


def test_of_a_long_text_that_is_another_one_is_told_where(first, publisher):
    change("india", publisher, summary_en="All of this is new, every word. " * 40)
    (row,) = since.since(first, timezone.now())
    assert row.lines()["en"][0].bare


def test_what_was_changed_back_did_not_change(first, publisher):
    change("india", publisher, summary_en="Other.")
    change("india", publisher, summary_en="A summary.")
    assert became(first) == []


def test_what_came_and_went_in_between_was_never_there(first, publisher):
    factories.published(factories.entity("oman"), by=publisher)
    withdraw("oman", publisher)
    assert became(first) == []


def test_each_way_has_its_name(first, publisher):
    change("india", publisher, name_ar="الهند الجديدة", summary_en="Other.")
    change("iom", publisher, summary_en="Other.")
    withdraw("kuwait", publisher)
    factories.published(factories.entity("oman"), by=publisher)
    factories.published(factories.meeting("m1"), by=publisher)
    assert became(first) == [
        ("m1", "first"),
        ("india", "renamed"),
        ("iom", "changed"),
        ("kuwait", "withdrawn"),
        ("oman", "first"),
    ]


def test_what_was_withdrawn_before_is_published_again(directory, publisher):
    withdraw("kuwait", publisher)
    first = seen()
    change("kuwait", publisher, summary_en="Back.")
    assert became(first) == [("kuwait", "again")]


def test_what_is_to_come_is_not_told(first, publisher):
    india = Entity.objects.get(slug="india")
    india.summary_en = "To come."
    india.save()
    publishing.schedule(india, by=publisher, at=timezone.now() + dt.timedelta(hours=1))
    assert became(first) == []
    assert since.tally(first, timezone.now()) == since.Tally(0, 0)


def test_a_long_text_is_told_by_where_it_is_alone(first, publisher):
    change("india", publisher, summary_en="Word " * 100)
    (row,) = since.since(first, timezone.now())
    (line,) = row.lines()["en"]
    assert (line.where, line.bare) == ("summary, English", True)


def test_of_what_was_public_then_it_is_counted_how_much_is_otherwise_by_now(first, publisher):
    change("india", publisher, summary_en="One.")
    change("india", publisher, summary_en="Two.")
    change("iom", publisher, summary_en="Other.")
    withdraw("kuwait", publisher)
    factories.published(factories.entity("oman"), by=publisher)
    assert since.tally(first, timezone.now()) == since.Tally(changed=2, withdrawn=1)


def test_with_a_clock_that_was_set_back_nothing_is_left_out(directory, publisher, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=1), tick=False)
    change("kuwait", publisher, summary_en="In between.")
    first = seen()
    time_machine.shift(-30)
    factories.published(factories.entity("oman"), by=publisher)
    change("india", publisher, summary_en="Other.")
    withdraw("iom", publisher)
    time_machine.shift(60)
    assert became(first) == [("india", "changed"), ("iom", "withdrawn"), ("oman", "first")]
    assert since.tally(first, timezone.now()) == since.Tally(changed=1, withdrawn=1)
