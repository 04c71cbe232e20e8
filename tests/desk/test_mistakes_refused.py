"""What is wrong with a report is said at its field and loses no word; how many may come."""

import datetime as dt

import pytest

from profiles.desk import mistakes
from profiles.desk.models import Report
from profiles.desk.verbs import reporting
from tests.desk.test_mistakes import HERE, send

pytestmark = pytest.mark.django_db


# ── Errors ────────


@pytest.mark.parametrize(
    ("prefix", "fields", "field"),
    [
        ("", {"words": ""}, "words"),
        ("", {"words": " \r\n "}, "words"),
        ("", {"words": "x" * 4001}, "words"),
        ("", {"words": "a\0b"}, "words"),
        ("", {"words": "a\u202eb"}, "words"),
        ("", {"words": "a\u2066b"}, "words"),
        ("", {"words": "a\x1bb"}, "words"),
        ("", {"source": "x" * 1001}, "source"),
        ("", {"source": "a\0b"}, "source"),
        ("", {"email": "no address"}, "email"),
        ("", {"email": "a\0@example.org"}, "email"),
        ("", {"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ("/ar", {"words": "", "source": "قائمة"}, "words"),
    ],
)
def test_an_error_belongs_to_its_field_and_all_text_is_kept(client, nepal, prefix, fields, field):
    fields = {"words": "Kept words.", "source": "Kept source.", "email": "kept@example.org"} | fields
    response = send(client, prefix=prefix, **fields)
    html = response.content.decode()
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in html
    assert f'aria-describedby="id_{field}_helptext id_{field}_error"' in html
    assert f'<a href="#id_{field}">' in html
    for name, value in fields.items():
        assert name == field or value in html
    assert Report.objects.count() == 0


def test_what_was_too_long_is_kept_to_be_shortened(client, nepal):
    assert b"x" * 4001 in send(client, words="x" * 4001).content


def test_four_thousand_characters_with_line_ends_are_taken(client, nepal):
    assert send(client, words="x\r\n" * 1998 + "العر").status_code == 303


@pytest.mark.parametrize("words", ["\u200fنيبال\u200e", "👩‍👩‍👧", "‘’“”—\tindented"])
def test_ordinary_text_of_any_script_is_taken(client, nepal, words):
    assert send(client, words=words).status_code == 303


def test_a_megabyte_is_refused_unread(client, nepal):
    response = send(client, words="x" * 1_000_000)
    assert response.status_code == 413
    assert b"xxxx" not in response.content
    assert list(response.context["form"].errors) == ["words"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"words=%FF%FE", "application/x-www-form-urlencoded"),
        (b"words=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"words=%00", "application/x-www-form-urlencoded"),
        (b"words=a", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&" * 6000 + b"words=a" + b"&a=b" * 6000, "application/x-www-form-urlencoded"),
        (b"broken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b'{"words": "x"}', "application/json"),
    ],
)
def test_a_broken_body_is_answered_calmly(client, nepal, body, kind):
    response = client.post("/report/?member=nepal", body, content_type=kind, headers=HERE)
    assert response.status_code in (303, 400)


def test_the_longest_form_is_shorter_than_what_is_taken_unread():
    assert (4000 + 1000) * len("%F0%9F%98%80") + 254 < mistakes.LONGEST


# ── Bounds ────────


def test_a_field_that_people_do_not_see_must_be_empty(client, nepal):
    response = send(client, homepage="https://example.org")
    assert response.status_code == 400
    assert "https://example.org" not in response.content.decode()
    assert "It was 2009." in response.content.decode()
    assert Report.objects.count() == 0


def test_the_sixth_report_in_an_hour_is_429_with_its_text_kept(client, nepal, time_machine):
    time_machine.move_to(dt.datetime(2099, 3, 5, 8, tzinfo=dt.UTC))
    for _index in range(5):
        assert send(client).status_code == 303
    response = send(client, words="The sixth.")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "The sixth." in response.content.decode()
    other = client.post("/report/?member=nepal", {"words": "x"}, headers=HERE, REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 303
    time_machine.move_to(dt.datetime(2099, 3, 5, 9, 1, tzinfo=dt.UTC))
    assert send(client).status_code == 303


def test_twenty_a_day_from_one_address(client, nepal, time_machine):
    for hour in range(4):
        time_machine.move_to(dt.datetime(2099, 3, 5, 2 + 2 * hour, tzinfo=dt.UTC))
        for _index in range(5):
            assert send(client).status_code == 303
    time_machine.move_to(dt.datetime(2099, 3, 5, 12, tzinfo=dt.UTC))
    assert send(client).status_code == 429
    time_machine.move_to(dt.datetime(2099, 3, 6, 12, tzinfo=dt.UTC))
    assert send(client).status_code == 303


def test_all_together_may_leave_only_as_many_open_as_can_be_read(client, nepal, monkeypatch, report, editor):
    monkeypatch.setattr(reporting, "OF_ALL", 1)
    assert send(client).status_code == 429
    reporting.close(report, by=editor, answer="Right.")
    assert send(client).status_code == 303


def test_a_report_changes_nothing_public(client, nepal):
    before = client.get("/members/nepal/")
    send(client)
    after = client.get("/members/nepal/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
