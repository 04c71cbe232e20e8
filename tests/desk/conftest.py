"""A public profile, who keeps it, and what is proposed."""

import pytest

from profiles.desk.verbs import proposing, savedcopies
from tests import factories


@pytest.fixture
def entity(publisher):
    return factories.published(factories.entity("nepal", body_en="<p>One two three.</p>"), by=publisher)


@pytest.fixture
def focal(entity):
    return factories.focal_point("kathmandu", entity)


@pytest.fixture
def proposal(entity, focal):
    entity.body_en = "<p>One four three.</p>"
    entity.save()
    savedcopies.save(entity, by=focal)
    return proposing.propose(entity, by=focal, message="Better words.")
