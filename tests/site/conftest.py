import pytest

from profiles.desk.verbs import publishing
from tests import factories


@pytest.fixture
def page_texts(publisher):
    for slug in ("home", "about", "contact", "licence", "accessibility"):
        factories.published(factories.text(slug), by=publisher)


@pytest.fixture
def nepal(publisher):
    """A published profile with a fact of every kind."""
    meeting = factories.meeting("first")
    factories.attendance(meeting, "nepal", level="minister", sources=factories.cites("A list"))
    factories.published(meeting, by=publisher)
    entity = factories.entity("nepal", iso2="NP")
    factories.role_term(entity, sources=factories.cites("A list"))
    factories.affiliation(entity)
    factories.responsible_entity(entity)
    entity.areas.add(factories.area())
    return factories.published(entity, by=publisher)


@pytest.fixture
def gone(nepal, publisher):
    entity = factories.published(factories.entity("gone"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."), successor="nepal")
    return entity
