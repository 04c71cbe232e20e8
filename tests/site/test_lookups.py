import datetime as dt

import pytest
from django.http import Http404
from django.urls import resolve
from django.utils import timezone

from profiles.desk.verbs import publishing, vocabulary
from profiles.published import stamp
from profiles.reading.reading import Reading
from profiles.site.lookups import (
    Moved,
    Withdrawn,
    live_publication,
    look_for_merged,
    past_publication,
    successor_of,
    word,
)
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


@pytest.fixture
def second(nepal, publisher):
    """The release of its second version."""
    return factories.published_again(nepal, by=publisher, summary_en="Second.")


def at(moment):
    return Reading.at(moment, stamp.at(moment))


def withdrawn(entity, publisher, **columns):
    return publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."), **columns)


# ── What is public ────────


def test_what_is_public_says_since_when(second):
    found = live_publication(Reading.now(), "nepal")
    assert (found.number, found.released) == (2, second.live_from)


def test_it_is_what_was_public_at_the_moment(nepal, second):
    found = live_publication(at(second.live_from - dt.timedelta(microseconds=1)), "nepal")
    assert (found.number, found.released < second.live_from) == (1, True)


@pytest.mark.parametrize("slug", ["nothing", "draft", "later", "", "NEPAL"])
def test_a_draft_and_what_is_to_come_are_as_unknown_as_what_does_not_exist(nepal, publisher, slug):
    factories.entity("draft")
    publishing.schedule(factories.entity("later"), by=publisher, at=timezone.now() + HOUR)
    with pytest.raises(Http404):
        live_publication(Reading.now(), slug)
    with pytest.raises(Http404):
        past_publication(Reading.now(), slug, 1)


def test_what_was_withdrawn_says_by_which_release(nepal, publisher):
    withdrawn(nepal, publisher)
    with pytest.raises(Withdrawn) as caught:
        live_publication(Reading.now(), "nepal")
    release = caught.value.release
    assert (release.slug, release.publication, release.reason_en) == ("nepal", None, "Merged.")


def test_what_is_published_again_is_public_again(nepal, publisher):
    withdrawn(nepal, publisher)
    release = factories.published_again(nepal, by=publisher)
    assert live_publication(Reading.now(), "nepal").released == release.live_from


# ── Past versions ────────


def test_a_past_version_says_since_when_it_was_public_beside_what_is_public_now(nepal, second):
    first, current = past_publication(Reading.now(), "nepal", 1)
    assert (first.number, first.entry_uid, current.number) == (1, nepal.uid, 2)
    assert first.released < second.live_from == current.released


def test_the_version_that_is_public_is_found_by_its_number_too(second):
    found, current = past_publication(Reading.now(), "nepal", 2)
    assert (found.number, found.pk, found.released) == (2, current.pk, second.live_from)


def test_a_version_that_was_never_public_is_not_found(nepal, publisher):
    india = factories.published(factories.entity("india"), by=publisher)
    factories.published_again(india, by=publisher, acronym_en="IN")
    nepal.summary_en = "To come."
    nepal.save()
    moment = timezone.now() + HOUR
    publishing.schedule(nepal, by=publisher, at=moment)
    for number in (2, 3):
        with pytest.raises(Http404):
            past_publication(Reading.now(), "nepal", number)
    assert past_publication(at(moment), "nepal", 2)[0].released == moment


def test_no_version_of_a_withdrawn_profile_can_be_read(nepal, second, publisher):
    withdrawn(nepal, publisher)
    for number in (1, 2, 3):
        with pytest.raises(Withdrawn):
            past_publication(Reading.now(), "nepal", number)


# ── Successors and words ────────


def test_a_successor_is_named_while_it_can_be_read(nepal, publisher):
    successor = factories.published(factories.entity("new-name"), by=publisher)
    release = withdrawn(nepal, publisher, successor="new-name")
    assert successor_of(release, Reading.now()).slug == "new-name"
    withdrawn(successor, publisher)
    assert successor_of(release, Reading.now()) is None


def test_without_a_successor_there_is_none(nepal, publisher):
    assert successor_of(withdrawn(nepal, publisher), Reading.now()) is None


@pytest.fixture
def merged(publisher):
    vocabulary.merge(factories.area("old"), factories.area("gender"), by=publisher)


def asked(rf, address):
    request = rf.get(address)
    request.resolver_match = resolve(request.path)
    return request


def test_a_code_that_is_not_there_is_not_found(merged, rf):
    request = asked(rf, "/areas/gender/")
    assert word(request, Reading.now(), "area", "gender").code == "gender"
    with pytest.raises(Http404):
        word(request, Reading.now(), "area", "nothing")


@pytest.mark.parametrize(("query", "kept"), [("", ""), ("?on=2012&x=", "?on=2012&x=")])
def test_a_merged_word_is_read_at_the_address_of_the_other_with_the_same_query(merged, rf, query, kept):
    with pytest.raises(Moved) as moved:
        word(asked(rf, f"/areas/old/changes/{query}"), Reading.now(), "area", "old")
    assert moved.value.address == f"/areas/gender/changes/{kept}"


def test_a_query_leads_on_where_it_names_a_merged_word(merged, rf):
    look_for_merged(asked(rf, "/members/?area=gender&role=old"), Reading.now())
    with pytest.raises(Moved) as moved:
        look_for_merged(asked(rf, "/members/?q=a&area=old&area=gender&area=other"), Reading.now())
    assert moved.value.address == "/members/?q=a&area=gender&area=other"


def test_a_query_without_words_reads_no_vocabulary(merged, rf, django_assert_num_queries):
    reading = at(timezone.now())
    with django_assert_num_queries(0):
        look_for_merged(asked(rf, "/members/?q=a"), reading)
