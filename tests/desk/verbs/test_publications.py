"""From a document to a publication: its number, what it may not be, and what it is counted by."""

import pytest

from profiles.desk import verbs, workingcopy
from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.published import documents
from profiles.published.models import Facet, Publication, Spelling
from profiles.published.search import sort_key
from tests import factories
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
    assert Publication.objects.get().logo == entity.logo != ""


def test_an_address_under_which_another_profile_was_published_is_not_taken(publisher):
    other = factories.published(factories.entity("nepal"), by=publisher)
    Entity.objects.filter(pk=other.pk).update(slug="elsewhere")
    with pytest.raises(verbs.Refused, match="Another profile was published under the address “nepal”"):
        publishing.publish(factories.entity("nepal"), by=publisher)


def test_the_same_document_can_be_published_again_only_where_another_comes_between(publisher):
    entity = factories.published(by=publisher)
    change(entity, "Second.")
    publishing.publish(entity, by=publisher)
    change(entity, "A summary.")
    publishing.publish(entity, by=publisher)
    with pytest.raises(verbs.Refused, match="Nothing has changed since version 3 was published"):
        publishing.publish(entity, by=publisher)
