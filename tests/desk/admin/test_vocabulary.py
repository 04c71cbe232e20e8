"""Words and texts of the site in admin: public at once."""

import pytest
from django.urls import reverse

from profiles.desk.models import Event
from profiles.published.models import ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_word_changed_in_admin_is_public_at_once_and_logged(desk, publisher):
    area = factories.area("gender")
    address = reverse("admin:published_thematicarea_change", args=[area.pk])
    desk.post(address, {"code": "gender", "label_en": "Renamed", "label_ar": "معاد تسميته", "position": 1})
    assert "Renamed" in desk.get("/areas/gender/").content.decode()
    assert Event.objects.get().verb == "vocabulary"


def test_an_unused_word_can_be_deleted_and_a_used_one_cannot(desk):
    unused, used = factories.area("unused"), factories.area("used")
    entity = factories.entity()
    entity.areas.add(used)
    factories.published(entity)
    for area in (unused, used):
        desk.post(reverse("admin:published_thematicarea_delete", args=[area.pk]), {"post": "yes"})
    assert list(ThematicArea.objects.all()) == [used]
