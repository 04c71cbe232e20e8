"""From a document to a publication: its number, what it may not be, and what it is counted by."""

import pytest
from django.utils import timezone

from profiles.desk import verbs, workingcopy
from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published import documents
from profiles.published.models import Citation, Facet, Publication, Spelling
from profiles.published.search import sort_key, spellings
from tests import factories
from tests.desk.verbs.steps import HOUR
from tests.desk.verbs.test_publishing import change, live_number

pytestmark = pytest.mark.django_db


def test_publish_numbers_versions_and_keeps_each(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Second.")
    publishing.publish(entity, by=publisher)
    texts = Publication.objects.of(entity).order_by("number")
    assert [(row.number, row.content()["summary"]["en"]) for row in texts] == [
        (1, "A summary."),
        (2, "Second."),
    ]
    assert live_number(entity) == 2


def test_publish_refuses_when_nothing_has_changed(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(verbs.Refused):
        publishing.publish(entity, by=publisher)


def test_publish_refuses_another_document_than_was_looked_at(publisher):
    entity = factories.entity()
    looked_at = documents.digest(workingcopy.document(entity))
    change(entity, "Changed in the meantime.")
    with pytest.raises(verbs.Refused):
        publishing.publish(entity, by=publisher, digest=looked_at)
    assert live_number(entity) is None


def test_publish_refuses_an_entity_with_no_membership(publisher):
    with pytest.raises(verbs.Refused):
        publishing.publish(factories.entity(type=None), by=publisher)


def test_publish_refuses_two_certain_memberships_at_one_time(publisher):
    entity = factories.entity()
    factories.membership(entity, "observer", "2010")
    with pytest.raises(verbs.Refused):
        publishing.publish(entity, by=publisher)


def test_publish_takes_a_disputed_membership_beside_a_stated_one(publisher):
    entity = factories.entity()
    factories.membership(entity, "observer", "2010", certainty="disputed")
    publishing.publish(entity, by=publisher)
    assert live_number(entity) == 1


def test_facets_are_written_with_the_publication(publisher):
    entity = factories.entity()
    factories.affiliation(entity, "iom", "observer")
    publishing.publish(entity, by=publisher)
    rows = Facet.objects.values_list("kind", "code", "status").order_by("kind")
    assert list(rows) == [("body", "iom", "observer"), ("standing", "member", ""), ("type", "sending", "")]


def test_what_lists_sort_and_search_by_follows_from_the_document(publisher):
    entity = factories.entity("viet-nam", name_en="Việt Nam", name_ar="الفيتنام", type=None)
    factories.membership(entity, "sending", "2012")
    factories.membership(entity, "observer", "2008-01", end="2012")
    publishing.publish(entity, by=publisher)
    publication = Publication.objects.get()
    assert (publication.slug, publication.name_en, publication.name_ar) == ("viet-nam", "Việt Nam", "الفيتنام")
    assert (publication.sort_en, publication.sort_ar) == (sort_key("Việt Nam"), sort_key("الفيتنام"))
    assert publication.joined == "2008-01"
    assert "viet" in publication.search_names.split()
    assert Spelling.objects.filter(word="viet").exists()


def test_a_profile_without_a_known_start_has_no_join_date(publisher):
    factories.published(factories.entity(start=""), by=publisher)
    assert Publication.objects.get().joined == ""


def test_a_logo_is_named_by_the_publication_that_shows_it(publisher):
    entity = factories.published(factories.organization("iom", logo=factories.logo()), by=publisher)
    assert Publication.objects.get().media == entity.logo != ""


def test_an_address_under_which_another_profile_was_published_is_not_taken(publisher):
    other = factories.published(factories.entity("nepal"), by=publisher)
    Entity.objects.filter(pk=other.pk).update(slug="elsewhere")
    with pytest.raises(verbs.Refused, match="Something else was published under the address “nepal”"):
        publishing.publish(factories.entity("nepal"), by=publisher)


def test_the_same_document_can_be_published_again_only_where_another_comes_between(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Second.")
    publishing.publish(entity, by=publisher)
    change(entity, "A summary.")
    publishing.publish(entity, by=publisher)
    with pytest.raises(verbs.Refused, match="Nothing has changed since version 3 was published"):
        publishing.publish(entity, by=publisher)


def test_a_publication_keeps_the_text_with_its_digest_and_moment(publisher, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    entity = factories.published(by=publisher)
    publication = Publication.objects.get()
    text = documents.canonical(workingcopy.document(entity))
    assert (publication.entry_uid, publication.document, publication.created_at) == (entity.uid, text, now)
    assert publication.digest == documents.digest(text)
    assert publication.content_digest == documents.content_digest(publication.content())


def test_the_document_that_was_looked_at_is_published(publisher):
    entity = factories.entity()
    publishing.publish(entity, by=publisher, digest=documents.digest(workingcopy.document(entity)))
    assert live_number(entity) == 1


def test_a_text_is_published_again_where_the_public_will_see_another_by_then(publisher):
    entity, at = factories.published(by=publisher), timezone.now() + HOUR
    change(entity, "Second.")
    publishing.schedule(entity, by=publisher, at=at)
    for text, when in (("A summary.", None), ("Second.", at + HOUR)):
        change(entity, text)
        with pytest.raises(verbs.Refused, match="Nothing has changed"):
            publishing.publish(entity, by=publisher, at=when)
    change(entity, "A summary.")
    publishing.publish(entity, by=publisher, at=at + HOUR)
    assert live_number(entity, at + HOUR) == 3


def test_all_that_keeps_a_profile_from_being_published_is_said_at_once(publisher):
    with pytest.raises(verbs.Refused, match=r"^The name is missing in one language\. The summary is missing\.$"):
        publishing.publish(factories.entity(name_en="", summary_en="", summary_ar=""), by=publisher)


def test_who_has_an_address_by_publication_publishes_under_it_again(publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    factories.published(factories.entity("oman"), by=publisher)
    change(entity, "Second.")
    publishing.publish(entity, by=publisher)
    assert live_number(entity) == 2


def test_what_a_publication_rests_on_is_written_with_it(publisher):
    entity = factories.entity(type=None)
    factories.membership(entity, sources=factories.cites("A list", carries="start"))
    factories.published(entity, by=publisher)
    (row,) = Citation.objects.all()
    assert (row.publication, row.source, row.part, row.carries) == (
        Publication.objects.get(),
        "a-list",
        "memberships",
        "start",
    )


def test_the_facets_of_a_publication_are_those_of_its_document(publisher):
    entity = factories.published(by=publisher)
    publication = Publication.objects.get()
    columns = ("kind", "code", "status", "possible_from", "certain_from", "certain_until", "possible_until")
    rows = list(Facet.objects.filter(publication=publication).order_by("pk").values(*columns))
    assert rows == documents.facets(workingcopy.document(entity))


def test_a_word_of_names_is_kept_under_its_spellings_whichever_profiles_share_it(publisher):
    for slug in ("north-korea", "south-korea"):
        factories.published(factories.entity(slug), by=publisher)
    assert set(Spelling.objects.filter(word="korea").values_list("key", flat=True)) == spellings("korea")
