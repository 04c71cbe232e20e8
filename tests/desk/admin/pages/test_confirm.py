"""Confirming facts from the desk."""

import re

import pytest

from profiles.published.models import Confirmation
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_confirm_from_the_desk(desk):
    entity = factories.published(factories.entity("nepal"))
    uid = str(entity.memberships.get().uid)
    assert uid in desk.get(url("confirm", entity.pk)).content.decode()
    desk.post(url("confirm", entity.pk), {"fact": [uid]})
    assert "Confirmed on" in desk.get("/members/nepal/").content.decode()


def test_all_facts_that_the_page_showed_are_confirmed_by_one_button_and_counted(desk):
    entity = factories.entity("nepal")
    for name in ("Ministry", "Agency"):
        factories.responsible_entity(entity, name)
    factories.published(entity)
    html = desk.get(url("confirm", entity.pk)).content.decode()
    assert 'name="_all" value="Confirm all 3"' in html
    shown = re.findall(r'name="shown" value="([^"]+)"', html)
    saved = desk.post(url("confirm", entity.pk), {"shown": shown, "_all": "1"}, follow=True)
    assert "3 facts are confirmed as of today." in saved.content.decode()
    assert Confirmation.objects.count() == 3


def test_only_what_is_ticked_is_confirmed_by_the_other(desk):
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "Ministry")
    factories.published(entity)
    uid = str(entity.memberships.get().uid)
    shown = [uid, str(entity.responsible_entities.get().uid)]
    saved = desk.post(url("confirm", entity.pk), {"shown": shown, "fact": [uid]}, follow=True)
    assert "1 fact is confirmed as of today." in saved.content.decode()
    assert str(Confirmation.objects.get().fact_uid) == uid
