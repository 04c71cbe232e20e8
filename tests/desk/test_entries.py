import uuid

import pytest
from django.core.exceptions import ObjectDoesNotExist

from profiles.desk import entries
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_entry_is_found_by_its_uid_whatever_it_is():
    made = factories.entity(), factories.meeting(), factories.text(), factories.paper(), factories.programme()
    for entry in made:
        assert entries.find(entry.uid) == entry
    with pytest.raises(ObjectDoesNotExist):
        entries.find(uuid.uuid4())


def test_its_pages_in_admin_are_named_by_its_model():
    assert entries.address_name(factories.entity(), "change") == "admin:profiles_entity_change"
    assert entries.address_name(factories.text(), "review") == "admin:profiles_text_review"
