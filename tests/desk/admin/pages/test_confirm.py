"""Confirming facts from the desk."""

import re

import pytest

from profiles.desk.verbs import publishing
from profiles.published.models import Confirmation
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def boxes(desk, entity, name="fact"):
    """What the page would post of the facts that it shows."""
    html = desk.get(url("confirm", entity.pk)).content.decode()
    return re.findall(rf'name="{name}" value="([^"]+)"', html)


def test_confirm_from_the_desk(desk):
    entity = factories.published(factories.entity("nepal"))
    desk.post(url("confirm", entity.pk), {"fact": boxes(desk, entity)})
    assert "Confirmed on" in desk.get("/members/nepal/").content.decode()


def test_all_facts_that_the_page_showed_are_confirmed_by_one_button_and_counted(desk):
    entity = factories.entity("nepal")
    for name in ("Ministry", "Agency"):
        factories.responsible_entity(entity, name)
    factories.published(entity)
    html = desk.get(url("confirm", entity.pk)).content.decode()
    assert 'name="_all" value="Confirm all 3"' in html
    shown = boxes(desk, entity, "shown")
    saved = desk.post(url("confirm", entity.pk), {"shown": shown, "_all": "1"}, follow=True)
    assert "3 facts are confirmed as of today." in saved.content.decode()
    assert Confirmation.objects.count() == 3


def test_only_what_is_ticked_is_confirmed_by_the_other(desk):
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "Ministry")
    factories.published(entity)
    shown = boxes(desk, entity)
    saved = desk.post(url("confirm", entity.pk), {"shown": shown, "fact": shown[:1]}, follow=True)
    assert "1 fact is confirmed as of today." in saved.content.decode()
    assert Confirmation.objects.get().fact_uid == entity.memberships.get().uid


@pytest.mark.parametrize(("name", "button"), [("shown", {"_all": "1"}), ("fact", {})])
def test_what_was_published_anew_while_the_page_was_open_is_not_confirmed(desk, publisher, name, button):
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "Ministry of Labour")
    factories.published(entity)
    posted = {name: boxes(desk, entity, name), **button}
    entity.responsible_entities.update(name_en="Ministry of Work")
    publishing.publish(entity, by=publisher)
    html = desk.post(url("confirm", entity.pk), posted).content.decode()
    assert "A fact was changed meanwhile: look at it again." in html
    assert "Ministry of Work" in html
    assert not Confirmation.objects.exists()


def test_a_fact_without_what_was_read_is_no_request_of_the_page(desk):
    entity = factories.published(factories.entity("nepal"))
    uid = str(entity.memberships.get().uid)
    assert desk.post(url("confirm", entity.pk), {"fact": [uid]}).status_code == 400


def test_the_button_for_all_comes_first_in_a_form_of_its_own(desk):
    entity = factories.published(factories.entity("nepal"))
    html = desk.get(url("confirm", entity.pk)).content.decode()
    end = html.index("</form>", html.index('class="confirm-all"'))
    assert html.index('name="_all"') < end < html.index('name="fact"')
