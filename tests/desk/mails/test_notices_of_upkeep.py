"""What publishers are told where nobody answered."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.mails import notices_of_upkeep
from profiles.desk.mails.notices_of_upkeep import Unanswered
from profiles.desk.models import Entity, Mail
from profiles.desk.upkeep import stale
from tests.desk.upkeep.questions import grown_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(publisher, time_machine):
    for slug in ("nepal", "oman"):
        grown_old(slug, time_machine, by=publisher)
    since = dt.datetime(2026, 4, 1, 22, tzinfo=dt.UTC)
    return [Unanswered(row, since, ["sita", "ali"]) for row in stale.of(Entity.objects.all(), timezone.now())]


def test_one_mail_has_a_line_for_each_profile(found, publisher):
    mail = notices_of_upkeep.notify_of_silence(publisher, found)
    assert Mail.objects.get() == mail
    day = timezone.localdate(found[0].since)
    assert [line for line in mail.body.splitlines() if "facts" in line][1:3] == [
        f"Nepal: 2 facts, asked since {day.day} April 2026: sita, ali",
        f"Oman: 2 facts, asked since {day.day} April 2026: sita, ali",
    ]


def test_it_is_in_the_readers_language(found, publisher):
    publisher.language = "ar"
    body = notices_of_upkeep.notify_of_silence(publisher, found).body
    assert "اسم nepal" in body
    assert "/ar/admin/stale/" in body
