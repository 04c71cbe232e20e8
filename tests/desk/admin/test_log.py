"""The log, taken along."""

import csv

import pytest
from django.urls import reverse

from profiles.desk.verbs import publishing

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
