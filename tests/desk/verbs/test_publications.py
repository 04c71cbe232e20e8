"""From a document to a publication: its number, what it may not be, and what it is counted by."""

import pytest

from profiles.desk import verbs, workingcopy
from profiles.desk.verbs import publishing
from profiles.published import documents
from profiles.published.models import Facet, Publication
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
