"""What every public answer has: an ETag of stamp, day and address, and no more verbs than reading needs."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESSES = ["/members/", "/ar/members/", "/members/nepal/", "/members.csv", "/api/v1/members/"]


@pytest.fixture
def midnight():
    """The next one in TIME_ZONE."""
    tomorrow = timezone.localdate() + dt.timedelta(1)
    return dt.datetime.combine(tomorrow, dt.time(), timezone.get_default_timezone())


@pytest.mark.parametrize("address", ADDRESSES)
def test_after_midnight_an_answer_is_another_though_nothing_was_published(client, publisher, midnight, address):
    with time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
        factories.published(factories.entity("nepal"), by=publisher)
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    with time_machine.travel(midnight, tick=False):
        answer = client.get(address, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert answer["ETag"] != etag


def test_public_pages_take_no_posts(client):
    assert client.post("/members/").status_code == 405


def test_an_unchanged_page_is_304_and_a_changed_one_new_at_once(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    etag = client.get("/members/nepal/")["ETag"]
    assert client.get("/members/nepal/", headers={"if-none-match": etag}).status_code == 304
    entity.summary_en = "New."
    entity.save()
    publishing.publish(entity, by=publisher)
    assert client.get("/members/nepal/", headers={"if-none-match": etag}).status_code == 200


def test_a_scheduled_release_changes_the_etag_at_its_moment(client, publisher, time_machine):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    entity.summary_en = "New."
    entity.save()
    publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(seconds=90))
    etag = client.get("/members/nepal/")["ETag"]
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=91))
    response = client.get("/members/nepal/", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert b"New." in response.content
