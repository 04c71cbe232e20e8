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


@pytest.fixture
def a_while_ago(publisher):
    """Nepal, published longer ago than a second."""
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=1)):
        return factories.published(factories.entity("nepal"), by=publisher)


def test_what_was_not_modified_since_is_not_sent_again_where_no_etag_is_said(client, a_while_ago):
    address = "/api/v1/members/nepal/"
    first = client.get(address)
    since = {"if-modified-since": first["Last-Modified"]}
    again = client.get(address, headers=since)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(address, headers=since | {"if-none-match": '"other"'}).status_code == 200
    assert client.get(address, headers={"if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT"}).status_code == 200
    assert client.get("/members/nepal/", headers=since).status_code == 200


def test_what_may_be_changed_in_the_same_second_says_no_second(client, publisher):
    address = "/api/v1/members/nepal/"
    with time_machine.travel("2026-11-30T08:00:00.1+00:00", tick=False) as clock:
        entity = factories.published(factories.entity("nepal"), by=publisher)
        clock.shift(0.2)
        assert "Last-Modified" not in client.get(address)
        factories.published_again(entity, by=publisher, summary_en="New.")
        clock.shift(1)
        answer = client.get(address)
        assert answer["Last-Modified"] == "Mon, 30 Nov 2026 08:00:00 GMT"
        assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize("headers", [{"if-match": '"x"'}, {"if-unmodified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}])
def test_who_wants_another_state_of_a_document_is_told_as_the_api_tells(client, a_while_ago, headers):
    answer = client.get("/api/v1/members/nepal/", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")
    assert answer.json()["type"].endswith("/api/#precondition-failed")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_stream_has_a_weak_etag_since_it_is_compressed_on_its_way(client, nepal):
    etag = client.get("/members.csv")["ETag"]
    assert etag.startswith('W/"')
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}'):
        again = client.get("/members.csv", headers={"if-none-match": known})
        assert (again.status_code, again["ETag"].removeprefix("W/")) == (304, etag.removeprefix("W/"))


# ── Parameters that mean nothing ────────


@pytest.mark.parametrize("query", ["standings=member", "type[]=sending", "standings=", "type=sending&Type=sending"])
def test_a_file_refuses_a_parameter_that_means_nothing_and_names_it(client, nepal, query):
    name = "Type" if "Type" in query else query.partition("=")[0]
    etag = client.get("/members.csv")["ETag"]
    for headers in ({}, {"if-none-match": etag}):
        response = client.get(f"/members.csv?{query}", headers=headers)
        assert response.status_code == 400
        assert f"“{name}”" in response.content.decode()
        assert "ETag" not in response


def test_what_campaigns_add_to_an_address_is_refused_nowhere(client, nepal):
    assert client.get("/members.csv?utm_source=x&fbclid=y&mc_cid=z").status_code == 200


@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_directory_says_what_it_ignored(client, nepal, language):
    plain = client.get(f"{language}/members/?type=sending")
    response = client.get(f"{language}/members/?type=sending&standings=<b>&utm_source=x")
    assert "<bdi>standings</bdi>" in response.content.decode()
    assert "utm_source</bdi>" not in response.content.decode()
    assert "standings" not in plain.content.decode()
    # It is no answer that anybody may keep under the name of another.
    assert ("ETag" in plain, "ETag" in response) == (True, False)


def test_other_pages_ignore_what_they_do_not_know(client, nepal):
    plain, odd = client.get("/members/nepal/"), client.get("/members/nepal/?standings=member")
    assert plain.content == odd.content
