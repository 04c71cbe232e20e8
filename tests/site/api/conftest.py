import pytest

from profiles.desk.verbs import publishing
from tests import factories


@pytest.fixture
def gone(nepal, publisher):
    entity = factories.published(factories.entity("gone"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Merged.", "دُمج."), successor="nepal")
    return entity
