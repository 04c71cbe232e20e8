"""What every public answer has: an ETag of stamp, day and address, and no more verbs than reading needs."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

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
