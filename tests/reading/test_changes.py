import datetime as dt
from contextlib import suppress

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk.verbs import Refused, publishing
from profiles.published.diff import Change
from profiles.published.models import Release
from profiles.reading import changes
from profiles.reading.reading import Reading
from tests import factories
from tests.answers import log_entries
from tests.conftest import forget_words
from tests.desk.verbs import test_releases as acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def moved(release, **to):
    """A release as if it had been made at another time."""
    Release._base_manager.filter(pk=release.pk).update(**to)


def entry(moment=None, **only):
    return changes.entries(changes.releases(moment or timezone.now(), **only))[0]


def test_a_changed_text_is_told_from_what_to_what(nepal, publisher):
    factories.published_again(nepal, by=publisher, website="https://example.org")
    assert entry().kind == "changed"
    assert entry().lines == [changes.LogLine("website", "", "https://example.org")]


def test_a_log_is_newest_first_and_names_every_kind(client, nepal, publisher):
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    publishing.withdraw(nepal, by=publisher, reason=("Under correction.", "قيد التصحيح."))
    publishing.publish(nepal, by=publisher)
    kinds = [("again", "Nepal"), ("withdrawn", "Nepal"), ("changed", "Nepal"), ("first", "Nepal")]
    assert log_entries(client) == kinds
    assert log_entries(client, "/members/nepal/changes/") == kinds


def test_of_a_profile_withdrawn_now_only_the_withdrawal_is_told(client, nepal, publisher):
    factories.published_again(nepal, by=publisher, acronym_en="SECRET")
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."))
    response = client.get("/changes/")
    assert log_entries(client) == [("withdrawn", None)]
    assert "Merged." in response.content.decode()
    assert "SECRET" not in response.content.decode()
    assert "Nepal" not in response.content.decode()
    for address in ("/members/nepal/changes/", "/members/nepal/changes/feed/"):
        assert client.get(address).status_code == 410


def test_what_is_scheduled_is_not_told_before_its_moment(client, nepal, publisher):
    nepal.acronym = "LATER"
    nepal.save()
    publishing.schedule(nepal, by=publisher, at=timezone.now() + dt.timedelta(hours=1))
    assert log_entries(client) == [("first", "Nepal")]
    assert "LATER" not in client.get("/changes/feed/").content.decode()
    assert entry(timezone.now() + dt.timedelta(hours=2)).kind == "changed"


def test_an_area_tells_of_those_that_name_it_and_of_those_that_did(client, publisher):
    nepal, india = factories.entity("nepal"), factories.entity("india")
    nepal.areas.add(factories.area("gender"))
    for row in (nepal, india):
        factories.published(row, by=publisher)
    nepal.areas.clear()
    publishing.publish(nepal, by=publisher)
    factories.published_again(nepal, by=publisher, acronym_en="NP")
    assert log_entries(client, "/areas/gender/changes/") == [("changed", "Nepal"), ("first", "Nepal")]
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."))
    assert log_entries(client, "/areas/gender/changes/") == []


def test_formatting_and_pictures_are_told_without_their_code(nepal, publisher):
    factories.published_again(nepal, by=publisher, body_en="<p>Text.</p>")
    factories.published_again(nepal, by=publisher, body_en="<h2>Text.</h2>", logo="0" * 64 + ".png")
    assert sorted(line.where for line in entry().lines) == ["logo", "text, English (formatting only)"]
    assert all(line.bare for line in entry().lines)


@pytest.mark.parametrize("text", [" " * 500, "x" * 500, "\n" * 500, "word " * 100])
def test_what_stayed_is_shortened_whatever_it_is(text):
    assert 150 < len(changes.shorten(text)) < 200


def test_a_paragraph_that_is_hardly_the_same_is_told_as_a_whole():
    before, after = "Stays.\nMinisters met there in spring.", "Stays.\nNothing of this remains, or so it seems."
    assert changes.mark(before, after) == [
        ("same", "Stays.\n"),
        ("gone", "Ministers met there in spring."),
        ("new", "Nothing of this remains, or so it seems."),
    ]


def test_pieces_put_together_are_the_texts():
    before, after = "a b c\nd e f\n" * 30, "a b x\nd e f\n" * 30
    pieces = changes.mark(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_an_arabic_text_says_its_language():
    assert changes.LogLine.of(Change("x", "", "نص")).language == "ar"
    assert changes.LogLine.of(Change("x", "text", "")).direction == "ltr"


def test_a_log_is_filtered_by_days_that_both_count(client, nepal, publisher):
    first, second = Release.objects.get(), factories.published_again(nepal, by=publisher, acronym_en="NP")
    moved(first, live_from=dt.datetime(2024, 12, 31, 21, tzinfo=dt.UTC))
    moved(second, live_from=dt.datetime(2025, 3, 31, 19, 59, tzinfo=dt.UTC))
    # In Dubai it is 1 January by then.
    assert log_entries(client, "/changes/?from=2024&to=2024") == []
    assert log_entries(client, "/changes/?from=2025&to=2025-01-01") == [("first", "Nepal")]
    assert log_entries(client, "/changes/?from=2025-03-31&to=2025-03") == [("changed", "Nepal")]
    assert log_entries(client, "/changes/?from=٢٠٢٥") == [("changed", "Nepal"), ("first", "Nepal")]
    assert client.get("/changes/").context["years"] == list(range(timezone.localdate().year, 2024, -1))


def learn(known, at_once):
    """What is new, so many releases at a time, as who was released when; and what is known then."""
    found, more = [], True
    while more:
        entries, known, more = changes.unknown(Reading.now(), known, at_once)
        found += [(entry.release.entry_uid, entry.release.live_from) for entry, _known in entries]
    return found, known


def releases(publications):
    return {(release.entry_uid, release.live_from) for release in publications}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=acts.steps, at_once=st.integers(1, 4), patience=st.integers(1, 4))
def test_who_asks_now_and_then_learns_of_each_release_once(publisher, steps, at_once, patience):
    """Whatever is done in between; but for what was made and withdrawn in between, which is not told."""
    Release._base_manager.all().delete()
    forget_words()
    with time_machine.travel(acts.START, tick=False) as clock:
        rows = [factories.entity(), factories.entity()]
        found, known = learn(changes.NOTHING, at_once)
        for number, step in enumerate(steps):
            if step[0] == "wait":
                clock.shift(step[2] * acts.HOUR)
            with suppress(Refused):
                acts.take(step, rows, number, publisher)
            clock.shift(dt.timedelta(minutes=1))
            if number % patience == 0:
                new, known = learn(known, at_once)
                found += new
        new, known = learn(known, at_once)
        found += new
        past = Release.objects.past(timezone.now())
        withdrawn = set(past.withdrawn().values_list("entry_uid", flat=True))
        assert len(set(found)) == len(found)
        assert releases(past.exclude(entry_uid__in=withdrawn)) <= set(found) <= releases(past)
        assert releases(Release.objects.live(timezone.now())) | releases(past.withdrawn()) <= set(found)
        assert learn(known, at_once)[0] == []
