import pytest
from django.utils import translation

from profiles.published.models import Publication
from profiles.reading.entries.attendance import MeetingPage
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def live_page(slug="m1"):
    content = Publication.objects.of_kind("meeting").get(slug=slug).content()
    return MeetingPage.live(content, Reading.now())


def test_sources_are_numbered_in_the_order_of_the_page(db):
    whole, outcome, people = (factories.cites(title) for title in ("Whole", "Outcome", "People"))
    assert outcome
    meeting = factories.meeting(rests_on=whole, outcome_en='<p>Done.<sup data-source="outcome"></sup></p>')
    factories.attendance(meeting, "nepal", sources=people + whole)
    factories.published(meeting)
    page = live_page()
    assert page.numbers == {"whole": 1, "outcome": 2, "people": 3}
    assert [cited.source["code"] for cited in page.sources] == ["whole", "outcome", "people"]
    ((_capacity, (row,)),) = page.participants
    assert [cited.number for cited in row.cited] == [3, 1]
    assert page.linked == {"whole", "outcome", "people"}


def test_an_old_version_has_the_names_that_it_had_and_leads_to_no_profile(publisher):
    factories.published(factories.entity("nepal", name_en="Nepal of today"), by=publisher)
    meeting = factories.meeting()
    factories.attendance(meeting, "nepal", name_en="Nepal of then")
    factories.published(meeting)
    content = Publication.objects.of_kind("meeting").get(slug="m1").content()
    old, now = MeetingPage(content, Reading.now()), MeetingPage.of(content, Reading.now())
    ((fact,),) = (content["attendances"],)
    assert (old.named(fact).name["en"], old.named(fact).profile) == ("Nepal of then", None)
    assert (now.named(fact).name["en"], now.named(fact).profile["slug"]) == ("Nepal of today", "nepal")


def test_what_is_computed_goes_before_what_the_document_says(publisher):
    factories.published(factories.meeting(host_slug="nepal"), by=publisher)
    page = live_page()
    assert page["host_slug"] == "nepal"
    with pytest.raises(KeyError):
        page["sources"]


def test_numbers_follow_the_order_of_the_readers_language(publisher):
    meeting = factories.meeting()
    for english, arabic in (("Aa", "ياء"), ("Bb", "ألف")):
        factories.attendance(meeting, name_en=english, name_ar=arabic, sources=factories.cites(english))
    factories.published(meeting)
    assert live_page().numbers == {"aa": 1, "bb": 2}
    with translation.override("ar"):
        page = live_page()
        assert page.numbers == {"bb": 1, "aa": 2}
        assert [fact["name"]["en"] for fact in page.facts] == ["Bb", "Aa"]
