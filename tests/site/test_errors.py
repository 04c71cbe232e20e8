import errno

import pytest
from django.db import InternalError, OperationalError

from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("prefix", "words"), [("", "There is no page at this address"), ("/ar", "لا توجد صفحة")])
def test_not_found_speaks_the_language_of_the_address(client, db, prefix, words):
    response = client.get(f"{prefix}/nothing/here/")
    assert response.status_code == 404
    assert f'lang="{"ar" if prefix else "en"}"' in response.content.decode()
    assert words in response.content.decode()


def test_a_missing_profile_offers_to_look_for_what_was_asked(client, db):
    assert 'href="/ar/members/?q=some+body"' in client.get("/ar/members/some-body/").content.decode().replace(
        "%20", "+"
    )


def test_the_successor_of_a_withdrawn_profile_is_linked(client, publisher):
    factories.published(factories.entity("new-name", name_en="New name"), by=publisher)
    entity = factories.published(factories.entity("old-name"), by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("Renamed.", "أعيدت تسميته."), successor="new-name")
    response = client.get("/ar/members/old-name/")
    assert response.status_code == 410
    assert "أعيدت تسميته." in response.content.decode()
    assert 'href="/ar/members/new-name/"' in response.content.decode()


def test_our_mistake_is_a_calm_page_that_needs_no_database(client, monkeypatch, django_assert_num_queries, db):
    def broken(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("profiles.published.vocabularies.merged_of", broken)
    client.raise_request_exception = False
    response = client.get("/ar/members/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert 'lang="ar"' in response.content.decode()
    assert response["Content-Security-Policy"]


CAUSES = [
    (OperationalError("database or disk is full"), "database or disk is full"),
    (OperationalError("deadlock detected\nDETAIL: of two"), "deadlock detected DETAIL: of two"),
    (OSError(errno.ENOSPC, "No space left on device"), "[Errno 28] No space left on device"),
]


@pytest.mark.parametrize(("error", "cause"), CAUSES)
def test_what_the_database_or_a_disk_said_is_logged_once_and_the_editor_told_that_nothing_is_saved(
    client, monkeypatch, caplog, db, error, cause
):
    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr("profiles.desk.mistakes.take", broken)
    client.raise_request_exception = False
    response = client.post("/report/?member=nepal", {"words": "x"})
    assert response.status_code == 503
    assert "nothing was saved" in response.content.decode()
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"503 for POST '/report/': {type(error).__name__}: {cause}"
    ]


@pytest.mark.parametrize(("sqlstate", "status"), [("25006", 503), ("25P02", 500)])
def test_a_database_that_is_only_read_is_told_of_and_other_errors_of_it_are_ours(client, monkeypatch, sqlstate, status):
    class Said(Exception):
        pass

    def broken(*args, **kwargs):
        cause = Said()
        cause.sqlstate = sqlstate
        raise InternalError("cannot execute INSERT in a read-only transaction") from cause

    monkeypatch.setattr("profiles.desk.mistakes.take", broken)
    client.raise_request_exception = False
    response = client.post("/report/?member=nepal", {"words": "x"})
    assert response.status_code == status
    assert ("nothing was saved" in response.content.decode()) == (status == 503)


# ── In the form that was asked for ────────


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_error_of_a_file_is_one_sentence(client, db, ending):
    for address in (f"/members.{ending}?on=nope", f"/ar/members.{ending}?on=nope"):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
        assert response.content.decode().startswith("400 ")
        assert response.content.decode().count("\n") == 1
        assert "nope" in response.content.decode()
        assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/nothing.{ending}").content.startswith(b"404 There is no page at this address")


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_an_error_of_json_is_a_problem(client, db, ending):
    for address, status in ((f"/facts.{ending}?on=nope", 400), (f"/nothing.{ending}", 404)):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
        assert response.json()["status"] == status


def test_an_error_of_a_page_is_a_page_whatever_else_there_is(client, db):
    assert client.get("/members/?on=nope")["Content-Type"] == "text/html; charset=utf-8"


def test_our_mistake_in_a_file_is_a_sentence_too(client, db, monkeypatch):
    def broken(*args):
        raise ValueError

    monkeypatch.setattr("profiles.site.public.begin", broken)
    client.raise_request_exception = False
    assert client.get("/members.csv").content.startswith(b"500 ")
    assert client.get("/members.json").json()["status"] == 500


def test_an_error_of_a_file_names_the_parameter(client, db):
    text = client.get("/members.csv?type=nothing").content.decode()
    assert text.startswith("400 This address cannot be read: type: Member type: ")


def test_a_place_in_a_feed_that_is_none_is_told_by_its_parameter(client, db):
    for name in ("after", "before"):
        (error,) = client.get(f"/changes/feed.json?{name}=foo").json()["errors"]
        assert error == {"parameter": name, "detail": "“foo” is no place in a feed."}
