"""Publishing, scheduling and withdrawing from the desk."""

import pytest
from django.utils import timezone

from profiles.published.models import Publication, Release
from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


def test_a_refused_publication_can_be_sent_again_as_it_is_shown(client, publisher, entity):
    entity.summary_en = "First."
    entity.save()
    client.force_login(publisher)
    page = client.post(url("publish", entity.pk), {"digest": "0" * 64, "message": "Kept."})
    assert "has changed since you looked" in page.content.decode()
    again = {"digest": page.context["form"]["digest"].value(), "message": "Kept."}
    assert client.post(url("publish", entity.pk), again).status_code == 302


def test_publish_shows_what_differs_and_refuses_what_has_changed_since(desk):
    entity = factories.published()
    edit(desk, entity, summary_en="First change.")
    digest = desk.get(url("publish", entity.pk)).context["form"]["digest"].value()
    edit(desk, entity, summary_en="Second change.")
    response = desk.post(url("publish", entity.pk), {"digest": digest, "message": "Kept words.", "override": "Alone."})
    html = response.content.decode()
    assert "has changed since you looked at it" in html
    assert "Kept words." in html
    assert Publication.objects.count() == 1


def test_schedule_from_the_desk(desk):
    entity = factories.entity()
    digest = desk.get(url("publish", entity.pk)).context["form"]["digest"].value()
    desk.post(url("publish", entity.pk), {"digest": digest, "at": "2990-01-01T09:30"})
    release = Release.objects.get()
    assert timezone.localtime(release.live_from).isoformat() == "2990-01-01T09:30:00+04:00"
    desk.post(url("cancel", entity.pk, release.pk))
    assert not Release.objects.exists()


def test_withdraw_from_the_desk_needs_its_reason(desk):
    entity = factories.published(factories.entity("nepal"))
    assert desk.post(url("withdraw", entity.pk), {"reason_en": "Left."}).status_code == 200
    assert desk.get("/members/nepal/").status_code == 200
    desk.post(url("withdraw", entity.pk), {"reason_en": "Left.", "reason_ar": "انسحب."})
    assert desk.get("/members/nepal/").status_code == 410
