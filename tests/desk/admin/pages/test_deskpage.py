"""The one door of all pages: who may open it."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.models import Event
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_a_leftover_assignment_without_the_group_opens_nothing(client, entity):
    person = factories.person("left")
    factories.Assignment.objects.create(user=person, entity=entity)
    client.force_login(person)
    for page in ("preview", "preview_page", "history", "compare", "versions", "wishes"):
        assert client.get(url(page, entity.pk)).status_code in (403, 404)


@pytest.mark.parametrize("page", ["change", "preview", "preview_page", "versions", "confirm", "history"])
def test_a_focal_point_sees_its_own_profile_and_no_other(client, publisher, page):
    own, other = factories.published(), factories.published()
    client.force_login(factories.focal_point("focal", own))
    assert client.get(url(page, own.pk)).status_code == 200
    assert client.get(url(page, other.pk)).status_code in (302, 403, 404)


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_a_focal_point_and_an_editor_do_not_publish(client, publisher, editor, page):
    own = factories.published()
    for user in (factories.focal_point("focal", own), editor):
        client.force_login(user)
        assert client.get(url(page, own.pk)).status_code == 403
        assert client.post(url(page, own.pk), {"reason_en": "a", "reason_ar": "b"}).status_code == 403
    assert Event.objects.count() == 1


def test_an_ended_assignment_closes_every_door(client, publisher):
    own = factories.published()
    client.force_login(factories.focal_point("focal", own, until=timezone.localdate() - dt.timedelta(1)))
    for page in ("change", "preview", "preview_page", "versions", "confirm", "history"):
        assert client.get(url(page, own.pk)).status_code in (302, 403, 404)
    assert client.get(url("changelist")).context["cl"].result_count == 0
