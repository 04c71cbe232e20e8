"""The working copy's own rules: what an entity may be, and who keeps it."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_entity_is_never_deleted(publisher):
    entity = factories.published(by=publisher)
    with pytest.raises(ValidationError):
        entity.delete()
