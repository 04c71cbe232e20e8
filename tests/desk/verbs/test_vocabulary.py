"""Words and texts of the site, which are public at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from profiles.desk import verbs
from profiles.desk.verbs import publishing, vocabulary
from profiles.published.models import Stamp
from tests import factories

pytestmark = pytest.mark.django_db


def test_vocabulary_changes_are_for_publishers_and_raise_the_stamp(publisher, editor):
    area = factories.area()
    area.label_en = "Renamed"
    with pytest.raises(PermissionDenied):
        vocabulary.change(area, by=editor)
    vocabulary.change(area, by=publisher)
    area.refresh_from_db()
    assert area.label_en == "Renamed"
    assert Stamp.objects.get().counter == 1


def test_a_published_word_keeps_its_code_and_is_not_deleted(publisher):
    entity = factories.entity()
    entity.areas.add(factories.area())
    publishing.publish(entity, by=publisher)
    area = entity.areas.get()
    with pytest.raises(verbs.Refused):
        vocabulary.delete(area, by=publisher)
    area.code = "other"
    with pytest.raises(ValidationError):
        vocabulary.change(area, by=publisher)
