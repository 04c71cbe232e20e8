import pytest
from django.urls import reverse

from profiles.published.models import MeetingKind, ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


def delete_page(client, publisher, row):
    client.force_login(publisher)
    return reverse(f"admin:published_{row._meta.model_name}_delete", args=[row.pk])


@pytest.mark.parametrize("model", [MeetingKind, ThematicArea])
def test_a_word_that_a_meeting_names_is_not_deleted_and_leads_there(client, publisher, model):
    meeting = factories.meeting("ministerial-2")
    meeting.areas.add(factories.area())
    factories.published(meeting, by=publisher)
    row = model.objects.get()
    address = delete_page(client, publisher, row)
    html = client.get(address).content.decode()
    assert 'href="/meetings/ministerial-2/versions/1/"' in html
    assert reverse("admin:profiles_meeting_change", args=[meeting.pk]) in html
    client.post(address, {"post": "yes"})
    assert model.objects.filter(pk=row.pk).exists()


def test_a_word_that_nothing_names_is(client, publisher):
    row = factories.word(MeetingKind, "ambassadors")
    assert client.post(delete_page(client, publisher, row), {"post": "yes"}).status_code == 302
    assert not MeetingKind.objects.exists()
