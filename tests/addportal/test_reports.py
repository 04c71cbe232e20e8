import json
import logging

import pytest

from addportal import logs, reports

sentry_sdk = pytest.importorskip("sentry_sdk")


@pytest.fixture
def told(settings):
    """What a Sentry would get."""
    events = []

    class Kept(sentry_sdk.transport.Transport):
        def capture_envelope(self, envelope):
            events.append(envelope.get_event())

    settings.SENTRY_DSN = "https://key@sentry.example.org/1"
    reports.begin(transport=Kept)
    token = logs.CURRENT.set(None)
    yield events
    logs.CURRENT.reset(token)
    sentry_sdk.init()


def fail(secret):
    raise ValueError(f"{secret} is no date")


def test_an_error_is_told_with_its_place_and_without_anybodys_words(told):
    number = logs.begin()
    try:
        fail("Ahmad")
    except ValueError:
        logging.getLogger("profiles").exception("Cannot read %s of %s", "Ahmad", "/preview/abcDEF123/")
    (event,) = told
    (error,) = event["exception"]["values"]
    assert (error["type"], error["stacktrace"]["frames"][-1]["function"]) == ("ValueError", "fail")
    assert event["logentry"]["message"] == "Cannot read %s of %s"
    assert event["tags"] == {"request": str(number)}
    assert event["release"].startswith("addportal@")
    sent = json.dumps(event, default=str)
    assert "Ahmad" not in sent
    assert "abcDEF123" not in sent


@pytest.mark.django_db
def test_an_error_of_a_page_is_told_without_who_asked_for_what(told, client, monkeypatch):
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("profiles.published.stamp.now", lambda: fail("Ahmad"))
        answer = client.get("/sources/?q=Ahmad", headers={"cookie": "Ahmad=1", "user-agent": "Ahmad"})
    assert answer.status_code == 500
    assert len(told) == 1
    assert "Ahmad" not in json.dumps(told, default=str)


def test_what_is_no_error_is_not_told(told):
    logging.getLogger("profiles").warning("A word.")
    assert told == []


def test_without_an_address_nothing_begins(settings):
    settings.SENTRY_DSN = ""
    before = sentry_sdk.get_client()
    reports.begin()
    assert sentry_sdk.get_client() is before
