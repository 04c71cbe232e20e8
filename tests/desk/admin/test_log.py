"""The log, taken along."""

import csv

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from profiles.desk import chaining
from profiles.desk.models import Event, User
from profiles.desk.verbs import publishing
from profiles.published import chain

pytestmark = pytest.mark.django_db


def test_the_log_is_taken_along_as_csv_without_formulas(client, administrator, publisher, entity):
    entity.summary_en = "Mine."
    entity.save()
    publishing.publish(entity, by=publisher, message="=1+1")
    client.force_login(administrator)
    response = client.get(reverse("admin:profiles_event_export"))
    rows = list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))
    assert rows[0] == ["at", "who", "what", "of what", "words", "details"]
    assert [row[1:5] for row in rows[1:]] == [
        ["publisher", "publish", "nepal", ""],
        ["publisher", "publish", "nepal", "'=1+1"],
    ]


@pytest.mark.parametrize("name", ["root", "administrator"])
def test_nobody_adds_alters_or_deletes_an_event(client, entity, administrator, name):
    User.objects.create_superuser("root")
    client.force_login(User.objects.get(username=name))
    event, before = Event.objects.get(), list(Event.objects.values())
    act = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    change = reverse("admin:profiles_event_change", args=[event.pk])
    for address, data in (
        (reverse("admin:profiles_event_add"), {"verb": "publish", "subject": "x"}),
        (change, {"subject": "x"}),
        (reverse("admin:profiles_event_delete", args=[event.pk]), {"post": "yes"}),
    ):
        assert client.post(address, data).status_code == 403
    client.post(reverse("admin:profiles_event_changelist"), act)
    assert list(Event.objects.values()) == before
    html = client.get(change).content.decode()
    assert 'name="_save"' not in html
    assert "deletelink" not in html


def test_who_acted_is_not_deleted_with_their_acts(entity, publisher):
    with pytest.raises(ProtectedError):
        publisher.delete()


def test_the_log_says_how_far_it_is_chained(client, administrator, entity):
    client.force_login(administrator)
    address = reverse("admin:profiles_event_changelist")
    assert "The log is chained: 0 events" in client.get(address).content.decode()
    chaining.take_up()
    html = client.get(address).content.decode()
    assert "The log is chained: 1 event, of which" in html
    assert chain.heads()["events"]["digest"] in html
