"""Confirming facts from the desk."""

import pytest

from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_confirm_from_the_desk(desk):
    entity = factories.published(factories.entity("nepal"))
    uid = str(entity.memberships.get().uid)
    assert uid in desk.get(url("confirm", entity.pk)).content.decode()
    desk.post(url("confirm", entity.pk), {"fact": [uid]})
    assert "Confirmed on" in desk.get("/members/nepal/").content.decode()
